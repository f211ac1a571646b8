using Npgsql;

using SearchCore.Cluster.Catalogue;
using SearchCore.TestKit;

namespace SearchCore.Cluster.Tests;

/// <summary>A catalogue in PostgreSQL, on a server of its own.</summary>
public sealed class PostgresCatalogueTests : IClassFixture<SharedPostgres>
{
    private readonly SharedPostgres shared;
    private readonly CatalogueContract contract;

    public PostgresCatalogueTests(SharedPostgres shared)
    {
        this.shared = shared;
        contract = new(name => new PostgresCatalogue(shared.Server.ConnectionString, name));
    }

    [PostgresFact]
    public Task Settings_are_kept_and_no_others_take_their_place() => contract.Settings_are_kept_and_no_others_take_their_place();

    [PostgresFact]
    public Task Versions_are_whole_and_the_last_ones_are_kept() => contract.Versions_are_whole_and_the_last_ones_are_kept();

    [PostgresFact]
    public Task What_is_stale_is_refused_and_nothing_of_it_is_published() =>
        contract.What_is_stale_is_refused_and_nothing_of_it_is_published();

    [PostgresFact]
    public Task A_split_is_published_whole_or_not_at_all_and_nobody_writes_meanwhile() =>
        contract.A_split_is_published_whole_or_not_at_all_and_nobody_writes_meanwhile();

    [PostgresFact]
    public Task Placed_shards_are_kept_beside_everything_else() => contract.Placed_shards_are_kept_beside_everything_else();

    [PostgresFact]
    public Task A_later_version_is_waited_for() => contract.A_later_version_is_waited_for();

    [PostgresFact]
    public Task After_a_take_nothing_of_an_earlier_epoch_appears() => contract.After_a_take_nothing_of_an_earlier_epoch_appears();

    [PostgresFact]
    public Task Five_hundred_stale_writers_publish_nothing() =>
        contract.Stale_writers_publish_nothing_and_nothing_acknowledged_is_lost(500);

    [PostgresFact]
    public async Task A_notice_comes_long_before_the_next_look()
    {
        var options = new PostgresCatalogueOptions { LookInterval = TimeSpan.FromMinutes(10) };
        await using var catalogue = new PostgresCatalogue(shared.Server.ConnectionString, "notice", options);
        await catalogue.CreateAsync(contract.Settings with { Name = "notice" });
        var epoch = await catalogue.TakeAsync(0, "");
        await catalogue.WaitForLaterAsync(-1);
        for (var n = 1; n <= 5; n++)
        {
            var waiting = catalogue.WaitForLaterAsync(n - 1);
            await Task.Delay(100);
            await catalogue.PublishAsync([CatalogueContract.Generation(0, epoch, n)]);
            Assert.Equal(n, (await waiting.WaitAsync(TimeSpan.FromSeconds(30))).Number);
        }
    }

    [PostgresFact]
    public async Task A_take_waits_for_a_publication_that_was_let_in()
    {
        await using var catalogue = new PostgresCatalogue(shared.Server.ConnectionString, "wait");
        await catalogue.CreateAsync(contract.Settings with { Name = "wait" });
        var epoch = await catalogue.TakeAsync(0, "earlier");
        await using var other = new NpgsqlConnection(shared.Server.ConnectionString);
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using (var holding = new NpgsqlCommand("lock table wait.version in exclusive mode", other))
        {
            await holding.ExecuteNonQueryAsync();
        }

        // It has found its epoch to be the last one, and is held up before it writes.
        var publishing = catalogue.PublishAsync([CatalogueContract.Generation(0, epoch, 1)]);
        await Task.Delay(500);
        var taking = catalogue.TakeAsync(0, "later");
        await Task.Delay(500);
        Assert.Equal((false, false), (publishing.IsCompleted, taking.IsCompleted));
        await transaction.CommitAsync();
        Assert.Equal((1L, epoch + 1), ((await publishing).Number, await taking));
        Assert.Equal(1, (await catalogue.CurrentAsync()).Of(0)!.Sequence);
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("")]
    [InlineData("a\"; drop schema public; --")]
    public void A_name_that_is_no_word_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => new PostgresCatalogue("Host=127.0.0.1", name));

    [Fact]
    public async Task A_server_that_is_not_there_is_told_after_the_patience()
    {
        var options = new PostgresCatalogueOptions { Patience = TimeSpan.FromMilliseconds(300), Clock = TimeProvider.System };
        await using var catalogue = new PostgresCatalogue("Host=127.0.0.1;Port=1;Username=nobody", "away", options);
        await Assert.ThrowsAsync<CatalogueUnavailableException>(() => catalogue.CurrentAsync());
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => catalogue.WaitForLaterAsync(0, impatient.Token));
    }
}

