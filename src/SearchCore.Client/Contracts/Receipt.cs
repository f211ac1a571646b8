using System.Text.Json.Serialization;

namespace SearchCore.Client.Contracts;

/// <summary>What becomes of an upload or a deletion that the service has taken: what a receipt is for is not lost by a crash.</summary>
public sealed record Receipt
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>How far it is.</summary>
    public required ReceiptState State { get; init; }

    /// <summary>When it was taken.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>How many articles were read so far, those that were rejected not counted.</summary>
    public long Articles { get; init; }

    /// <summary>How many records were rejected so far.</summary>
    public long Rejected { get; init; }

    /// <summary>The first hundred of those.</summary>
    public IReadOnlyList<RejectedUpload> Rejections { get; init; } = [];

    /// <summary>How many articles were deleted.</summary>
    public long Deleted { get; init; }

    /// <summary>Since which commit all of it is durable and found; null before, and for a reader who may not see all articles.</summary>
    public long? Sequence { get; init; }

    /// <summary>Why it failed, or waits; null where it did not.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether nothing more will change.</summary>
    [JsonIgnore]
    public bool IsDone => State is ReceiptState.Done or ReceiptState.Failed;
}

/// <summary>How far an upload is.</summary>
public enum ReceiptState
{
    /// <summary>It is safe, and waits for its turn.</summary>
    [JsonStringEnumMemberName("received")]
    Received,

    /// <summary>It is being indexed.</summary>
    [JsonStringEnumMemberName("indexing")]
    Indexing,

    /// <summary>All of it that could be used is durable and found.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>It cannot be read to its end; what was read before that is there.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}

/// <summary>A record of an upload that was rejected.</summary>
public sealed record RejectedUpload
{
    /// <summary>Its line in the upload, from 1; 0 where it has none.</summary>
    public long Line { get; init; }

    /// <summary>Its id; empty where it has none.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>The kind of fault (docs/importing.md).</summary>
    public required string Code { get; init; }

    /// <summary>What is wrong, for a person.</summary>
    public required string Reason { get; init; }
}
