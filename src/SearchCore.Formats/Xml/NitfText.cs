using System.Text;
using System.Xml.Linq;

using SearchCore.Articles;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Xml;

/// <summary>
/// The text of a story in NITF: its paragraphs in order, without what stands beside it (pictures with their captions, notes, what follows
/// the text), which is named.
/// </summary>
internal sealed class NitfText
{
    private readonly List<string> paragraphs = [];
    private readonly StringBuilder loose = new();
    private readonly SortedDictionary<string, (int Count, int Characters)> omitted = new(StringComparer.Ordinal);

    private NitfText()
    {
    }

    /// <summary>The text.</summary>
    /// <param name="body">The story's <c>body</c>, or its <c>body.content</c>; null where it has none.</param>
    /// <param name="subtitles">Elements of second headlines, which go before the text.</param>
    /// <param name="notices">Receives what was left out.</param>
    public static string Of(XElement? body, IEnumerable<XElement> subtitles, RecordNotices notices)
    {
        var text = new NitfText();
        if (body is not null)
        {
            text.Write(body.First("body.content") ?? body);
            text.Break();
            foreach (var outside in body.Own("body.end").Concat(body.Child("body.head")?.Own("note") ?? []))
            {
                text.Omit(outside);
            }
        }

        foreach (var (name, (count, characters)) in text.omitted)
        {
            notices.Add(ArticleNoticeKind.TextOmitted, $"{name}: {count} with {characters:N0} characters");
        }

        text.paragraphs.InsertRange(
            0, subtitles.Select(s => s.Line()).OfType<string>().Where(s => !text.paragraphs.Contains(s)).Distinct(StringComparer.Ordinal)
                .ToList());

        return string.Join("\n\n", text.paragraphs);
    }

    private void Write(XElement element)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XText words)
            {
                loose.Append(words.Value);
            }
            else if (node is XElement inner)
            {
                Write(inner, inner.Name.LocalName);
            }
        }
    }

    // Nested no deeper than a tree of elements is.
    private void Write(XElement element, string name)
    {
        switch (name)
        {
            case "block" when IsInFullText(element):
                break;
            case "media" or "note" or "body.head" or "body.end":
                Omit(element);
                break;
            case "p" or "hl2" or "li" or "tr" or "pre" or "dt" or "dd":
                Break();
                Take(element);
                Break();
                break;
            case "block" or "body.content" or "bq" or "ul" or "ol" or "dl" or "table" or "nitf-table" or "fn" or "hr" or "br" or "body":
                Break();
                Write(element);
                Break();
                break;
            default:
                Write(element);
                break;
        }
    }

    // Archives give the first paragraph once more, before the whole text.
    private static bool IsInFullText(XElement block) => block.Value("class") == "lead_paragraph"
        && block.ElementsAfterSelf().Any(e => e.Value("class") == "full_text"
            && InOneLine.Of(e.Value).Contains(InOneLine.Of(block.Value), StringComparison.Ordinal));

    // A paragraph may hold a list, or a picture.
    private void Take(XElement paragraph)
    {
        if (paragraph.Descendants().Any(e => e.Name.LocalName is "media" or "note" or "p" or "li"))
        {
            Write(paragraph);
        }
        else
        {
            loose.Append(paragraph.Name.LocalName == "tr"
                ? string.Join(' ', paragraph.Elements().Select(c => c.Line()).OfType<string>()) : paragraph.Words());
        }
    }

    private void Break()
    {
        var line = InOneLine.Of(loose.ToString());
        loose.Clear();
        if (line.Length > 0)
        {
            paragraphs.Add(line);
        }
    }

    private void Omit(XElement element)
    {
        if (element.Name.LocalName != "body.head" && element.Line() is { } text)
        {
            var (count, characters) = omitted.GetValueOrDefault(element.Name.LocalName);
            omitted[element.Name.LocalName] = (count + 1, characters + text.Length);
        }
    }
}
