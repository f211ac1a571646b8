using System.Text.Json;

using SearchCore.Articles;
using SearchCore.Cluster.Catalogue;
using SearchCore.Cluster.Orleans.Hosting;
using SearchCore.Cluster.Writing;
using SearchCore.Json;
using SearchCore.Node.Commands;
using SearchCore.Node.Operating;
using SearchCore.TestKit;

namespace SearchCore.Cluster.Orleans.Tests;

/// <summary>Standing queries of a cluster from the command line, without a silo.</summary>
public sealed class AlertCommandTests : IAsyncLifetime, IDisposable
{
    private static readonly EventWish Everything = new(null, null, null, Follow: false, IsJson: true);

    private readonly TempFolder folder = new();
    private ClusterNodeOptions options = null!;
    private ICatalogue catalogue = null!;

    public async Task InitializeAsync()
    {
        options = new() { Cluster = "news", Data = folder["data"], Share = folder["share"] };
        catalogue = SearchCoreClusterServices.OpenCatalogue(options);
        await catalogue.CreateAsync(new() { Name = "news", Shards = 2 });
    }

    public async Task DisposeAsync() => await catalogue.DisposeAsync();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Queries_are_stored_listed_and_removed()
    {
        Assert.Equal((1, ""), await Said(o => Alerting.ListAsync(options, false, o, default)));
        Assert.Equal(
            (0, "1 query stored; articles that are sent from now on are matched.\n"),
            await Said(o => Alerting.AddAsync(options, ["strikes", "port", "strike"], null, [], o, default)));
        var file = new FileInfo(folder["queries.txt"]);
        await File.WriteAllTextAsync(
            file.FullName, "storms\tstorm\n\n{\"name\":\"ships\",\"request\":{\"query\":\"vessel:Hamnavoe\"}}\n");
        await Assert.ThrowsAsync<QueryException>(() => Alerting.AddAsync(options, [], file, [], TextWriter.Null, default));
        Assert.Equal(0, await Alerting.AddAsync(options, [], file, ["vessel"], TextWriter.Null, default));
        Assert.Equal(
            (0, "ships  vessel:Hamnavoe\nstorms  storm\nstrikes  port strike\n"),
            await Said(o => Alerting.ListAsync(options, false, o, default)));

        // What the list has in JSON can be stored again.
        var (_, lines) = await Said(o => Alerting.ListAsync(options, true, o, default));
        await File.WriteAllTextAsync(file.FullName, lines);
        Assert.Equal(0, await Alerting.AddAsync(options, [], file, [], TextWriter.Null, default));
        Assert.Equal(0, await Alerting.RemoveAsync(options, "storms", TextWriter.Null, default));
        Assert.Equal((1, "There is no query 'storms'.\n"), await Said(o => Alerting.RemoveAsync(options, "storms", o, default)));
    }

    [Fact]
    public async Task Events_are_printed_and_a_consumer_has_each_once()
    {
        await Alerting.AddAsync(options, ["strikes", "strike"], null, [], TextWriter.Null, default);
        await Alerting.AddAsync(options, ["storms", "storm"], null, [], TextWriter.Null, default);
        Assert.Equal((1, ""), await Said(o => Alerting.EventsAsync(options, Everything, o, default)));
        await SendAsync(Enumerable.Range(0, 6).Select(n =>
            new Article { Id = $"{n}", Title = $"Title {n}", Body = "A strike, no more." }));
        var mine = Everything with { Consumer = "desk" };
        var first = await Lines(mine);
        Assert.Equal(["0", "1", "2", "3", "4", "5"], first.Select(IdOf).Order(StringComparer.Ordinal));
        Assert.Equal(2, first.Select(l => l.Shard).Distinct().Count());
        Assert.Empty(await Lines(mine));

        await SendAsync([new Article { Id = "6", Title = "Title 6", Body = "A storm." }]);
        Assert.Equal(["6"], (await Lines(mine)).Select(IdOf));
        Assert.Equal(["6"], (await Lines(Everything with { After = first[^1].Position })).Select(IdOf));
        Assert.Equal(["6"], (await Lines(Everything with { Query = "storms" })).Select(IdOf));
        var storms = Everything with { Query = "storms", IsJson = false };
        var (code, table) = await Said(o => Alerting.EventsAsync(options, storms, o, default));
        Assert.Equal(0, code);
        Assert.EndsWith("  storms  undated  Title 6  [6]\n    A storm.\n", table, StringComparison.Ordinal);

        // Back to a position, and to the beginning.
        Assert.Equal(
            (0, $"'desk' goes on behind {first[^1].Position}.\n"),
            await Said(o => Alerting.ReplayAsync(options, "desk", first[^1].Position, o, default)));
        Assert.Equal(["6"], (await Lines(mine)).Select(IdOf));
        await Alerting.ReplayAsync(options, "desk", string.Empty, TextWriter.Null, default);
        Assert.Equal(7, (await Lines(mine)).Count);

        Assert.Equal(0, await Alerting.DiscardAsync(options, first[^1].Position, TextWriter.Null, default));
        Assert.Equal(["6"], (await Lines(Everything)).Select(IdOf));

        // Who follows ends by being told to.
        using var ends = new CancellationTokenSource();
        var following = new CountingWriter(ends);
        Assert.Equal(0, await Alerting.EventsAsync(options, Everything with { Follow = true }, following, ends.Token));
    }

