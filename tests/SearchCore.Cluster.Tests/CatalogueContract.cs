using SearchCore.Articles;
using SearchCore.Cluster.Catalogue;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Cluster.Tests;

/// <summary>What every catalogue does, whatever it is made of. Each method is one test of each implementation.</summary>
internal sealed class CatalogueContract(Func<string, ICatalogue> open)
{
    private static int names;

    private readonly string name = $"cluster_{Interlocked.Increment(ref names)}";

    public ClusterSettings Settings => new()
    {
        Name = name,
        Shards = 8,
        Language = "de",
        ExactForms = true,
        Fields = [FieldDeclaration.Parse("desk:keyword"), FieldDeclaration.Parse("price:number")],
        KeptVersions = 4,
    };

    public static ShardGeneration Generation(int shard, long epoch, long sequence, long articles = 10) => new()
    {
        Shard = shard,
        Epoch = epoch,
        Sequence = sequence,
        Checksum = $"{epoch:x32}{sequence:x32}",
        Schema = "searchcore; of a test",
        Articles = articles,
        First = ArticleDate.Parse("1987-02-26"),
        Last = articles > 0 ? ArticleDate.Parse("1987-10-19T12:34:56Z") : null,
    };

    public async Task Settings_are_kept_and_no_others_take_their_place()
    {
        await using var catalogue = open(name);
        var missing = await Assert.ThrowsAsync<CatalogueException>(() => catalogue.SettingsAsync());
        Assert.Equal(CatalogueFault.Missing, missing.Fault);
        foreach (var asked in new Func<Task>[]
        {
            () => catalogue.CurrentAsync(), () => catalogue.TakeAsync(0, ""), () => catalogue.KeptAsync(0), () => catalogue.OwnerAsync(0),
            () => catalogue.PublishAsync([Generation(0, 1, 1)]),
        })
        {
            Assert.Equal(CatalogueFault.Missing, (await Assert.ThrowsAsync<CatalogueException>(asked)).Fault);
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => catalogue.CreateAsync(Settings)));
        await using var other = open(name);
        Assert.Equal(Settings, await other.SettingsAsync());
        Assert.Equal(Settings.GetHashCode(), (await other.SettingsAsync()).GetHashCode());
        var different = await Assert.ThrowsAsync<CatalogueException>(() => other.CreateAsync(Settings with { Shards = 16 }));
        Assert.Equal(CatalogueFault.Different, different.Fault);
        await Assert.ThrowsAsync<ArgumentException>(() => other.CreateAsync(Settings with { Shards = 3 }));
        Assert.Equal(new ClusterVersion(0, []), await other.CurrentAsync());
        Assert.Equal(new ClusterVersion(0, []), await other.VersionAsync(0));
    }

    public async Task Versions_are_whole_and_the_last_ones_are_kept()
    {
        await using var catalogue = await Created();
        var (zero, five) = (await catalogue.TakeAsync(0, "one"), await catalogue.TakeAsync(5, "two"));
        Assert.Equal((1, 1, new ShardOwner(1, "two"), new ShardOwner(0, "")),
            (zero, five, await catalogue.OwnerAsync(5), await catalogue.OwnerAsync(1)));
        var first = await catalogue.PublishAsync([Generation(5, five, 3), Generation(0, zero, 1, articles: 0)]);
        Assert.Equal(1, first.Number);
        Assert.Equal([Generation(0, zero, 1, articles: 0), Generation(5, five, 3)], first.Generations);
        Assert.Equal((10, null, 3), (first.Articles, first.Of(1), first.Of(5)!.Sequence));
        Assert.Equal(first, await catalogue.CurrentAsync());
        for (var n = 2; n <= 6; n++)
        {
            Assert.Equal(n, (await catalogue.PublishAsync([Generation(0, zero, n)])).Number);
        }

        await using var other = open(name);
        Assert.Null(await other.VersionAsync(1));
        Assert.Null(await other.VersionAsync(2));
        Assert.Null(await other.VersionAsync(7));
        for (var n = 3; n <= 6; n++)
        {
            Assert.Equal(new ClusterVersion(n, [Generation(0, zero, n), Generation(5, five, 3)]), await other.VersionAsync(n));
        }

        Assert.Equal([3L, 4, 5, 6], (await other.KeptAsync(0)).Select(g => g.Sequence));
        Assert.Equal([Generation(5, five, 3)], await other.KeptAsync(5));
        Assert.Empty(await other.KeptAsync(7));
        await other.TakeAsync(5, "three");
        Assert.Equal(6, (await other.CurrentAsync()).Number);
        Assert.Equal(6, (await other.VersionAsync(6))!.Number);
    }

    public async Task What_is_stale_is_refused_and_nothing_of_it_is_published()
    {
        await using var catalogue = await Created();
        var (first, other) = (await catalogue.TakeAsync(3, "first"), await catalogue.TakeAsync(4, "other"));
        await Refused(Generation(3, first + 1, 1), Generation(2, 1, 1));
        await catalogue.PublishAsync([Generation(3, first, 7)]);
        await Refused(Generation(3, first, 7), Generation(3, first, 6));
        var second = await catalogue.TakeAsync(3, "second");
        Assert.Equal((first + 1, new ShardOwner(second, "second")), (second, await catalogue.OwnerAsync(3)));
        var stale = await Assert.ThrowsAsync<StaleWriterException>(
            () => catalogue.PublishAsync([Generation(4, other, 1), Generation(3, first, 8)]));
        Assert.Equal((3, new SnapshotName(first, 8), second), (stale.Shard, stale.Refused, stale.CurrentEpoch));
        await Refused(Generation(3, second, 7));
        Assert.Equal([Generation(3, first, 7)], (await catalogue.CurrentAsync()).Generations);
        Assert.Equal(1, (await catalogue.CurrentAsync()).Number);
        Assert.Equal(2, (await catalogue.PublishAsync([Generation(4, other, 1), Generation(3, second, 8)])).Number);

        await Assert.ThrowsAsync<ArgumentException>(() => catalogue.PublishAsync([]));
        await Assert.ThrowsAsync<ArgumentException>(() => catalogue.PublishAsync([Generation(3, second, 9), Generation(3, second, 10)]));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => catalogue.PublishAsync([Generation(8, 1, 1)]));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => catalogue.TakeAsync(8, ""));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => catalogue.TakeAsync(-1, ""));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => catalogue.TakeAsync(1, new string('x', 201)));

        async Task Refused(params ShardGeneration[] generations)
        {
            foreach (var generation in generations)
            {
                await Assert.ThrowsAsync<StaleWriterException>(() => catalogue.PublishAsync([generation]));
            }
        }
    }

    public async Task A_split_is_published_whole_or_not_at_all_and_nobody_writes_meanwhile()
    {
        await using var catalogue = await Created();
        var (two, seven) = (await catalogue.TakeAsync(2, "writer"), await catalogue.TakeAsync(7, "writer"));
        for (var n = 0; n < 3; n++)
        {
            two = await catalogue.TakeAsync(2, "writer");
        }

        await catalogue.PublishAsync([Generation(2, two, 5), Generation(7, seven, 1)]);
        var epochs = await catalogue.BeginSplitAsync("split by one");
        Assert.Equal(16, epochs.Count);
        Assert.Equal((two + 1, two + 1, seven + 1, 1L), (epochs[2], epochs[10], epochs[15], epochs[0]));
        var held = await Assert.ThrowsAsync<ShardHeldException>(() => catalogue.TakeAsync(2, "writer"));
        Assert.Equal(2, held.Shard);
        Assert.Contains("split by one", held.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StaleWriterException>(() => catalogue.PublishAsync([Generation(2, two, 6)]));
        Assert.Equal(8, (await catalogue.SettingsAsync()).Shards);

        // Another one takes over; what the first one does is stale, and ends nothing of the second.
        await using var other = open(name);
        var later = await other.BeginSplitAsync("split by two");
        await Assert.ThrowsAsync<StaleWriterException>(() => catalogue.SplitAsync(Halves(epochs, 6)));
        await catalogue.EndSplitAsync(epochs[0]);
        await Assert.ThrowsAsync<ShardHeldException>(() => catalogue.TakeAsync(0, "writer"));

        // Ended, it is over for who did it, too, and can be begun again.
        await other.EndSplitAsync(later[0]);
        await other.EndSplitAsync(later[0]);
        await Assert.ThrowsAsync<StaleWriterException>(() => other.SplitAsync(Halves(later, 6)));
        Assert.Equal(later[3] + 1, await catalogue.TakeAsync(3, "writer"));
        var last = await other.BeginSplitAsync("split by three");
        Assert.All(later.Zip(last), e => Assert.True(e.First < e.Second));
        await Assert.ThrowsAsync<ArgumentException>(() => other.SplitAsync(Halves(last, 6)[1..]));
        await Assert.ThrowsAsync<ArgumentException>(() => other.SplitAsync([.. Halves(last, 6), Generation(0, last[0], 1)]));
        Assert.Equal(1, (await other.CurrentAsync()).Number);
        var version = await other.SplitAsync(Halves(last, 6));
        Assert.Equal(new ClusterVersion(2, Halves(last, 6)), version);
        Assert.Equal(version, await catalogue.CurrentAsync());
        Assert.Equal([2, 7], (await catalogue.VersionAsync(1))!.Generations.Select(g => g.Shard));
        Assert.Equal(Settings with { Shards = 16 }, await catalogue.SettingsAsync());
        await catalogue.CreateAsync(Settings with { Shards = 16 });
        await Assert.ThrowsAsync<CatalogueException>(() => catalogue.CreateAsync(Settings));
        Assert.Equal([Generation(10, last[10], 6, 4)], await catalogue.KeptAsync(10));
        var ten = await catalogue.TakeAsync(10, "writer");
        Assert.Equal((last[10] + 1, 3), (ten, (await catalogue.PublishAsync([Generation(10, ten, 7)])).Number));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => catalogue.TakeAsync(16, ""));

        static ShardGeneration[] Halves(IReadOnlyList<long> epochs, long sequence) =>
            [.. new[] { 2, 7, 10, 15 }.Select(s => Generation(s, epochs[s], sequence, articles: s > 7 ? 4 : 6))];
    }

    public async Task Placed_shards_are_kept_beside_everything_else()
    {
        await using var catalogue = await Created();
        Assert.Empty(await catalogue.PlacedAsync());
        await catalogue.PlaceAsync(3, ["b", "a"]);
        await catalogue.PlaceAsync(1, ["c"]);
        var epoch = await catalogue.TakeAsync(0, "writer");
        await catalogue.PublishAsync([Generation(0, epoch, 1)]);
        await using var other = open(name);
        var placed = await other.PlacedAsync();
        Assert.Equal([1, 3], placed.Keys.Order());
        Assert.Equal(["c"], placed[1]);
        Assert.Equal(["b", "a"], placed[3]);
        await other.PlaceAsync(1, []);
        Assert.Equal([3], (await catalogue.PlacedAsync()).Keys);
        Assert.Equal(Settings, await other.SettingsAsync());
        await Assert.ThrowsAsync<ArgumentException>(() => other.PlaceAsync(1, ["a", "a"]));
        await Assert.ThrowsAsync<ArgumentException>(() => other.PlaceAsync(1, [" "]));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => other.PlaceAsync(8, ["a"]));
    }

    public async Task A_later_version_is_waited_for()
    {
        await using var catalogue = await Created();
        await using var reader = open(name);
        var epoch = await catalogue.TakeAsync(0, "");
        var waiting = Enumerable.Range(0, 3).Select(_ => reader.WaitForLaterAsync(0)).ToList();
        using var impatient = new CancellationTokenSource();
        var cancelled = reader.WaitForLaterAsync(5, impatient.Token);
        await Task.Delay(300);
        Assert.All(waiting, w => Assert.False(w.IsCompleted));
        await catalogue.PublishAsync([Generation(0, epoch, 1)]);
        var version = Assert.Single((await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(30))).Distinct());
        Assert.Equal(1, version.Number);
        await catalogue.PublishAsync([Generation(0, epoch, 2)]);
        Assert.Equal(2, (await reader.WaitForLaterAsync(1).WaitAsync(TimeSpan.FromSeconds(30))).Number);
        Assert.Equal(2, (await reader.WaitForLaterAsync(0)).Number);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
    }

    /// <summary>
    /// Writers that take shards from each other and publish, also several shards at once, some long after they were replaced. A history of
    /// all that was answered must be one that a catalogue without any concurrency could have given.
    /// </summary>
    public async Task Stale_writers_publish_nothing_and_nothing_acknowledged_is_lost(int writers)
    {
        const int Tasks = 6;
        var seed = (ulong)Environment.TickCount64;
        await using var catalogue = await Created();
        var taken = new Dictionary<(int Shard, long Epoch), int>();
        var published = new List<(ClusterVersion Version, IReadOnlyList<ShardGeneration> Of)>();
        var (stale, started) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, Tasks).Select(task => Task.Run(async () =>
        {
            var random = new SeededRandom(seed, (ulong)task);
            await using var own = open(name);
            var epochs = new Dictionary<int, long>();
            while (Volatile.Read(ref stale) < writers)
            {
                var number = Interlocked.Increment(ref started);
                if (epochs.Count == 0 || random.Below(6) == 0)
                {
                    var shard = random.Below(3);
                    epochs[shard] = await own.TakeAsync(shard, $"{task}");
                    lock (taken)
                    {
                        Assert.True(taken.TryAdd((shard, epochs[shard]), task), $"seed {seed}: an epoch was given twice");
                    }

                    continue;
                }

                var current = await own.CurrentAsync();
                var wanted = epochs.Where(_ => random.Below(3) > 0)
                    .Select(e => Generation(e.Key, e.Value, (current.Of(e.Key)?.Sequence ?? 0) + 1 + random.Below(2), number)).ToList();
                if (wanted.Count == 0)
                {
                    continue;
                }

                try
                {
                    var version = await own.PublishAsync(wanted);
                    lock (published)
                    {
                        published.Add((version, wanted));
                    }
                }
                catch (StaleWriterException e)
                {
                    Interlocked.Increment(ref stale);
                    epochs.Remove(e.Shard);
                }
            }
        })));

        var state = new Dictionary<int, ShardGeneration>();
        Assert.True(published.Count > writers / 10, $"seed {seed}: only {published.Count} publications beside {stale} stale ones");
        Assert.Equal(Enumerable.Range(1, published.Count).Select(n => (long)n), published.Select(p => p.Version.Number).Order());
        foreach (var (version, of) in published.OrderBy(p => p.Version.Number))
        {
            foreach (var generation in of)
            {
                if (state.TryGetValue(generation.Shard, out var before))
                {
                    Assert.True(
                        generation.Epoch >= before.Epoch && generation.Sequence > before.Sequence,
                        $"seed {seed}: {generation.Name} was accepted after {before.Name}");
                }

                state[generation.Shard] = generation;
            }

            Assert.True(
                version.Generations.SequenceEqual(state.Values.OrderBy(g => g.Shard)),
                $"seed {seed}: version {version.Number} lost something");
        }

        Assert.Equal(published.Max(p => p.Version.Number), (await catalogue.CurrentAsync()).Number);
    }

    /// <summary>A take that was answered ends what earlier epochs may do, however the two run beside each other.</summary>
    public async Task After_a_take_nothing_of_an_earlier_epoch_appears()
    {
        await using var catalogue = await Created();
        for (var round = 0; round < 30; round++)
        {
            var shard = round % 8;
            var epoch = await catalogue.TakeAsync(shard, "earlier");
            var before = (await catalogue.CurrentAsync()).Of(shard)?.Sequence ?? 0;
            await using var other = open(name);
            var publishing = catalogue.PublishAsync([Generation(shard, epoch, before + 1)]);
            await other.TakeAsync(shard, "later");
            var seen = (await other.CurrentAsync()).Of(shard);
            var accepted = false;
            try
            {
                await publishing;
                accepted = true;
            }
            catch (StaleWriterException)
            {
            }

            Assert.Equal(accepted, seen?.Sequence == before + 1);
            Assert.Equal(seen, (await other.CurrentAsync()).Of(shard));
        }
    }

    private async Task<ICatalogue> Created()
    {
        var catalogue = open(name);
        await catalogue.CreateAsync(Settings);
        return catalogue;
    }
}
