using System.Text.Json.Serialization;

namespace SearchCore;

/// <summary>What sets the matches apart from the archive is wanted.</summary>
/// <param name="Kind">A kind of facet, or <see cref="Words"/>.</param>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record SignificantRequest(string Kind)
{
    /// <summary>The kind that stands for the words of title and body.</summary>
    public const string Words = "words";

    /// <summary>How many values are returned where the request does not say.</summary>
    public const int DefaultTop = 10;

    /// <summary>How many values at most, most significant first; 1 to 1,000. Default 10.</summary>
    public int Top { get; init; } = DefaultTop;
}
