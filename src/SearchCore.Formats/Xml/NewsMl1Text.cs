using System.Xml.Linq;

using SearchCore.Articles;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Xml;

/// <summary>
/// The text of an item of NewsML 1. Components hold components: text, beside it pictures with their captions, and the same text once more
/// in another form, of which the richest is taken.
/// </summary>
/// <param name="title">The item's title, which is no text.</param>
/// <param name="notices">Receives what was left out.</param>
internal sealed class NewsMl1Text(string? title, RecordNotices notices)
{
    // A headline may be in a text and be one all the same.
    private const int ShortestText = 100;

    // More are no alternatives, and each is compared with each.
    private const int MostCompared = 32;

    private readonly SortedDictionary<string, (int Count, int Characters)> omitted = new(StringComparer.Ordinal);

    /// <summary>The text; null where there is none.</summary>
    /// <param name="main">The item's component.</param>
    public string? Of(XElement main)
    {
        var texts = Distinct(Texts(main, null, isMain: true));
        foreach (var (kind, (count, characters)) in omitted)
        {
            notices.Add(ArticleNoticeKind.TextOmitted, $"{kind}: {count} with {characters:N0} characters");
        }

        return texts.Count > 0 ? string.Join("\n\n", texts.Select(t => t.Value)) : null;
    }

    private List<Piece> Texts(XElement component, string? role, bool isMain)
    {
        role = component.Child("Role").Value("FormalName") ?? role;
        var parts = new List<List<Piece>>();
        foreach (var element in component.Elements())
        {
            var part = element.Name.LocalName switch
            {
                "ContentItem" => Content(element, role),
                "NewsComponent" => Texts(element, role, isMain: false),
                _ => (List<Piece>)[],
            };
            if (part.Count > 0)
            {
                parts.Add(part);
            }
        }

        List<Piece> texts = component.Value("EquivalentsList") == "yes" ? Richest(parts) : [.. parts.SelectMany(p => p)];
        var lines = component.Child("NewsLines");
        var headings = IsBeside(role) || lines is null ? []
            : (isMain ? [] : lines.Own("HeadLine")).Concat(lines.Own("SubHeadLine")).Select(l => l.Line()).OfType<string>()
                .Select(HtmlText.LineOf).Where(l => l != title && !texts.Any(t => t.HasParagraph(l)));
        return [.. headings.Select(h => new Piece(h)), .. texts];
    }

    // Of alternatives the longest; what the others have besides is said.
    private List<Piece> Richest(List<List<Piece>> parts)
    {
        var best = parts.MaxBy(p => p.Sum(t => (long)t.Words.Length + t.Paragraphs)) ?? [];
        foreach (var other in parts.Where(p => p != best).SelectMany(p => p).Where(t => !best.Any(t.IsWithin)))
        {
            Omit("alternative", other.Value.Length);
        }

        return best;
    }

    // The same text in several forms, though nobody says that they are alternatives: the one with more paragraphs.
    private static List<Piece> Distinct(List<Piece> texts)
    {
        if (texts.Count > MostCompared)
        {
            return [.. texts.DistinctBy(t => t.Words)];
        }

        var distinct = new List<Piece>();
        foreach (var text in texts)
        {
            var at = distinct.FindIndex(d => d.IsSame(text));
            if (at < 0)
            {
                distinct.Add(text);
            }
            else if ((distinct[at].Words.Length, distinct[at].Paragraphs).CompareTo((text.Words.Length, text.Paragraphs)) < 0)
            {
                distinct[at] = text;
            }
        }

        return distinct;
    }

    private List<Piece> Content(XElement content, string? role)
    {
        var text = TextOf(content);
        if (text is not null && !IsBeside(role))
        {
            return [new Piece(text)];
        }

        if (text is not null || content.Value("Href") is not null || content.Child("DataContent") is not null)
        {
            var kind = role ?? content.Child("MediaType").Value("FormalName") ?? content.Child("Format").Value("FormalName");
            Omit(kind ?? "content", text?.Length ?? 0);
        }

        return [];
    }

    private void Omit(string kind, int characters)
    {
        var (count, before) = omitted.GetValueOrDefault(kind);
        omitted[kind] = (count + 1, before + characters);
    }

    private static bool IsBeside(string? role) =>
        role is not null && (role.Contains("caption", StringComparison.OrdinalIgnoreCase)
            || role.Contains("thumbnail", StringComparison.OrdinalIgnoreCase)
            || role.Contains("quicklook", StringComparison.OrdinalIgnoreCase)
            || role.Equals("photo", StringComparison.OrdinalIgnoreCase) || role.Equals("picture", StringComparison.OrdinalIgnoreCase));

    // NITF, XHTML, or text that is HTML; what is encoded is a picture or a film.
    private string? TextOf(XElement content)
    {
        var media = content.Child("MediaType").Value("FormalName");
        if (content.Child("DataContent") is not { } data || content.Child("Encoding") is not null
            || (media is not null && !media.Contains("text", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        var text = data.First("nitf") is { } story ? NitfText.Of(story.Child("body"), story.All("hl2"), notices)
            : data.First("body.content") is { } paragraphs ? NitfText.Of(paragraphs, [], notices)
            : data.HasElements ? XmlMarkup.TextOf(data.First("body") ?? data)
            : HtmlText.Of(data.Value.Trim());
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>A text, and its letters and figures alone, by which it is compared.</summary>
    private sealed class Piece(string value)
    {
        public string Value => value;

        public string Words { get; } = string.Concat(value.Where(char.IsLetterOrDigit));

        public int Paragraphs { get; } = value.AsSpan().Count("\n\n");

        public bool IsWithin(Piece other) => other.Words.Contains(Words, StringComparison.Ordinal);

        public bool IsSame(Piece other) => Words == other.Words
            || (Math.Min(Words.Length, other.Words.Length) >= ShortestText && (IsWithin(other) || other.IsWithin(this)));

        public bool HasParagraph(string line) => value == line || value.StartsWith($"{line}\n\n", StringComparison.Ordinal)
            || value.Contains($"\n\n{line}\n\n", StringComparison.Ordinal);
    }
}
