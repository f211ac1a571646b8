using SearchCore.Searching.Execution;
using SearchCore.Storage.Columns;

namespace SearchCore.Tests.Searching.Columns;

/// <summary>Nodes read a whole window of a column's block without asking where the block ends: it must be there.</summary>
public class BlockRoomTests
{
    [Fact]
    public void Every_window_of_a_segment_is_whole_within_its_block()
    {
        var random = new Random(7);
        IEnumerable<int> counts = [1, 2, Window.Size - 1, Window.Size, Window.Size + 1, NumberColumn.BlockSize - 1, NumberColumn.BlockSize,
            NumberColumn.BlockSize + 1, int.MaxValue - 128,
            .. Enumerable.Range(0, 2_000).Select(_ => random.Next(1, 5 * NumberColumn.BlockSize))];
        foreach (var count in counts)
        {
            // All windows of small segments, those at the ends of large ones.
            var last = (count - 1) / Window.Size * Window.Size;
            foreach (var from in Enumerable.Range(0, 80).SelectMany(i => new[] { (long)i * Window.Size, last - ((long)i * Window.Size) }))
            {
                if (from < 0 || from >= count)
                {
                    continue;
                }

                var block = (int)(from / NumberColumn.BlockSize);
                var room = NumberColumn.RoomOf(block, count);
                Assert.InRange(from - ((long)block * NumberColumn.BlockSize) + Window.Size, Window.Size, room);
                Assert.InRange(room, Window.Size, NumberColumn.BlockSize);
            }
        }
    }
}
