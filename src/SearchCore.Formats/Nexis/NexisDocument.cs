using System.Text;
using System.Text.RegularExpressions;

using SearchCore.Articles;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Nexis;

/// <summary>A document of a Nexis export: source, date, headline, labelled lines, text, trailer.</summary>
/// <param name="Lines">Its lines, without the one that numbers it.</param>
/// <param name="Id">Its id: the file's and its number.</param>
/// <param name="Cover">How many characters the cover page before it has.</param>
/// <param name="Dates">Reads its date.</param>
/// <param name="Offset">Its first byte in the input.</param>
/// <param name="Line">Its first line.</param>
/// <param name="Bytes">How many bytes it has.</param>
internal sealed partial record NexisDocument(
    string[] Lines, string Id, int Cover, ArticleDateReader Dates, long Offset, long Line, long Bytes) : RawRecord(Offset, Line, Bytes)
{
    private readonly List<string> copyright = [];
    private string lead = string.Empty;
    private int behind;

    public override ParsedRecord Parse()
    {
        var (lines, repairs) = MixedText.Settle(Lines);
        return (this with { Lines = lines }).Parse(repairs);
    }

    private ParsedRecord Parse(IReadOnlyList<RecordNotice> repairs)
    {
        var notices = new RecordNotices(Dates);
        if (Cover > 0)
        {
            notices.Add(ArticleNoticeKind.TextOmitted, $"the export's cover page: {Cover:N0} characters");
        }

        foreach (var repair in repairs)
        {
            notices.Add(repair.Kind, repair.Detail);
        }

        var (at, fields) = (0, new Dictionary<string, string>(StringComparer.Ordinal));
        var head = Paragraphs(ref at, fields);
        var body = Body(ref at, fields);
        ArticleDate? published = null;
        string? source = null, title = fields.GetValueOrDefault("HEADLINE") ?? fields.GetValueOrDefault("TITLE");
        var rest = new List<string>();

        foreach (var paragraph in HeadLines(head, notices))
        {
            var line = paragraph[0];
            if (source is null)
            {
                source = line;
            }
            else if (published is null && line.Any(char.IsDigit) && notices.IsDate(line.Trim()))
            {
                published = notices.Date(line.Trim(), "date");
            }
            else if (published is not null && title is null && !IsCentred(paragraph))
            {
                title = Joined(paragraph);
            }
            else
            {
                rest.Add(Joined(paragraph));
            }
        }

        // "Late Edition" is centred, a headline is not; where all is, the headline is what is left.
        if (title is null && rest.Count > 0)
        {
            title = rest[^1];
            rest.RemoveAt(rest.Count - 1);
        }

        if (published is null && head.Count > 0)
        {
            var line = head.Count > 1 ? head[1][0] : head[0][0];
            notices.Add(ArticleNoticeKind.DateUnreadable, $"no date among the first lines: {OneLine.Of(line)}");
        }

        var members = fields.Where(f => f.Key is not ("BODY" or "HEADLINE" or "TITLE" or "BYLINE" or "SECTION" or "SUBJECT" or "PERSON"
                or "ORGANIZATION" or "COMPANY" or "GEOGRAPHIC" or "LANGUAGE" or "URL" or "KEYWORDS"))
            .Select(f => new ArticleMember(f.Key.ToLowerInvariant(), f.Value)).ToList();
        if (rest.Count > 0)
        {
            members.Add(new("edition", string.Join("; ", rest)));
        }

        if (copyright.Count > 0)
        {
            members.Add(new("copyright", string.Join("; ", copyright.Distinct(StringComparer.Ordinal))));
        }

        if (behind > 0)
        {
            notices.Add(ArticleNoticeKind.TextOmitted, $"lines behind the document: {behind:N0} characters");
        }

        return new()
        {
            Notices = notices.All,
            Article = new()
            {
                Id = Id,
                Title = title,
                Body = body,
                Published = published,
                Source = source?.Trim(),
                Url = fields.GetValueOrDefault("URL"),
                Section = fields.GetValueOrDefault("SECTION")?.Split(';')[0].Trim(),
                Language = LanguageNames.CodeOf(fields.GetValueOrDefault("LANGUAGE")),
                Authors =
                [
                    .. Names.Authors(fields.GetValueOrDefault("BYLINE")).Select(a => Turned(Cased(a))).Distinct(StringComparer.Ordinal),
                ],
                Tags = [.. Values(fields, "SUBJECT").Concat(Values(fields, "KEYWORDS")).Distinct(StringComparer.Ordinal)],
                Entities =
                [
                    .. Values(fields, "PERSON").Select(n => new EntityName(EntityKinds.Person, Turned(n)))
                        .Concat(Values(fields, "ORGANIZATION").Concat(Values(fields, "COMPANY"))
                            .Select(n => new EntityName(EntityKinds.Organization, n)))
                        .Concat(Values(fields, "GEOGRAPHIC").Select(n => new EntityName(EntityKinds.Place, n))).Distinct(),
                ],
                Members = members,
            },
        };
    }

    // Centred lines are a head's own: source, date, edition stand below each other without a line between. So may the lines that say whose
    // the text is, broken anywhere, and behind them the source where only the date is left.
    private IEnumerable<string[]> HeadLines(List<string[]> head, RecordNotices notices)
    {
        for (var i = 0; i < head.Count; i++)
        {
            var lines = head[i];
            if (NexisLabels.IsCopyright(lines[0]))
            {
                var isAlone = i + 1 < head.Count && !notices.IsDate(head[i + 1][0].Trim());
                var end = isAlone ? lines.Length : Array.FindLastIndex(lines, NexisLabels.IsCopyright) + 1;
                copyright.Add(Joined(lines[..end]));
                lines = lines[end..];
            }

            if (lines.Length > 0 && !IsCentred(lines))
            {
                yield return lines;
                continue;
            }

            foreach (var line in lines)
            {
                yield return [line];
            }
        }
    }

    // The paragraphs before the text, and the labelled lines among them.
    private List<string[]> Paragraphs(ref int at, Dictionary<string, string> fields)
    {
        var (head, paragraph) = (new List<string[]>(), new List<string>());
        var hasBody = Array.FindIndex(Lines, l => NexisLabels.Of(l, out _) == "BODY") >= 0;
        for (; at < Lines.Length; at++)
        {
            var line = Lines[at];
            if (NexisLabels.Of(line, out var value) is { } label && NexisLabels.IsKnown(label))
            {
                Close();
                if (label == "BODY")
                {
                    lead = value;
                    at++;
                    return head;
                }

                fields.TryAdd(label, Value(ref at, value));
                if (label == "LENGTH" && !hasBody)
                {
                    // Where the text has a label too, the headline may stand behind the length.
                    at++;
                    break;
                }
            }
            else if (string.IsNullOrWhiteSpace(line))
            {
                Close();
            }
            else
            {
                paragraph.Add(line);
            }
        }

        Close();
        return head;

        void Close()
        {
            if (paragraph.Count > 0)
            {
                head.Add([.. paragraph]);
                paragraph.Clear();
            }
        }
    }

    // Up to the first label of the trailer; lines are joined where the export broke them.
    private string? Body(ref int at, Dictionary<string, string> fields)
    {
        var (text, paragraph) = (new List<string>(), new StringBuilder(lead.Trim()));
        var trailer = NexisLabels.TrailerOf(Lines, at);
        for (; at < trailer; at++)
        {
            var line = Lines[at];
            if (NexisLabels.Of(line, out var lead) == "HIGHLIGHT")
            {
                line = lead;
            }

            if (string.IsNullOrWhiteSpace(line))
            {
                Close();
            }
            else if (paragraph.Length == 0 && IsCentred([line]) && NexisLabels.IsCopyright(line))
            {
                copyright.Add(line.Trim());
            }
            else
            {
                paragraph.Append(paragraph.Length > 0 ? " " : string.Empty).Append(line.Trim());
            }
        }

        Close();
        for (; at < Lines.Length; at++)
        {
            if (NexisLabels.Of(Lines[at], out var value) is { } label)
            {
                var said = Value(ref at, value);
                behind += fields.TryAdd(label, said) ? 0 : said.Length;
            }
            else if (NexisLabels.IsCopyright(Lines[at]) || (copyright.Count > 0 && IsCentred([Lines[at]])))
            {
                copyright.Add(Lines[at].Trim());
            }
            else
            {
                behind += Lines[at].Trim().Length;
            }
        }

        return text.Count > 0 ? string.Join("\n\n", text) : null;

        void Close()
        {
            if (paragraph.Length > 0)
            {
                text.Add(paragraph.ToString());
                paragraph.Clear();
            }
        }
    }

    // A label's value goes on until a blank line or another label.
    private string Value(ref int at, string first)
    {
        var value = new StringBuilder(first.Trim());
        while (at + 1 < Lines.Length && !string.IsNullOrWhiteSpace(Lines[at + 1]) && NexisLabels.Of(Lines[at + 1], out _) is null)
        {
            value.Append(' ').Append(Lines[++at].Trim());
        }

        return value.ToString();
    }

    private static string Joined(string[] lines) => string.Join(' ', lines.Select(l => l.Trim()));

    private static bool IsCentred(string[] paragraph) =>
        paragraph.All(l => l.Length > 8 && l.StartsWith("        ", StringComparison.Ordinal));

    // GREGORY ROSE (92%); ANNA LIND (55%)
    private static IEnumerable<string> Values(Dictionary<string, string> fields, string label) =>
        fields.GetValueOrDefault(label) is { } line
            ? Share().Replace(line, ";").Split(';').Select(v => Cased(v.Trim())).Where(v => v.Length > 0) : [];

    // LIND, ANNA
    private static string Turned(string name) =>
        name.Split(',') is [var last, var first] ? $"{first.Trim()} {last.Trim()}" : name;

    // Nexis writes names in capitals; short ones are acronyms.
    private static string Cased(string name) =>
        name.Any(char.IsLower) ? name
        : string.Join(' ', name.Split(' ').Select(w => w.Length <= 3 && w.Length > 1 && !name.Contains(' ', StringComparison.Ordinal) ? w
            : w.Length > 1 ? char.ToUpperInvariant(w[0]) + w[1..].ToLowerInvariant() : w));

    [GeneratedRegex(@"\s*\(\d{1,3}%\)\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Share();
}
