using System.Text;

using AngleSharp.Dom;
using AngleSharp.Html.Parser;

using SearchCore.Articles;
using SearchCore.Formats.Pages;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Factiva;

/// <summary>An article of Factiva in HTML: its parts in their order, or in a table under their labels.</summary>
/// <param name="Html">Its bytes.</param>
/// <param name="Encoding">What they are in where they are no UTF-8.</param>
/// <param name="Id">Its id where it has no number.</param>
/// <param name="Dates">Reads its date.</param>
/// <param name="Offset">Its first byte in the input.</param>
internal sealed record FactivaPage(byte[] Html, Encoding Encoding, string Id, ArticleDateReader Dates, long Offset)
    : RawRecord(Offset, 0, Html.Length)
{
    private static readonly HtmlParser Parser = new(new HtmlParserOptions { IsScripting = false });

    public override ParsedRecord Parse()
    {
        // Whatever the page names, its text may be UTF-8.
        var repairs = new TextRepairs();
        var guess = TextEncodings.Guess(Html);
        var text = repairs.Settle((guess == MixedText.Utf8 ? guess : Encoding).GetString(Html));
        if (PageDepth.IsTooDeep(text))
        {
            const string Reason = "the article is nested deeper than a page of people";
            return ParsedRecord.Rejected(RejectCodes.TooDeep, Reason, text[..Math.Min(200, text.Length)]);
        }

        using var page = Parser.ParseDocument(text);
        var wrapper = page.QuerySelector("[id^='article-']");
        var article = page.QuerySelector("div[class*='Article']") ?? wrapper ?? page.Body!;
        var fields = new FactivaFields();
        var rows = article.QuerySelectorAll("tr")
            .Where(r => r.Children.Length >= 2 && LabelOf(r) is not null);
        if (rows.Count(r => LabelOf(r) is "HD" or "PD" or "SN") >= 2)
        {
            foreach (var row in rows)
            {
                Add(fields, LabelOf(row)!, row.Children[1]);
            }
        }
        else
        {
            Ordered(fields, article);
        }

        if (!fields.Has("AN") && wrapper?.Id is { } id)
        {
            fields.Add("AN", id["article-".Length..]);
        }

        var parsed = fields.Article(Id, Dates);
        return parsed with { Notices = [.. parsed.Notices, .. repairs.Notices] };
    }

    // Section, headline, author, length, date, source …: told by what is before and behind the length, for most have no label.
    private void Ordered(FactivaFields fields, IElement article)
    {
        var lines = new List<string>();
        foreach (var part in article.Children.Where(c => c.LocalName == "div"))
        {
            var line = LineOf(part);
            if (part.Id == "hd" || part.QuerySelector("[class*='Headline']") is not null)
            {
                fields.Add("HD", Headline(part, line));
            }
            else if (part.ClassList.Contains("author"))
            {
                fields.Add("BY", line);
            }
            else if (line.Length > 0 && (lines.Count > 0 || FactivaLabels.IsLength(line)))
            {
                lines.Add(line);
            }
            else
            {
                fields.Add("SE", line);
            }
        }

        var taken = fields.AddHead(lines, text => Dates.TryRead(text, out _, out _));
        foreach (var line in lines.Skip(taken))
        {
            fields.Add("ED", line);
        }

        var paragraphs = article.QuerySelectorAll("p, pre").Where(p => LineOf(p).Length > 0 && p.QuerySelector("p") is null).ToList();
        for (var i = 0; i < paragraphs.Count; i++)
        {
            var line = LineOf(paragraphs[i]);
            var isText = paragraphs[i].ClassName?.Contains("articleParagraph", StringComparison.Ordinal) == true;
            if (!isText && FactivaLabels.NumberOf(line) is not null)
            {
                fields.Add("AN", line);
            }
            else if (!isText && i == paragraphs.Count - 2 && line.Length < 120 && !line.EndsWith('.')
                && FactivaLabels.NumberOf(LineOf(paragraphs[i + 1])) is not null)
            {
                fields.Add("PUB", line);
            }
            else
            {
                fields.Add("TD", line);
            }
        }
    }

    // Alone in its cell: IN the south is a row of a table in the text.
    private static string? LabelOf(IElement row) =>
        FactivaLabels.Of(LineOf(row.Children[0]), out _, out var form) is { } label && form == LabelForm.Alone ? label : null;

    private static void Add(FactivaFields fields, string label, IElement cell)
    {
        var paragraphs = cell.QuerySelectorAll("p").Where(p => p.QuerySelector("p") is null).ToList();
        if (paragraphs.Count == 0)
        {
            fields.Add(label, LineOf(cell));
        }

        paragraphs.ForEach(p => fields.Add(label, LineOf(p)));
    }

    // Results are numbered: 12) Lock opens
    private static string Headline(IElement part, string line)
    {
        var end = line.IndexOf(") ", StringComparison.Ordinal);
        return end is > 0 and < 6 && line.AsSpan(0, end).IndexOfAnyExceptInRange('0', '9') < 0
            && part.QuerySelector("[class*='counted']") is not null ? line[(end + 2)..] : line;
    }

    private static string LineOf(IElement element) =>
        InOneLine.Of(element.TextContent);
}
