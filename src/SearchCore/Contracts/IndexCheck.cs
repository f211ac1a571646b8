using System.Text.Json.Serialization;

namespace SearchCore;

/// <summary>What a check found.</summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record IndexCheck
{
    /// <summary>Whether nothing is wrong.</summary>
    public required bool IsSound { get; init; }

    /// <summary>What is wrong: the file, and what to do.</summary>
    public IReadOnlyList<string> Problems { get; init => field = ValueList.Of(value, nameof(Problems)); } = ValueList.Of<string>([]);

    /// <summary>What is worth knowing and nothing wrong.</summary>
    public IReadOnlyList<string> Notes { get; init => field = ValueList.Of(value, nameof(Notes)); } = ValueList.Of<string>([]);

    /// <summary>Segments checked.</summary>
    public int Segments { get; init; }

    /// <summary>Live articles found.</summary>
    public long Articles { get; init; }

    /// <summary>Bytes read and verified.</summary>
    public long Bytes { get; init; }
}
