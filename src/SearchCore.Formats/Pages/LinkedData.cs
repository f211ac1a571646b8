using System.Text.Json;

using AngleSharp.Html.Dom;

using SearchCore.Formats.Text;

namespace SearchCore.Formats.Pages;

/// <summary>
/// What a page says of its article for machines, in JSON-LD: the first thing that is an article, with what it refers to by
/// <c>@id</c> looked up in all that the page describes.
/// </summary>
internal sealed class LinkedData
{
    // A page nests what it describes; nobody nests it deeper by hand or by a content system.
    private const int Depth = 8;

    private static readonly string[] Kinds =
    [
        "Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "Report", "AnalysisNewsArticle", "OpinionNewsArticle",
        "LiveBlogPosting", "WebPage",
    ];

    private readonly Dictionary<string, JsonElement> byId = new(StringComparer.Ordinal);
    private JsonElement? article;

    private LinkedData()
    {
    }

    /// <summary>The descriptions that a page carries; scripts that hold no JSON are passed over.</summary>
    public static LinkedData Of(IHtmlDocument page)
    {
        var data = new LinkedData();
        foreach (var script in page.QuerySelectorAll("script[type='application/ld+json']"))
        {
            try
            {
                using var document = JsonDocument.Parse(script.TextContent, new() { AllowTrailingCommas = true, MaxDepth = 64 });
                data.Add(document.RootElement.Clone(), mayBeArticle: true, Depth);
            }
            catch (JsonException)
            {
                // Pages have JSON that is none; then the page itself tells.
            }
        }

        return data;
    }

    /// <summary>A text of the article: the first one of a list; null where there is none, or a word for none.</summary>
    public string? Said(string name) =>
        article is { } found && found.TryGetProperty(name, out var value) && Text(value) is { } text && !Names.IsNone(text) ? text : null;

    /// <summary>The names of what the article has under a name: texts, things that have a name, references to such things.</summary>
    public List<string> Named(string name) =>
        article is not { } found || !found.TryGetProperty(name, out var value) ? []
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(Name).OfType<string>()]
        : Name(value) is { } one ? [one] : [];

    // Lists of related articles are things of the page, too, and none of them is its article.
    private void Add(JsonElement element, bool mayBeArticle, int depth)
    {
        if (depth == 0)
        {
            return;
        }

        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in element.EnumerateArray())
            {
                Add(one, mayBeArticle, depth - 1);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (mayBeArticle && Types(element).Any(Kinds.Contains) && element.TryGetProperty("headline", out _))
            {
                article ??= element;
            }

            // A thing may be referred to before it is described: a bare reference describes nothing.
            if (Id(element) is { } id && element.TryGetProperty("name", out _))
            {
                byId.TryAdd(id, element);
            }

            foreach (var member in element.EnumerateObject().Where(m => m.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array))
            {
                Add(member.Value, mayBeArticle && member.Name is ("@graph" or "mainEntity"), depth - 1);
            }
        }
    }

    private string? Name(JsonElement value) =>
        value.ValueKind != JsonValueKind.Object ? Text(value)
        : value.TryGetProperty("name", out var name) ? Text(name)
        : Id(value) is { } id && byId.TryGetValue(id, out var thing) && thing.TryGetProperty("name", out var other) ? Text(other)
        : null;

    private static string? Id(JsonElement thing) => thing.TryGetProperty("@id", out var id) ? Text(id) : null;

    private static IEnumerable<string?> Types(JsonElement element) =>
        !element.TryGetProperty("@type", out var type) ? []
        : type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Where(t => t.ValueKind == JsonValueKind.String).Select(t => t.GetString())
        : type.ValueKind == JsonValueKind.String ? [type.GetString()] : [];

    private static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString()
                : value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 && value[0].ValueKind == JsonValueKind.String
                ? value[0].GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair in an escape is no text.
            return null;
        }
    }
}