/// <summary>PostgreSQL is killed and restarted while writers publish.</summary>
public sealed class PostgresCrashTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [PostgresFact]
    public async Task Killed_and_restarted_during_publications_it_loses_nothing_acknowledged()
    {
        const int Writers = 4, Crashes = 6;
        using var server = PostgresServer.Start();
        var contract = new CatalogueContract(name => new PostgresCatalogue(server.ConnectionString, name));
        var settings = contract.Settings with { Name = "crash", KeptVersions = 1_000 };
        var options = new PostgresCatalogueOptions { Patience = Patience, LookInterval = TimeSpan.FromMilliseconds(200) };
        await using var catalogue = new PostgresCatalogue(server.ConnectionString, "crash", options);
        await catalogue.CreateAsync(settings);
        using var stop = new CancellationTokenSource();
        var (seen, crashing) = (new List<long>(), Task.CompletedTask);
        var progress = new long[Writers];
        var watching = Task.Run(async () =>
        {
            await using var own = new PostgresCatalogue(server.ConnectionString, "crash", options with { Patience = TimeSpan.Zero });
            try
            {
                for (var last = 0L; ; seen.Add(last))
                {
                    last = (await own.WaitForLaterAsync(last, stop.Token)).Number;
                }
            }
            catch (OperationCanceledException)
            {
            }
        });
        var acknowledged = await Task.WhenAll(Enumerable.Range(0, Writers).Select(shard => Task.Run(async () =>
        {
            await using var own = new PostgresCatalogue(server.ConnectionString, "crash", options);
            var (epoch, sequence) = (await own.TakeAsync(shard, "writer"), 0L);
            for (var n = 0; !stop.IsCancellationRequested; n++)
            {
                var version = await own.PublishAsync([CatalogueContract.Generation(shard, epoch, sequence + 1)]);
                sequence++;
                Interlocked.Increment(ref progress[shard]);
                Assert.Equal(sequence, version.Of(shard)!.Sequence);
                if (shard == 0 && n == 0)
                {
                    crashing = CrashAgainAndAgain();
                }
            }

            return sequence;
        })));
        await watching;
        await crashing;

        var current = await catalogue.CurrentAsync();
        Assert.Equal(acknowledged, current.Generations.Select(g => g.Sequence));
        Assert.Equal(acknowledged.Sum(), current.Number);
        Assert.True(acknowledged.Min() > Crashes, string.Join(' ', acknowledged));
        Assert.Equal(seen.Order(), seen);
        Assert.InRange(seen.Count, 2, current.Number);

        async Task CrashAgainAndAgain()
        {
            try
            {
                await Crash();
            }
            finally
            {
                await stop.CancelAsync();
            }
        }

        async Task Crash()
        {
            for (var crash = 0; crash < Crashes; crash++)
            {
                await EverybodyPublished();
                if (crash % 3 == 2)
                {
                    server.Stop();
                }
                else
                {
                    server.Kill();
                }

                await Task.Delay(crash * 50);
                server.Restart();
            }

            await EverybodyPublished();
        }

        // So that each crash comes in the midst of publications, however slow the machine is.
        async Task EverybodyPublished()
        {
            var before = progress.ToArray();
            using var patience = new CancellationTokenSource(Patience);
            while (Enumerable.Range(0, Writers).Any(w => Interlocked.Read(ref progress[w]) < before[w] + 2))
            {
                await Task.Delay(5, patience.Token);
            }
        }
    }

    [PostgresFact]
    public async Task While_it_is_away_calls_say_so_and_afterwards_the_same_object_goes_on()
    {
        using var server = PostgresServer.Start();
        var contract = new CatalogueContract(name => new PostgresCatalogue(server.ConnectionString, name));
        var options = new PostgresCatalogueOptions { Patience = TimeSpan.FromMilliseconds(200) };
        await using var catalogue = new PostgresCatalogue(server.ConnectionString, "away", options);
        await catalogue.CreateAsync(contract.Settings with { Name = "away" });
        var epoch = await catalogue.TakeAsync(0, "");
        await catalogue.PublishAsync([CatalogueContract.Generation(0, epoch, 1)]);
        server.Kill();
        await Assert.ThrowsAsync<CatalogueUnavailableException>(() => catalogue.CurrentAsync());
        await Assert.ThrowsAsync<CatalogueUnavailableException>(
            () => catalogue.PublishAsync([CatalogueContract.Generation(0, epoch, 2)]));
        server.Restart();
        Assert.Equal(1, (await catalogue.CurrentAsync()).Number);
        Assert.Equal(2, (await catalogue.PublishAsync([CatalogueContract.Generation(0, epoch, 2)])).Number);
    }
}
