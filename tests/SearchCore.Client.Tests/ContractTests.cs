using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

using SearchCore.Client.Contracts;

namespace SearchCore.Client.Tests;

/// <summary>What a service says beside the engine's contracts has the form of docs/service.md, and is read as it was written.</summary>
public sealed class ContractTests
{
    private static readonly DateTimeOffset Moment = new(2019, 3, 11, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_contract_has_its_form_and_is_read_again()
    {
        var hit = new SearchHit { Id = "a", Score = 0 };
        Same(
            new CollectionList
            {
                Collections =
                [
                    new CollectionInfo { Name = "n", Title = "T", Articles = 1, Sequence = 2,
                        Kinds = ["k"], Fields = ["f:number"], Problem = "p", May = ["read"] },
                ],
                MaxHits = 5,
                MaxFacetValues = 6,
            },
            ServiceJsonContext.Default.CollectionList,
            """
            {"collections":[{"name":"n","title":"T","articles":1,"sequence":2,"kinds":["k"],"fields":["f:number"],"problem":"p",
             "may":["read"]}],"maxHits":5,"maxFacetValues":6}
            """);
        Same(
            new NamedList { Named = [new NamedArticle { Id = "a", Values = [new NamedValue("tag", "t")], Near = 2 }] },
            ServiceJsonContext.Default.NamedList,
            """{"named":[{"id":"a","values":[{"kind":"tag","value":"t"}],"near":2}]}""");
        Same(new ReaderInfo { Name = "n", SignIn = "key" }, ServiceJsonContext.Default.ReaderInfo, """{"name":"n","signIn":"key"}""");
        Same(
            new Receipt
            {
                Id = "r",
                State = ReceiptState.Failed,
                Received = Moment,
                Rejections = [new RejectedUpload { Line = 3, Id = "a", Code = "empty", Reason = "why" }],
                Problem = "p",
            },
            ServiceJsonContext.Default.Receipt,
            """
            {"id":"r","state":"failed","received":"2019-03-11T12:00:00+00:00","articles":0,"rejected":0,
             "rejections":[{"line":3,"id":"a","code":"empty","reason":"why"}],"deleted":0,"problem":"p"}
            """);
        Same(
            new SavedSearchList { Searches = [new SavedSearch { Name = "n", Address = "q=a", Saved = Moment }] },
            ServiceJsonContext.Default.SavedSearchList,
            """{"searches":[{"name":"n","address":"q=a","saved":"2019-03-11T12:00:00+00:00"}]}""");
        Same(
            new AlertEvent { Id = "1", Alert = "n", At = Moment, Commit = 2, Article = hit },
            ServiceJsonContext.Default.AlertEvent,
            """
            {"id":"1","alert":"n","at":"2019-03-11T12:00:00+00:00","commit":2,
             "article":{"id":"a","score":0,"title":null,"published":null,"source":null,"url":null,"snippet":null}}
            """);
        Same(new NearList { Near = [] }, ServiceJsonContext.Default.NearList, """{"near":[]}""");
        Same(
            new TermList { Field = "person", Values = [new("Ann", 2)] }, ServiceJsonContext.Default.TermList,
            """{"field":"person","values":[{"value":"Ann","count":2}]}""");
        Same(new SnapshotRequest { Name = "n" }, ServiceJsonContext.Default.SnapshotRequest, """{"name":"n"}""");
        Same(
            new SnapshotList
            {
                Snapshots = [new SnapshotInfo { Name = "n", Taken = Moment, Articles = 1, Bytes = 2, Problem = "p" }],
            },
            ServiceJsonContext.Default.SnapshotList,
            """{"snapshots":[{"name":"n","taken":"2019-03-11T12:00:00+00:00","articles":1,"bytes":2,"problem":"p"}]}""");
        Same(
            new Comparison { A = new ComparedSearch { Query = "a", Total = 1 }, B = new ComparedSearch { Query = "b", Total = 2 } },
            ServiceJsonContext.Default.Comparison,
            """
            {"a":{"query":"a","total":1,"totalIsExact":false,"partial":false,"significant":{}},
             "b":{"query":"b","total":2,"totalIsExact":false,"partial":false,"significant":{}}}
            """);
        var alerts = JsonSerializer.Serialize(
            new AlertList { Alerts = [new Alert { Name = "n", Request = new() { Query = "q" }, Stored = Moment }], Last = "7" },
            ServiceJsonContext.Default.AlertList);
        var read = JsonSerializer.Deserialize(alerts, ServiceJsonContext.Default.AlertList)!;
        Assert.Equal(("n", "q", "7"), (read.Alerts[0].Name, read.Alerts[0].Request.Query, read.Last));
    }

    [Theory]
    [InlineData(ReceiptState.Received, "received", false)]
    [InlineData(ReceiptState.Indexing, "indexing", false)]
    [InlineData(ReceiptState.Done, "done", true)]
    [InlineData(ReceiptState.Failed, "failed", true)]
    public void A_receipt_says_how_far_it_is(ReceiptState state, string name, bool isDone)
    {
        var receipt = new Receipt { Id = "r", State = state, Received = Moment };
        Assert.Equal(isDone, receipt.IsDone);
        Assert.Contains($"\"state\":\"{name}\"",
            JsonSerializer.Serialize(receipt, ServiceJsonContext.Default.Receipt), StringComparison.Ordinal);
    }

    [Fact]
    public void Exceptions_and_answers_carry_what_they_were_made_with()
    {
        Assert.Equal(HttpStatusCode.NotFound, new ServiceRefusedException(HttpStatusCode.NotFound, "m").Status);
        Assert.Equal("q", new QueryRefusedException(HttpStatusCode.BadRequest, "m", "q", []).Query);
        Assert.Equal(TimeSpan.FromSeconds(3),
            new ServiceBusyException(HttpStatusCode.ServiceUnavailable, "m", TimeSpan.FromSeconds(3)).RetryAfter);
        Assert.Equal(5, new ExportCutException("m", 5).Written);
        var answer = new SearchAnswer(new() { Hits = [], Total = new(0) }, Sequence: 4);
        Assert.Equal((4, 0), (answer.Sequence, answer.Results.Hits.Count));
    }

    private static void Same<T>(T value, JsonTypeInfo<T> type, string form)
    {
        var written = JsonSerializer.Serialize(value, type);
        Assert.Equal(string.Concat(form.Split('\n').Select(line => line.Trim())), written);
        Assert.Equal(written, JsonSerializer.Serialize(JsonSerializer.Deserialize(written, type)!, type));
    }
}
