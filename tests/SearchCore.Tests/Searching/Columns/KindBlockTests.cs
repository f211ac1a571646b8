using SearchCore.Searching.Columns;
using SearchCore.Storage.Columns;

namespace SearchCore.Tests.Searching.Columns;

/// <summary>Counting by value gives what going over each article's values gives.</summary>
public class KindBlockTests
{
    private const int First = 3;

    [Theory]
    [InlineData(1, 2)]
    [InlineData(63, 40)]
    [InlineData(4_096, 5)]
    [InlineData(5_000, 300)]
    [InlineData(NumberColumn.BlockSize, 3_000)]
    [InlineData(NumberColumn.BlockSize, 80_000)]
    public void Each_value_of_the_kind_is_counted_once_for_each_match_that_has_it(int articles, int size)
    {
        var random = new Random(articles + size);
        for (var run = 0; run < 20; run++)
        {
            // Others' values stand before and behind the kind's; the first values are frequent.
            var values = Enumerable.Range(0, articles).Select(_ => Values(random, size)).ToArray();
            int[] starts = [0, .. values.Select((_, i) => i + 1)];
            var sum = 0;
            for (var i = 0; i < articles; i++)
            {
                starts[i + 1] = sum += values[i].Length;
            }

            var block = OrdinalBlock.Of(starts, [.. values.SelectMany(v => v)], First + size + 4, room: null);
            var made = KindBlock.Of(block, articles, First, size);
            Assert.True(made.IsWhole);

            // A stretch of the block, as long as a window or as the last of a segment is.
            var words = random.Next(1, 65);
            var word = random.Next(0, (articles + 63) / 64);
            var share = random.NextDouble();
            var matches = new ulong[words];
            var expected = new int[size];
            for (var place = word * 64; place < Math.Min(articles, (word + words) * 64); place++)
            {
                if (random.NextDouble() < share)
                {
                    matches[(place / 64) - word] |= 1ul << (place % 64);
                    foreach (var value in values[place].Where(v => v >= First && v < First + size))
                    {
                        expected[value - First]++;
                    }
                }
            }

            var counts = new int[size];
            made.Count(word, matches, counts);
            Assert.Equal(expected, counts);
            Assert.InRange(made.Cost(word, words), 0, int.MaxValue);
        }
    }

    [Fact]
    public void Where_articles_have_many_values_each_of_which_few_have_they_are_counted_as_they_are()
    {
        var random = new Random(4);
        var values = Enumerable.Range(0, 1_000)
            .Select(_ => Enumerable.Range(0, 5).Select(_ => random.Next(40_000)).Distinct().Order().ToArray())
            .ToArray();
        var starts = new int[values.Length + 1];
        for (var i = 0; i < values.Length; i++)
        {
            starts[i + 1] = starts[i] + values[i].Length;
        }

        Assert.False(KindBlock.Of(OrdinalBlock.Of(starts, [.. values.SelectMany(v => v)], 40_000, null), 1_000, 0, 40_000).IsWhole);
    }

    private static int[] Values(Random random, int size)
    {
        var values = new SortedSet<int>();
        if (random.Next(3) == 0)
        {
            values.Add(random.Next(First));
        }

        for (var i = random.Next(3); i > 0; i--)
        {
            values.Add(First + Math.Min(size - 1, (int)(size * Math.Pow(random.NextDouble(), 16))));
        }

        if (random.Next(4) == 0)
        {
            values.Add(First + (random.Next(2) == 0 ? 0 : random.Next(size)));
        }

        if (random.Next(3) == 0)
        {
            values.Add(First + size + random.Next(4));
        }

        return [.. values];
    }
}
