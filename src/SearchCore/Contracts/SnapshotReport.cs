using System.Text.Json.Serialization;

namespace SearchCore;

/// <summary>What a snapshot holds.</summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record SnapshotReport
{
    /// <summary>Its folder, as a full path without symbolic links.</summary>
    public required string Path { get; init; }

    /// <summary>The sequence number of the commit it is of.</summary>
    public required long Sequence { get; init; }

    /// <summary>Live articles.</summary>
    public required long Articles { get; init; }

    /// <summary>Files of the commit.</summary>
    public required int Files { get; init; }

    /// <summary>
    /// How many of them are second names of the index's own files, which take no room of their own; the others are copies.
    /// </summary>
    public required int Linked { get; init; }

    /// <summary>The size of all of them.</summary>
    public required long Bytes { get; init; }
}
