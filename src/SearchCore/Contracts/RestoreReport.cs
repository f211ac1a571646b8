using System.Text.Json.Serialization;

namespace SearchCore;

/// <summary>What a restore did.</summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record RestoreReport
{
    /// <summary>The sequence number of the commit it made.</summary>
    public required long Sequence { get; init; }

    /// <summary>Live articles.</summary>
    public required long Articles { get; init; }

    /// <summary>The size of the snapshot, all of it verified.</summary>
    public required long Bytes { get; init; }

    /// <summary>
    /// Where the index that was there before was moved, because it was damaged; null where it was replaced or there was none.
    /// </summary>
    public string? Aside { get; init; }
}
