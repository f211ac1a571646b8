using SearchCore.Articles;
using SearchCore.Cluster.Catalogue;
using SearchCore.Queries;

namespace SearchCore.Cluster.Orleans.Contracts;

// What silos say to each other and to clients. Numbers and aliases are for good, so that silos of two versions understand each other while
// one after another is replaced: members are added with new numbers and never change their meaning.

/// <summary>A generation of a shard on the wire, dates as seconds of Unix.</summary>
[GenerateSerializer, Immutable, Alias("searchcore.generation")]
internal sealed record GenerationMessage(
    [property: Id(0)] int Shard, [property: Id(1)] long Epoch, [property: Id(2)] long Sequence, [property: Id(3)] string Checksum,
    [property: Id(4)] string Schema, [property: Id(5)] long Articles, [property: Id(6)] long? First, [property: Id(7)] long? Last)
{
    public static GenerationMessage Of(ShardGeneration g) => new(
        g.Shard, g.Epoch, g.Sequence, g.Checksum, g.Schema, g.Articles, g.First?.UnixSeconds, g.Last?.UnixSeconds);

    public ShardGeneration ToGeneration() => new()
    {
        Shard = Shard,
        Epoch = Epoch,
        Sequence = Sequence,
        Checksum = Checksum,
        Schema = Schema,
        Articles = Articles,
        First = First is { } first ? new ArticleDate(first) : null,
        Last = Last is { } last ? new ArticleDate(last) : null,
    };
}

/// <summary>A scope on the wire: the articles' condition in JSON, and the parts of queries that it forbids.</summary>
[GenerateSerializer, Immutable, Alias("searchcore.scope")]
internal sealed record ScopeMessage([property: Id(0)] byte[] Articles, [property: Id(1)] int Forbidden)
{
    public static ScopeMessage Of(SearchScope scope) => new(ClusterJson.Write(scope.Articles), (int)scope.Forbidden);

    /// <exception cref="System.Text.Json.JsonException">It is none.</exception>
    public SearchScope ToScope() => new(ClusterJson.Read<QueryNode>(Articles)) { Forbidden = (QueryParts)Forbidden };
}

/// <summary>How a call ended. What fails is said in the answer: exceptions on the wire depend on both sides having their types.</summary>
internal enum Outcome
{
    Done = 0,
    NotReady = 1,
    Overloaded = 2,
    Stale = 3,
    Closed = 4,
    Unavailable = 5,
    QueryFault = 6,
    ArgumentFault = 7,
    ShardsMissing = 8,
    Failed = 9,
    NotWhole = 10,
    Misrouted = 11,
}

/// <summary>What a node answers.</summary>
[GenerateSerializer, Immutable, Alias("searchcore.node.answer")]
internal sealed record NodeAnswer(
    [property: Id(0)] Outcome Outcome, [property: Id(1)] byte[]? Bytes, [property: Id(2)] string? Message, [property: Id(3)] int Waiting);

/// <summary>A change of one article; null where it is deleted, else the article in JSON.</summary>
[GenerateSerializer, Immutable, Alias("searchcore.change")]
internal sealed record ChangeMessage([property: Id(0)] string Id, [property: Id(1)] byte[]? Article);

/// <summary>A change that was not made.</summary>
[GenerateSerializer, Immutable, Alias("searchcore.rejected")]
internal sealed record RejectedMessage(
    [property: Id(0)] int Number, [property: Id(1)] string Id, [property: Id(2)] string Code, [property: Id(3)] string Member,
    [property: Id(4)] string Reason);

/// <summary>What a writer of a shard acknowledges.</summary>
[GenerateSerializer, Immutable, Alias("searchcore.receipt")]
internal sealed record ReceiptMessage(
    [property: Id(0)] int Shard, [property: Id(1)] long Version, [property: Id(2)] long Epoch, [property: Id(3)] long Sequence,
    [property: Id(4)] int Applied, [property: Id(5)] RejectedMessage[] Rejected);

/// <summary>What a writer answers: a receipt, or why there is none.</summary>
[GenerateSerializer, Immutable, Alias("searchcore.writer.answer")]
internal sealed record WriterAnswer(
    [property: Id(0)] Outcome Outcome, [property: Id(1)] ReceiptMessage? Receipt, [property: Id(2)] string? Message);

/// <summary>A shard that did not acknowledge.</summary>
[GenerateSerializer, Immutable, Alias("searchcore.write.failure")]
internal sealed record FailureMessage(
    [property: Id(0)] int Shard, [property: Id(1)] string[] Ids, [property: Id(2)] string Reason);

/// <summary>What became of changes of many shards.</summary>
[GenerateSerializer, Immutable, Alias("searchcore.write.answer")]
internal sealed record WriteAnswer(
    [property: Id(0)] Outcome Outcome, [property: Id(1)] ReceiptMessage[] Acknowledged, [property: Id(2)] RejectedMessage[] Rejected,
    [property: Id(3)] FailureMessage[] Failed, [property: Id(4)] string? Message);

/// <summary>
/// What a coordinator answers clients: JSON of the contracts, which clients of other versions read too, and which silo answers.
/// </summary>
[GenerateSerializer, Immutable, Alias("searchcore.search.answer")]
internal sealed record SearchAnswer(
    [property: Id(0)] Outcome Outcome, [property: Id(1)] byte[]? Json, [property: Id(2)] string? Message, [property: Id(3)] string? Query,
    [property: Id(4)] string? Silo = null);
