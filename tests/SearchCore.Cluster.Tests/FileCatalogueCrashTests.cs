using SearchCore.Cluster.Catalogue;
using SearchCore.Files;
using SearchCore.Proofs.Doubles;
using SearchCore.Proofs.Running;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Cluster.Tests;

/// <summary>A catalogue in files through power cuts and failures of every operation.</summary>
public sealed class FileCatalogueCrashTests : IDisposable
{
    private static readonly ClusterSettings Settings = new() { Name = "crash", Shards = 4, KeptVersions = 2 };

    private readonly Scratch scratch = new();
    private readonly ulong seed = (ulong)Environment.TickCount64;

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task A_power_cut_after_any_operation_leaves_all_that_was_answered()
    {
        var root = scratch.Fresh();
        Directory.CreateDirectory(root);
        var files = new RecordingFiles(PhysicalFiles.Instance);
        var states = new List<(int At, ClusterVersion Version, long Epochs)> { (0, new(0, []), 0) };
        await using (var catalogue = new FileCatalogue(Path.Combine(root, "catalogue"), null, files))
        {
            await catalogue.CreateAsync(Settings);
            states.Add((files.Now, new(0, []), 0));
            await foreach (var (version, epochs) in Changes(catalogue, 90))
            {
                states.Add((files.Now, version, epochs));
            }
        }

        var (random, cuts) = (new SeededRandom(seed, 1), 0);
        var (disk, left) = (new DiskModel(root), scratch.Fresh());
        for (var at = 0; at <= files.Trace.Count; at++)
        {
            // Half of them at random; all of them at the beginning.
            foreach (var kind in at < 60 || random.Below(8) == 0 ? Enum.GetValues<CutKind>() : [])
            {
                Materialize(left, disk.Cut(kind, random));
                var acknowledged = states.FindLastIndex(s => s.At <= at);
                await using var catalogue = new FileCatalogue(Path.Combine(left, "catalogue"));
                try
                {
                    var found = (await catalogue.CurrentAsync(), await EpochsOf(catalogue));
                    Assert.Contains(found, states.Skip(acknowledged).Take(2).Select(s => (s.Version, s.Epochs)));
                }
                catch (CatalogueException e) when (e.Fault == CatalogueFault.Missing && acknowledged == 0)
                {
                    await catalogue.CreateAsync(Settings);
                }

                // It goes on.
                var epoch = await catalogue.TakeAsync(3, "after the cut");
                var before = await catalogue.CurrentAsync();
                var next = CatalogueContract.Generation(3, epoch, 1_000);
                Assert.Equal(before.Number + 1, (await catalogue.PublishAsync([next])).Number);
                cuts++;
            }

            if (at < files.Trace.Count)
            {
                disk.Apply(files.Trace[at]);
            }
        }

        Assert.True(cuts > 300, $"{cuts} cuts of {files.Trace.Count} operations, seed {seed}");
    }

    [Fact]
    public async Task Whatever_operation_fails_the_catalogue_is_as_before_or_after_and_goes_on()
    {
        var path = scratch.Fresh();
        var files = new FaultyFiles(PhysicalFiles.Instance);
        await using var catalogue = new FileCatalogue(path, null, files);
        await using var sound = new FileCatalogue(path);
        await catalogue.CreateAsync(Settings);
        var (failed, sequence) = (0, 1L);
        for (var n = 0; n < 40; n++)
        {
            files.FailAfter(n % 20, stay: n >= 20);
            var (before, epochs) = (await sound.CurrentAsync(), await EpochsOf(sound));
            var epoch = (await sound.OwnerAsync(0)).Epoch;
            try
            {
                epoch = await catalogue.TakeAsync(0, "faulty");
                Assert.Equal(epoch, (await sound.OwnerAsync(0)).Epoch);
                var version = await catalogue.PublishAsync([CatalogueContract.Generation(0, epoch, sequence)]);
                Assert.Equal(version, await sound.CurrentAsync());
            }
            catch (CatalogueUnavailableException)
            {
                failed++;
            }

            files.Mend();
            Assert.InRange((await sound.CurrentAsync()).Number, before.Number, before.Number + 1);
            Assert.InRange(await EpochsOf(sound), epochs, epochs + 1);
            sequence = ((await sound.CurrentAsync()).Of(0)?.Sequence ?? 0) + 1;
        }

        Assert.InRange(failed, 10, 40);
    }

    private static async IAsyncEnumerable<(ClusterVersion Version, long Epochs)> Changes(FileCatalogue catalogue, int count)
    {
        var (epochs, sequence) = (new long[Settings.Shards], 0L);
        var random = new SeededRandom(7, 7);
        for (var n = 0; n < count; n++)
        {
            var shard = random.Below(Settings.Shards);
            if (epochs[shard] == 0 || random.Below(2) == 0)
            {
                epochs[shard] = await catalogue.TakeAsync(shard, "writer");
            }
            else
            {
                await catalogue.PublishAsync([CatalogueContract.Generation(shard, epochs[shard], ++sequence)]);
            }

            yield return (await catalogue.CurrentAsync(), epochs.Sum());
        }
    }

    private static async Task<long> EpochsOf(FileCatalogue catalogue)
    {
        var sum = 0L;
        for (var shard = 0; shard < Settings.Shards; shard++)
        {
            sum += (await catalogue.OwnerAsync(shard)).Epoch;
        }

        return sum;
    }

    private static void Materialize(string root, SortedDictionary<string, byte[]> files)
    {
        if (Directory.Exists(root))
        {
            Directory.Delete(root, recursive: true);
        }

        Directory.CreateDirectory(root);
        foreach (var (name, bytes) in files)
        {
            if (name.EndsWith('/'))
            {
                Directory.CreateDirectory(Path.Combine(root, name));
            }
            else
            {
                File.WriteAllBytes(Path.Combine(root, name), bytes);
            }
        }
    }
}
