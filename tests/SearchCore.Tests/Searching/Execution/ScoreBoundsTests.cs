using System.Runtime.Intrinsics.X86;

using SearchCore.Schema;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Execution;

namespace SearchCore.Tests.Searching.Execution;

/// <summary>What documents score at most, against what they score.</summary>
public sealed class ScoreBoundsTests
{
    private const int Documents = (2 * Window.Size) + 1_000;

    private static readonly LengthTable Table = new(
        [.. Enumerable.Range(0, LengthCode.Count).Select(c => c == 0 ? 0 : 1 / (0.4 + (1.2 * LengthCode.Length((byte)c) / 250)))]);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(5, 4)]
    [InlineData(12, 11)]
    public void What_scores_enough_is_never_left_out_and_most_else_is(int words, int pairs)
    {
        var random = new Random(words);
        var lengths = Lengths(random);
        var (found, enough, all) = (0, 0, 0);
        for (var from = 0; from < Documents; from += Window.Size)
        {
            var (bounds, times, scores) = (new ScoreBounds(), new List<int[]>(), new List<FieldScore>());
            var matches = new List<FieldMatches>();
            for (var word = 0; word < words; word++)
            {
                times.Add(Times(random, from));
                matches.Add(Counted(from, times[^1]));
                scores.Add(new(1 + (6 * random.NextDouble()), lengths, Table));
                bounds.Add(scores[^1], matches[^1], matches[^1]);
            }

            for (var pair = 0; pair < pairs; pair++)
            {
                bounds.Add(Pair(pair), matches[pair], matches[pair + 1]);
            }

            // One by one, rising, as the best do while a search goes on.
            foreach (var part in new[] { 0.05, 0.2, 0.35, 0.6 })
            {
                var needed = part * scores.Sum(s => s.Weight);
                var into = new ulong[Window.Words];
                var sums = new byte[Window.Size];
                bounds.Find(from, needed, sums, into);
                Assert.Equal(-1, sums.AsSpan().IndexOfAnyExcept((byte)0));
                for (var place = 0; place < Math.Min(Window.Size, Documents - from); place++)
                {
                    var isFound = ((into[place >> 6] >> place) & 1) != 0;
                    var score = Enumerable.Range(0, words).Sum(w => Of(scores[w], from + place, times[w][place]))
                        + Enumerable.Range(0, pairs).Sum(
                            p => Of(Pair(p), from + place, Math.Min(times[p][place], times[p + 1][place])));
                    Assert.True(isFound || score < needed, $"{score} of {needed} at {from + place}");
                    (found, enough, all) = (found + (isFound ? 1 : 0), enough + (score >= needed ? 1 : 0), all + 1);
                }
            }

            FieldScore Pair(int pair) => new(0.2 * (scores[pair].Weight + scores[pair + 1].Weight), lengths, Table);
        }

        // Short texts are one class, so that single ones are far off.
        Assert.InRange(found, enough, enough + (all / 6));
    }

    [Fact]
    public void Words_that_a_window_does_not_have_score_nothing()
    {
        var bounds = new ScoreBounds();
        var matches = new FieldMatches();
        bounds.Add(new(5, Lengths(new Random(1)), Table), matches, matches);
        var into = new ulong[Window.Words];
        bounds.Find(0, 1e-9, new byte[Window.Size], into);
        Assert.True(Window.IsEmpty(into));
    }

    [Fact]
    public void Classes_of_lengths_rise_and_are_those_of_single_codes()
    {
        var codes = Enumerable.Range(0, LengthCode.Count).Select(c => (byte)c).ToArray();
        var classes = codes.Select(c => LengthTable.Class(c)).ToArray();
        Assert.Equal(classes.Order(), classes);
        Assert.Equal((0, LengthTable.Classes - 1), (classes[0], classes[^1]));
        var steps = classes.Distinct().Select(c => (byte)(c * 2)).ToArray();
        foreach (var count in new[] { 0, 1, 63, 64, 200, 256 })
        {
            var into = new byte[256];
            BoundBytes.Steps(codes.AsSpan(0, count), steps, into);
            Assert.Equal(classes.Take(count).Select(c => (byte)(c * 2)), into.Take(count));
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(250)]
    [InlineData(40_000)]
    public void Steps_of_times_and_length_never_bound_too_little_nor_by_far_too_much(int average)
    {
        var table = new LengthTable(
            [.. Enumerable.Range(0, LengthCode.Count).Select(c => 1 / (0.4 + (1.2 * LengthCode.Length((byte)c) / average)))]);
        for (var code = 0; code < LengthCode.Count; code++)
        {
            for (var times = 1; times < 400; times++)
            {
                var x = times * table.Once[code];
                var worth = table.StepsOfClass[LengthTable.Class(code)] + LengthTable.StepsOfTimes[Math.Min(times, LengthTable.Often)];
                var most = table.Bounds[Math.Min(worth, LengthTable.Top)];
                Assert.True(most >= x / (1 + x), $"{times} times in {code}: {most} of {x / (1 + x)}");
                if (times < LengthTable.Often && LengthTable.Class(code) is > 0 and < LengthTable.Classes - 1 && average == 250)
                {
                    // Half a doubling by the class, a quarter each by the times and by the rounding of the class.
                    Assert.InRange(most, 0, (2 * x / (1 + (2 * x))) + 1e-5);
                }
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(30)]
    public void Every_way_of_looking_up_gives_the_same_sums(int seldom)
    {
        var random = new Random(seldom);
        for (var run = 0; run < 20; run++)
        {
            var (first, second, steps) = (new byte[Window.Size], new byte[Window.Size], new byte[Window.Size]);
            var (table, sums) = (new byte[LengthTable.Size], new byte[Window.Size]);
            random.NextBytes(table);
            random.NextBytes(sums);
            for (var i = 0; i < Window.Size; i++)
            {
                first[i] = (byte)(random.Next(1 + seldom) > 0 ? 0 : random.Next(2) == 0 ? random.Next(20) : random.Next(256));
                second[i] = (byte)random.Next(256);
                steps[i] = (byte)random.Next(run % 2 == 0 ? 32 : 3);
            }

            var (each, rows, best) = (sums.ToArray(), sums.ToArray(), sums.ToArray());
            BoundBytes.AddEach(first, second, steps, table, each);
            BoundBytes.AddByRows(first, second, steps, table, rows);
            BoundBytes.Add(first, second, steps, table, best);
            Assert.Equal(each, rows);
            Assert.Equal(each, best);
            if (Avx512Vbmi.IsSupported)
            {
                BoundBytes.AddWide(first, second, steps, table, sums);
                Assert.Equal(each, sums);
            }
        }
    }

    [Theory]
    [InlineData(0.5f)]
    [InlineData(40f)]
    [InlineData(3e5f)]
    public void A_table_of_bytes_rounds_up(float factor)
    {
        var into = new byte[LengthTable.Size];
        BoundBytes.Fill(Table.Bounds, factor, into);
        var expected = Table.Bounds.Select(m => (byte)(Math.Min(m * factor, byte.MaxValue - 1) + 1));
        Assert.Equal(expected, into);
    }

    private static double Of(FieldScore score, int document, int times)
    {
        var x = times * score.Once[score.Lengths[document]];
        return score.Weight * x / (1 + x);
    }

    private static ByteColumn Lengths(Random random)
    {
        var codes = new byte[Documents];
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = LengthCode.Of((int)Math.Exp(3 + (random.NextDouble() * 6)));
        }

        return new ByteColumn(Documents, (from, into) => codes.AsSpan(from, into.Length).CopyTo(into));
    }

    private static int[] Times(Random random, int from)
    {
        var times = new int[Window.Size];
        for (var i = 0; i < Math.Min(Window.Size, Documents - from); i++)
        {
            times[i] = random.Next(4) switch { 0 => random.Next(1, 4), 1 when random.Next(20) == 0 => random.Next(10, 400), _ => 0 };
        }

        return times;
    }

    private static FieldMatches Counted(int from, int[] times)
    {
        var matches = new FieldMatches();
        matches.BeginCounting();
        var places = Enumerable.Range(0, times.Length).Where(p => times[p] > 0).ToArray();
        matches.Add(from, [.. places.Select(p => from + p)], [.. places.Select(p => times[p])]);
        return matches;
    }
}
