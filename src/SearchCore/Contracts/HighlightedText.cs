using System.Text.Json.Serialization;

namespace SearchCore;

/// <summary>A text of the archive's own, of one article, with every place in it that a query found. Plain data.</summary>
/// <param name="Field">The field that it was declared as.</param>
/// <param name="Text">The text; of a list of values each is a paragraph, with an empty line between them.</param>
/// <param name="Matches">The matches in <paramref name="Text"/>, in order, apart from each other; one at least.</param>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record HighlightedText(string Field, string Text, IReadOnlyList<TextRange> Matches)
{
    /// <inheritdoc cref="HighlightedText"/>
    public IReadOnlyList<TextRange> Matches { get; init => field = ValueList.Of(value, nameof(Matches)); } =
        ValueList.Of(Matches, nameof(Matches));

    /// <summary>The text as HTML: encoded, with each match in <c>&lt;em&gt;</c>; line breaks stay line breaks.</summary>
    public string ToHtml() => SnippetFormat.ToHtml(new Snippet(Text, Matches));
}
