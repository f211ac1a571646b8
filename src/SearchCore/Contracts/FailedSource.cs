using System.Globalization;
using System.Text.Json.Serialization;

using SearchCore.Articles.Reading;

namespace SearchCore;

/// <summary>A source that could not be read to its end.</summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record FailedSource
{
    /// <summary>The source's name.</summary>
    public required string Source { get; init; }

    /// <summary>The byte offset reached in the uncompressed input.</summary>
    public required long Offset { get; init; }

    /// <summary>What is wrong, and what to do about it.</summary>
    public required string Reason { get; init; }

    /// <summary>
    /// What was thrown, in the process that ran the load; null for a failure of the input itself. It plays no part in equality or in JSON.
    /// </summary>
    public Exception? Cause { get; init; }

    /// <inheritdoc/>
    public bool Equals(FailedSource? other) =>
        other is not null && Source == other.Source && Offset == other.Offset && Reason == other.Reason;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Source, Offset, Reason);

    /// <summary>The source that failed so.</summary>
    internal static FailedSource Of(ArticleSourceException failure) => new()
    {
        Source = failure.SourceName,
        Offset = failure.Offset,
        Reason = failure.Reason,
        Cause = failure.InnerException,
    };

    /// <summary>All of it in one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Source}: {Reason} (at byte {Offset})");
}
