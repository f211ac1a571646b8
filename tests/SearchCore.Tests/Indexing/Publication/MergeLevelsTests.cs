using SearchCore.Indexing.Publication;

namespace SearchCore.Tests.Indexing.Publication;

/// <summary>What is merged, by sizes alone: loads and changes of many sizes, with merges that take their time.</summary>
public sealed class MergeLevelsTests
{
    private const long Mega = 1_000_000;

    [Theory]
    [InlineData(750, 50, 1.0, 20)]
    [InlineData(8_300, 50, 2.0, 40)]
    [InlineData(8_300, 100, 2.0, 40)]
    [InlineData(25_000, 50, 2.5, 45)]
    public void A_load_writes_its_articles_again_once_for_each_level(int megabytes, int flushed, double mostWritten, int mostLeft)
    {
        var seed = Environment.TickCount;
        foreach (var delay in (int[])[0, 3, 25])
        {
            var index = new SimulatedIndex(new Random(seed), sideBySide: 20, delay);
            while (index.Flushed < megabytes * Mega)
            {
                index.Flush((long)(flushed * Mega * (0.8 + (0.4 * index.Random.NextDouble()))));
            }

            index.FinishMerges();
            Assert.True(
                index.Written <= mostWritten * index.Flushed, $"seed {seed}, delay {delay}: {index.Written / (double)index.Flushed}");
            Assert.True(index.Segments <= mostLeft, $"seed {seed}, delay {delay}: {index.Segments} segments");
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(20)]
    public void An_index_that_changes_all_the_time_has_few_small_segments(int sideBySide)
    {
        var seed = Environment.TickCount;
        var index = new SimulatedIndex(new Random(seed), sideBySide, delay: 0);
        for (var i = 0; i < 20_000; i++)
        {
            index.Flush(index.Random.Next(500, 20_000));
            Assert.True(index.Segments <= 10 + (2 * sideBySide), $"seed {seed}: {index.Segments} segments after {i} commits");
        }

        Assert.True(index.Written <= 8 * index.Flushed, $"seed {seed}: {index.Written / (double)index.Flushed}");
    }

    [Fact]
    public void A_segment_stands_in_one_merge_and_none_becomes_too_large()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var run = 0; run < 200; run++)
        {
            var sizes = Enumerable.Range(0, random.Next(1, 120)).Select(_ => (long)Math.Exp(random.NextDouble() * 23)).ToList();
            var sideBySide = random.Next(2, 30);
            var merges = MergeLevels.Find(Enumerable.Range(0, sizes.Count), i => sizes[i], sideBySide);
            var all = merges.SelectMany(m => m).ToList();
            Assert.Equal(all.Count, all.Distinct().Count());
            Assert.All(merges, m => Assert.InRange(m.Count, 2, Math.Max(sizes.Count, sideBySide)));
            Assert.All(merges, m => Assert.True(m.Sum(i => sizes[i]) <= MergeLevels.MostBytes, $"seed {seed}, run {run}"));
        }
    }

    /// <summary>Sizes of segments, merged as the levels say; a merge is done some flushes after it began.</summary>
    private sealed class SimulatedIndex(Random random, int sideBySide, int delay)
    {
        private readonly Dictionary<int, long> segments = [];
        private readonly List<(int Due, List<int> Merged)> running = [];
        private int last;
        private int flushes;

        public Random Random => random;

        public long Flushed { get; private set; }

        public long Written { get; private set; }

        public int Segments => segments.Count;

        public void Flush(long bytes)
        {
            (Flushed, flushes) = (Flushed + bytes, flushes + 1);
            Add(bytes);
            while (running.FindIndex(m => m.Due <= flushes) is >= 0 and var done)
            {
                Finish(done);
            }
        }

        public void FinishMerges()
        {
            while (running.Count > 0)
            {
                Finish(0);
            }
        }

        private void Finish(int at)
        {
            var merged = running[at].Merged;
            running.RemoveAt(at);
            var bytes = merged.Sum(s => segments[s]);
            merged.ForEach(s => segments.Remove(s));
            Add(bytes);
        }

        private void Add(long bytes)
        {
            segments.Add(++last, bytes);
            Written += bytes;
            var merging = running.SelectMany(m => m.Merged).ToHashSet();
            foreach (var found in MergeLevels.Find(segments.Keys.Where(s => !merging.Contains(s)), s => segments[s], sideBySide))
            {
                running.Add((flushes + delay, found));
            }
        }
    }
}
