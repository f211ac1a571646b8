using System.Text.Json.Serialization;

namespace SearchCore;

/// <summary>A whole article with every place in its texts that a query found. Plain data.</summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record HighlightedArticle
{
    /// <summary>The article; its text is as stored, with its line breaks.</summary>
    public required StoredArticle Stored { get; init; }

    /// <summary>The matches in the title, in order, apart from each other; empty where the title has none or there is no title.</summary>
    public IReadOnlyList<TextRange> TitleMatches
    {
        get;
        init => field = ValueList.Of(value, nameof(TitleMatches));
    } = ValueList.Of<TextRange>([]);

    /// <summary>The matches in the body, in order, apart from each other; empty where the body has none or there is no body.</summary>
    public IReadOnlyList<TextRange> BodyMatches
    {
        get;
        init => field = ValueList.Of(value, nameof(BodyMatches));
    } = ValueList.Of<TextRange>([]);

    /// <summary>
    /// The texts of the archive's own in which there are matches, by their names; empty where there are none.
    /// </summary>
    public IReadOnlyList<HighlightedText> Texts
    {
        get;
        init => field = ValueList.Of(value, nameof(Texts));
    } = ValueList.Of<HighlightedText>([]);

    /// <summary>Whether the time limit cut the work short: matches may be missing.</summary>
    public bool IsPartial { get; init; }

    /// <summary>The title as HTML: encoded, with each match in <c>&lt;em&gt;</c>; null where there is none.</summary>
    public string? TitleHtml() => Html(Stored.Article.Title, TitleMatches);

    /// <summary>
    /// The body as HTML: encoded, with each match in <c>&lt;em&gt;</c>; line breaks stay line breaks (<c>white-space: pre-line</c> shows
    /// them). Null where there is none.
    /// </summary>
    public string? BodyHtml() => Html(Stored.Article.Body, BodyMatches);

    private static string? Html(string? text, IReadOnlyList<TextRange> matches) =>
        text is null ? null : SnippetFormat.ToHtml(new Snippet(text, matches));
}
