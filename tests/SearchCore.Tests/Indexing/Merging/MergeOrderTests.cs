using System.Text;

using SearchCore.Indexing.Merging;

namespace SearchCore.Tests.Indexing.Merging;

/// <summary>Sequences read as one, against sorting.</summary>
public sealed class MergeOrderTests
{
    [Fact]
    public void Sequences_are_read_in_order_and_equal_items_in_the_order_of_sequences()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var run = 0; run < 300; run++)
        {
            var sequences = Enumerable.Range(0, random.Next(0, 30)).Select(i => new Items(i, MakeItems(random))).ToList();
            var expected = sequences
                .SelectMany(s => s.All.Select(item => (item, s.Number)))
                .OrderBy(x => x.item, Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b))).ThenBy(x => x.Number)
                .Select(x => Convert.ToHexString(x.item) + x.Number);
            var order = new MergeOrder<Items>(sequences);
            var found = new List<string>();
            while (order.First is { } first)
            {
                found.Add(Convert.ToHexString(first.Current) + first.Number);
                order.Advance();
            }

            Assert.True(expected.SequenceEqual(found), $"seed {seed}, run {run}");
        }
    }

    private static byte[][] MakeItems(Random random)
    {
        var items = new List<byte[]> { };
        for (var left = random.Next(0, 40); left > 0; left--)
        {
            var item = new byte[random.Next(4) == 0 ? random.Next(0, 3) : random.Next(7, 10)];
            foreach (ref var value in item.AsSpan())
            {
                value = random.Next(3) == 0 ? (byte)0xFF : (byte)random.Next(2);
            }

            items.Add(random.Next(5) == 0 ? Encoding.UTF8.GetBytes("the same beginning" + random.Next(3)) : item);
        }

        return [.. items.DistinctBy(Convert.ToHexString).Order(Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))];
    }

    private sealed class Items(int number, byte[][] all) : MergeHead
    {
        private int at = -1;

        public int Number => number;

        public byte[][] All => all;

        public byte[] Current => all[at];

        public override bool Next()
        {
            if (++at >= all.Length)
            {
                return false;
            }

            Start = Beginning(Current);
            return true;
        }

        public override int CompareTo(MergeHead other) => Current.AsSpan().SequenceCompareTo(((Items)other).Current);
    }
}
