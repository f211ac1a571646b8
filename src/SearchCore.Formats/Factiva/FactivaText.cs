using SearchCore.Articles;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Factiva;

/// <summary>An article of Factiva in lines, with labels or without.</summary>
/// <param name="Lines">Its lines.</param>
/// <param name="Id">Its id where it has no number.</param>
/// <param name="Dates">Reads its date.</param>
/// <param name="Offset">Its first byte in the input.</param>
/// <param name="Line">Its first line.</param>
/// <param name="Bytes">How many bytes it has.</param>
internal sealed record FactivaText(string[] Lines, string Id, ArticleDateReader Dates, long Offset, long Line, long Bytes)
    : RawRecord(Offset, Line, Bytes)
{
    public override ParsedRecord Parse()
    {
        var (lines, repairs) = MixedText.Settle(Lines);
        return (this with { Lines = lines }).Parse(repairs);
    }

    private ParsedRecord Parse(IReadOnlyList<RecordNotice> repairs)
    {
        var fields = new FactivaFields();
        var parts = FactivaOrder.Of(Lines);
        if (parts.Count >= 4 && parts.Any(p => p.Name is "HD" or "PD" or "SN"))
        {
            Labelled(fields, parts);
        }
        else
        {
            Ordered(fields);
        }

        var parsed = fields.Article(Id, Dates);
        return parsed with { Notices = [.. parsed.Notices, .. repairs] };
    }

    private void Labelled(FactivaFields fields, List<FactivaOrder.Part> parts)
    {
        var (label, lines, next) = ("SE", new List<string>(), 0);
        for (var at = 0; at < Lines.Length; at++)
        {
            if (next < parts.Count && parts[next].At == at)
            {
                Close();
                (label, lines) = (parts[next].Name, [parts[next].Value]);
                next++;
            }
            else
            {
                lines.Add(Lines[at]);
            }
        }

        Close();

        void Close()
        {
            foreach (var paragraph in Paragraphs(lines))
            {
                fields.Add(label, paragraph);
            }
        }
    }

    private void Ordered(FactivaFields fields)
    {
        var (head, at) = (new List<string>(), 0);
        var places = new List<int>();
        for (; at < Lines.Length && head.Count < 40; at++)
        {
            if (!string.IsNullOrWhiteSpace(Lines[at]))
            {
                head.Add(Lines[at].Trim());
                places.Add(at);
            }
        }

        var taken = fields.AddHead(head, text => Dates.TryRead(text, out _, out _));
        var rest = taken == 0 ? Lines : taken == head.Count ? Lines[at..] : Lines[places[taken]..];
        var paragraphs = Paragraphs([.. rest]).ToList();
        if (paragraphs.Count > 0 && FactivaLabels.NumberOf(paragraphs[^1]) is not null)
        {
            fields.Add("AN", paragraphs[^1]);
            paragraphs.RemoveAt(paragraphs.Count - 1);
        }

        foreach (var paragraph in paragraphs)
        {
            fields.Add("TD", paragraph);
        }
    }

    // Where empty lines part paragraphs, lines are joined; where there are none, each line is a paragraph.
    private IEnumerable<string> Paragraphs(List<string> lines)
    {
        while (lines.Count > 0 && string.IsNullOrWhiteSpace(lines[^1]))
        {
            lines.RemoveAt(lines.Count - 1);
        }

        var start = lines.FindIndex(l => !string.IsNullOrWhiteSpace(l));
        if (start < 0)
        {
            yield break;
        }

        var isParted = Lines.Any(string.IsNullOrWhiteSpace);
        var paragraph = new List<string>();
        foreach (var line in lines.Skip(start))
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                paragraph.Add(line.Trim());
            }

            if (paragraph.Count > 0 && (!isParted || string.IsNullOrWhiteSpace(line)))
            {
                yield return string.Join(' ', paragraph);
                paragraph.Clear();
            }
        }

        if (paragraph.Count > 0)
        {
            yield return string.Join(' ', paragraph);
        }
    }
}
