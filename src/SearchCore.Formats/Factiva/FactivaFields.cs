using SearchCore.Articles;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Factiva;

/// <summary>The labelled parts of an article of Factiva, whatever the export was written in.</summary>
internal sealed class FactivaFields
{
    private readonly Dictionary<string, List<string>> fields = new(StringComparer.Ordinal);

    /// <summary>Adds a paragraph under a label.</summary>
    public void Add(string label, string paragraph)
    {
        var text = InOneLine.Of(paragraph);
        if (text.Length == 0)
        {
            return;
        }

        if (!fields.TryGetValue(label, out var paragraphs))
        {
            fields[label] = paragraphs = [];
        }

        paragraphs.Add(text);
    }

    /// <summary>Whether there is something under a label.</summary>
    public bool Has(string label) => fields.ContainsKey(label);

    /// <summary>The lines before the text of an article without labels, by their order: section, headline, author, length, date …</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="isDate">Whether a text is a date.</param>
    /// <returns>How many of them were taken; what follows is the text.</returns>
    public int AddHead(IReadOnlyList<string> lines, Func<string, bool> isDate)
    {
        var length = 0;
        while (length < lines.Count && !FactivaLabels.IsLength(lines[length]))
        {
            length++;
        }

        if (length == lines.Count)
        {
            return 0;
        }

        Headline([.. lines.Take(length)]);
        Add("WC", lines[length]);
        var at = length + 1;
        if (at < lines.Count && isDate(lines[at]))
        {
            Add("PD", lines[at++]);
        }

        if (at < lines.Count && lines[at].Length is >= 4 and <= 11 && char.IsAsciiDigit(lines[at][0]) && lines[at].Contains(':'))
        {
            Add("ET", lines[at++]);
        }

        if (at < lines.Count)
        {
            Add("SN", lines[at++]);
        }

        // Its code, the edition, the page, the language, the rights: short lines up to the text.
        for (; at < lines.Count && lines[at].Length <= 160; at++)
        {
            var line = lines[at];
            var label = IsCopyright(line) ? "CY"
                : LanguageNames.CodeOf(line) is { Length: 2 } code && !code.Equals(line, StringComparison.OrdinalIgnoreCase) ? "LA"
                : !Has("SC") && line.Length <= 12 && line.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)) ? "SC"
                : Has("LA") || Has("CY") ? null
                : line.Length <= 40 && line.Any(char.IsDigit) && !line.EndsWith('.') ? "PG"
                : line.Length <= 40 && !line.EndsWith('.') ? "ED" : null;
            if (label is null)
            {
                break;
            }

            Add(label, line);
        }

        return at;
    }

    /// <summary>The article.</summary>
    /// <param name="fallbackId">Its id where it has no number.</param>
    /// <param name="dates">Reads its date.</param>
    public ParsedRecord Article(string fallbackId, ArticleDateReader dates)
    {
        var notices = new RecordNotices(dates);
        var (date, time) = (Line("PD"), Line("ET"));
        var whole = date is not null && time is not null ? $"{date} {time}" : null;
        var members = new List<ArticleMember>();
        foreach (var (label, name) in FactivaLabels.Members)
        {
            if (Line(label) is { } value)
            {
                members.Add(new(name, value));
            }
        }

        if (date is null && fields.Count > 0)
        {
            notices.Add(ArticleNoticeKind.DateUnreadable, "no date among the lines before the text");
        }

        List<string> body = [.. fields.GetValueOrDefault("LP") ?? [], .. fields.GetValueOrDefault("TD") ?? []];
        return new()
        {
            Notices = notices.All,
            Article = new()
            {
                Id = Line("AN") is { } number ? FactivaLabels.NumberOf(number) ?? number : fallbackId,
                Title = Line("HD"),
                Body = body.Count > 0 ? string.Join("\n\n", body) : null,
                Published = whole is not null && notices.IsDate(whole) ? notices.Date(whole, "PD") : notices.Date(date, "PD"),
                Source = Line("SN"),
                Section = Line("SE"),
                Language = LanguageNames.CodeOf(Line("LA")),
                Authors = [.. Names.Authors(Line("BY")).Distinct(StringComparer.Ordinal)],
                Tags = [.. Listed("NS").Concat(Listed("IN")).Distinct(StringComparer.Ordinal)],
                Entities =
                [
                    .. Listed("CO").Select(n => new EntityName(EntityKinds.Organization, n))
                        .Concat(Listed("RE").Select(n => new EntityName(EntityKinds.Place, n))).Distinct(),
                ],
                Members = members,
            },
        };
    }

    private static bool IsCopyright(string line) =>
        line.StartsWith("Copyright", StringComparison.OrdinalIgnoreCase) || line.StartsWith('©')
        || line.StartsWith("(c)", StringComparison.OrdinalIgnoreCase)
        || line.Contains("All Rights Reserved", StringComparison.OrdinalIgnoreCase);

    // Mara Quill
    private static bool IsName(string line) => line.Split(' ') is { Length: 2 or 3 } words
        && words.All(w => w.Length > 1 && char.IsUpper(w[0]) && w.Skip(1).Any(char.IsLower));

    private void Headline(List<string> lines)
    {
        // By Mara Quill
        if (lines.Count > 1 && !lines[^1].Equals(string.Join(", ", Names.Authors(lines[^1])), StringComparison.Ordinal)
            && Names.Authors(lines[^1]).Any() && lines[^1].Length < 120 && lines[^1].IndexOf(' ', StringComparison.Ordinal) is > 0 and < 5)
        {
            Add("BY", lines[^1]);
            lines.RemoveAt(lines.Count - 1);
        }

        else if (lines.Count == 2 && IsName(lines[1]) && lines[0].Split(' ') is { Length: > 2 } words && words.Any(w => char.IsLower(w[0])))
        {
            Add("BY", lines[1]);
            lines.RemoveAt(1);
        }

        if (lines.Count == 0)
        {
            return;
        }

        // A section before the headline is a word or two; a longer first line is the headline, and what follows it the author.
        var headline = lines.Count == 1 || lines[0].Split(' ').Length > 3 ? 0 : 1;
        for (var i = 0; i < headline; i++)
        {
            Add("SE", lines[i]);
        }

        Add("HD", lines[headline]);
        for (var i = headline + 1; i < lines.Count; i++)
        {
            Add("BY", lines[i]);
        }
    }

    private string? Line(string label) => fields.TryGetValue(label, out var paragraphs) ? string.Join(' ', paragraphs) : null;

    // exctr : Example Canal Trust | examp : Example plc
    private IEnumerable<string> Listed(string label) =>
        (Line(label) ?? string.Empty).Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(v => v.IndexOf(" : ", StringComparison.Ordinal) is > 0 and var colon ? v[(colon + 3)..].Trim() : v)
            .Where(v => v.Length > 0);
}
