using SearchCore.Analysis;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Tests.Analysis;

public class PrefixSortTests
{
    [Fact]
    public void Random_keys_come_into_the_order_the_library_puts_them_in_and_equal_ones_stay_in_theirs()
    {
        var seed = (ulong)Environment.TickCount;
        var random = new SeededRandom(seed);
        for (var round = 0; round < 500; round++)
        {
            var count = random.Below(random.PerMille(500) ? 70 : 3_000);
            var bits = 1 + random.Below(64);
            var shift = random.Below(65 - bits);
            var keys = new ulong[count];
            for (var i = 0; i < count; i++)
            {
                keys[i] = (random.Next() >> (64 - bits)) << shift;
            }

            var numbers = Enumerable.Range(0, count).ToArray();
            var expected = numbers.OrderBy(n => keys[n]).ToArray();
            var sorted = keys.Order().ToArray();

            PrefixSort.Sort(keys, numbers, new ulong[PrefixSort.Room(count) - count]);

            Assert.True(sorted.AsSpan().SequenceEqual(keys) && expected.AsSpan().SequenceEqual(numbers), $"seed {seed}, round {round}");
        }
    }
}