    [Fact]
    public async Task A_silos_services_have_the_alerts_and_deliver_them()
    {
        var alerts = SearchCoreClusterServices.OpenAlerts(options, catalogue);
        await alerts.PutAsync([new() { Name = "strikes", Request = new() { Query = "strike" } }]);
        await SendAsync([new Article { Id = "1", Body = "A strike." }]);
        using var ends = new CancellationTokenSource();
        var told = new List<string>();
        await Assert.ThrowsAsync<InvalidDataException>(
            () => alerts.DeliverAsync("desk", (_, _) => throw new InvalidDataException(), default));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => alerts.DeliverAsync(
            "desk",
            (batch, _) =>
            {
                told.AddRange(batch.Events.Select(e => e.Article!.Id));
                ends.CancelAfter(TimeSpan.FromMilliseconds(50));
                return ValueTask.CompletedTask;
            },
            ends.Token));
        Assert.Equal(["1"], told);
        Assert.NotNull(await alerts.PositionAsync("desk"));
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_a_remedy()
    {
        await Refused<ArgumentException>(
            "a name and a query, or --file", () => Alerting.AddAsync(options, ["one"], null, [], TextWriter.Null, default));
        await Refused<InvalidDataException>(
            "There is no", () => Alerting.AddAsync(options, [], new FileInfo(folder["none"]), [], TextWriter.Null, default));
        await File.WriteAllTextAsync(folder["queries.txt"], "a\tstrike\nnonsense\n");
        await Refused<InvalidDataException>(
            "line 2: It is neither a JSON object nor NAME, tab, QUERY. Nothing was stored.",
            () => Alerting.AddAsync(options, [], new FileInfo(folder["queries.txt"]), [], TextWriter.Null, default));
        Assert.Equal(1, await Alerting.ListAsync(options, false, TextWriter.Null, default));
        await Refused<ArgumentException>(
            "alerts replay",
            () => Alerting.EventsAsync(options, Everything with { Consumer = "a", After = "0:1.1" }, TextWriter.Null, default));
        await Refused<ArgumentException>(
            "unseen", () => Alerting.EventsAsync(options, Everything with { Consumer = "a", Query = "q" }, TextWriter.Null, default));
        await Refused<ArgumentException>(
            "is no position", () => Alerting.EventsAsync(options, Everything with { After = "12" }, TextWriter.Null, default));
    }

    [Theory]
    [InlineData("alerts --json")]
    [InlineData("alerts list --json -c x.json")]
    [InlineData("alerts add strikes port strike --kind vessel --config x.json")]
    [InlineData("alerts add --file queries.txt")]
    [InlineData("alerts remove strikes")]
    [InlineData("alerts events --consumer desk --follow --json --config x.json")]
    [InlineData("alerts events --after 0:1.1 --query strikes")]
    [InlineData("alerts replay --consumer desk --after 0:1.1")]
    [InlineData("alerts discard 0:1.1")]
    public void The_command_line_takes_what_its_help_says(string line) => Assert.Empty(CommandLine.Make().Parse(line).Errors);

    [Theory]
    [InlineData("alerts replay")]
    [InlineData("alerts remove")]
    [InlineData("alerts nothing")]
    [InlineData("nothing")]
    public void The_command_line_refuses_what_means_nothing(string line) => Assert.NotEmpty(CommandLine.Make().Parse(line).Errors);

    private static async Task Refused<T>(string part, Func<Task> call)
        where T : Exception => Assert.Contains(part, (await Assert.ThrowsAsync<T>(call)).Message, StringComparison.Ordinal);

    private static async Task<(int Code, string Text)> Said(Func<TextWriter, Task<int>> command)
    {
        using var output = new StringWriter { NewLine = "\n" };
        return (await command(output), output.ToString());
    }

    private static string IdOf((int Shard, string Position, StandingEvent Event) line) => line.Event.Article!.Id;

    private async Task<List<(int Shard, string Position, StandingEvent Event)>> Lines(EventWish wish)
    {
        var (_, text) = await Said(o => Alerting.EventsAsync(options, wish, o, default));
        return
        [
            .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
            {
                using var json = JsonDocument.Parse(line);
                return (json.RootElement.GetProperty("shard").GetInt32(), json.RootElement.GetProperty("position").GetString()!,
                    json.RootElement.GetProperty("event").Deserialize(SearchCoreJsonContext.Default.StandingEvent)!);
            }),
        ];
    }

    private async Task SendAsync(IEnumerable<Article> articles)
    {
        var places = ShardPlaces.Under(options.Share!);
        await using var writer = new ClusterWriter(
            new ShardMap(2),
            (shard, cancellation) => Open(shard, cancellation));
        await writer.AddAsync(articles);

        async Task<IShardWriter> Open(int shard, CancellationToken cancellation) => await ShardWriter.OpenAsync(
            catalogue, shard, places(shard), folder[$"writer-{shard}"],
            new()
            {
                Index = new ArticleIndexOptions { Recognizer = null, Workers = 1, MemoryMegabytes = 16 },
                Alerts = ShardPlaces.AlertsUnder(options.Share!),
            },
            cancellation);
    }

    /// <summary>Ends what is followed with the first flush.</summary>
    private sealed class CountingWriter(CancellationTokenSource ends) : StringWriter
    {
        public override Task FlushAsync(CancellationToken cancellationToken) => ends.CancelAsync();
    }
}
