using SearchCore.Cluster.Catalogue;
using SearchCore.TestKit;

namespace SearchCore.Cluster.Tests;

/// <summary>A catalogue in a folder.</summary>
public sealed class FileCatalogueTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly CatalogueContract contract;

    public FileCatalogueTests() => contract = new(Open);

    public void Dispose() => folder.Dispose();

    [Fact]
    public Task Settings_are_kept_and_no_others_take_their_place() => contract.Settings_are_kept_and_no_others_take_their_place();

    [Fact]
    public Task Versions_are_whole_and_the_last_ones_are_kept() => contract.Versions_are_whole_and_the_last_ones_are_kept();

    [Fact]
    public Task What_is_stale_is_refused_and_nothing_of_it_is_published() =>
        contract.What_is_stale_is_refused_and_nothing_of_it_is_published();

    [Fact]
    public Task A_split_is_published_whole_or_not_at_all_and_nobody_writes_meanwhile() =>
        contract.A_split_is_published_whole_or_not_at_all_and_nobody_writes_meanwhile();

    [Fact]
    public Task Placed_shards_are_kept_beside_everything_else() => contract.Placed_shards_are_kept_beside_everything_else();

    [Fact]
    public Task A_later_version_is_waited_for() => contract.A_later_version_is_waited_for();

    [Fact]
    public Task After_a_take_nothing_of_an_earlier_epoch_appears() => contract.After_a_take_nothing_of_an_earlier_epoch_appears();

    [Fact]
    public Task Five_hundred_stale_writers_publish_nothing() =>
        contract.Stale_writers_publish_nothing_and_nothing_acknowledged_is_lost(500);

    [Fact]
    public async Task Old_changes_go_and_what_interrupted_processes_left()
    {
        await using var catalogue = Open("clear");
        Assert.Equal(folder["clear"], ((FileCatalogue)catalogue).Folder);
        await catalogue.CreateAsync(contract.Settings with { Name = "clear" });
        var left = folder["clear/changes/.part-left"];
        await File.WriteAllTextAsync(left, "half a change");
        File.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddDays(-1));
        for (var n = 0; n < 100; n++)
        {
            await catalogue.TakeAsync(1, "again");
        }

        Assert.InRange(Directory.GetFiles(folder["clear/changes"]).Length, 60, 70);
        Assert.False(File.Exists(left));
        Assert.Equal(100, (await catalogue.OwnerAsync(1)).Epoch);
    }

    [Fact]
    public async Task A_process_that_slept_while_its_number_came_and_went_makes_nothing()
    {
        await using var catalogue = Open("slept");
        await catalogue.CreateAsync(contract.Settings with { Name = "slept" });
        await catalogue.TakeAsync(1, "before");
        var log = new ChangeLog(folder["slept"], Files.PhysicalFiles.Instance, TimeProvider.System);
        var asleep = log.ReadNewest()! with { Change = 2, Id = Guid.NewGuid(), Previous = log.ReadNewest()!.Id };
        for (var n = 0; n < 200; n++)
        {
            await catalogue.TakeAsync(1, "meanwhile");
        }

        Assert.False(File.Exists(folder["slept/changes/0000000000000000002"]));
        Assert.False(log.TryAppend(asleep));
        Assert.Equal(new ShardOwner(201, "meanwhile"), await catalogue.OwnerAsync(1));
    }

    [Fact]
    public async Task A_crash_in_the_middle_of_a_change_leaves_what_was_before()
    {
        await using var catalogue = Open("crash");
        await catalogue.CreateAsync(contract.Settings with { Name = "crash" });
        var epoch = await catalogue.TakeAsync(0, "");
        await catalogue.PublishAsync([CatalogueContract.Generation(0, epoch, 1)]);
        var before = await catalogue.CurrentAsync();
        await File.WriteAllTextAsync(folder["crash/changes/.part-crashed"], "xxh64 00");
        Assert.Equal(before, await Open("crash").CurrentAsync());

        // A damaged change is told, not passed over: what it published was acknowledged.
        var newest = Directory.GetFiles(folder["crash/changes"]).Where(f => !f.Contains(".part")).Order().Last();
        await File.WriteAllTextAsync(newest, (await File.ReadAllTextAsync(newest)).Replace("\"version\":1", "\"version\":2"));
        Assert.Equal(
            CatalogueFault.Damaged, (await Assert.ThrowsAsync<CatalogueException>(() => Open("crash").CurrentAsync())).Fault);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_is_told()
    {
        await File.WriteAllTextAsync(folder["file"], "no folder");
        var away = await Assert.ThrowsAsync<CatalogueUnavailableException>(
            () => new FileCatalogue(folder["file/below"]).CreateAsync(contract.Settings));
        Assert.IsAssignableFrom<IOException>(away.InnerException);
        Assert.Throws<ArgumentOutOfRangeException>(() => new FileCatalogue(folder["a"], new() { LookInterval = TimeSpan.Zero }));
    }

    private FileCatalogue Open(string name) => new(
        folder[name], new FileCatalogueOptions { LookInterval = TimeSpan.FromMilliseconds(20), Clock = TimeProvider.System });
}
