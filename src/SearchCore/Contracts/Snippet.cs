using System.Text.Json.Serialization;

namespace SearchCore;

/// <summary>A passage of an article and the parts of it that matched.</summary>
/// <param name="Text">The passage, as stored, white space folded to single blanks; an ellipsis stands where it was cut.</param>
/// <param name="Matches">The matches in <paramref name="Text"/>, in order, apart from each other.</param>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record Snippet(string Text, IReadOnlyList<TextRange> Matches)
{
    /// <summary>The passage as HTML: encoded, with each match in <c>&lt;em&gt;</c>.</summary>
    public string ToHtml() => SnippetFormat.ToHtml(this);

    /// <summary>Equal when text and matches are.</summary>
    public bool Equals(Snippet? other) => other is not null && Text == other.Text && Matches.SequenceEqual(other.Matches);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Text, Matches.Count);
}

/// <summary>A range of UTF-16 code units.</summary>
/// <param name="Start">The first unit.</param>
/// <param name="End">The unit after the last (exclusive).</param>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public readonly record struct TextRange(int Start, int End);
