using SearchCore.Searching.Postings;

namespace SearchCore.Tests.Searching.Postings;

/// <summary>What two lists have in common is what looking for each number finds.</summary>
public class PositionKeysTests
{
    [Fact]
    public void Numbers_that_two_lists_share_at_a_distance_are_found()
    {
        if (!PositionKeys.AreSupported)
        {
            return;
        }

        var random = new Random(13);
        for (var run = 0; run < 20_000; run++)
        {
            var (most, distance) = (random.Next(1, 300), random.Next(-4, 5));
            var (first, last) = (Keys(random, most), Keys(random, most));
            var expected = first.Where(k => last.Contains((uint)(k + distance))).ToArray();
            var (keys, others, into) = (Room(first), Room(last), new uint[first.Length + PositionKeys.Row]);
            var found = PositionKeys.Shared(keys, first.Length, distance, others, last.Length, into);
            Assert.Equal(expected, into[..found]);
        }
    }

    private static uint[] Room(uint[] keys) => [.. keys, .. new uint[PositionKeys.Row]];

    // Of the first, the last and other documents of a window.
    private static uint[] Keys(Random random, int most)
    {
        var keys = new SortedSet<uint>();
        for (var i = random.Next(most); i > 0; i--)
        {
            var document = random.Next(4) switch { 0 => 1, 1 => 4_096, _ => random.Next(1, 4_097) };
            keys.Add(((uint)document << PositionKeys.Shift) | (uint)random.Next(random.Next(2) == 0 ? 5 : most));
        }

        return [.. keys];
    }
}
