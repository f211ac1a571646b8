using SearchCore.Cli.Output;

namespace SearchCore.Cli.Interactive.Reading;

/// <summary>An article as one text from its headline to its last member, with what is marked in it.</summary>
internal sealed class ReadingText
{
    private readonly System.Text.StringBuilder text = new();
    private readonly List<(int Start, int End, ReadingMark Mark)> marks = [];
    private readonly List<(int Start, int End)> matches = [];

    private ReadingText()
    {
    }

    /// <summary>The text.</summary>
    public string Text => field ??= text.ToString();

    /// <summary>Headline, quiet parts and mentions, in order and apart from each other.</summary>
    public IReadOnlyList<(int Start, int End, ReadingMark Mark)> Marks => marks;

    /// <summary>What the query found, in order.</summary>
    public IReadOnlyList<(int Start, int End)> Matches => matches;

    /// <summary>Makes the text of an article.</summary>
    public static ReadingText Of(HighlightedArticle highlighted, TimeZoneInfo zone)
    {
        var made = new ReadingText();
        var (stored, article) = (highlighted.Stored, highlighted.Stored.Article);
        made.Marked(article.Title ?? "(no headline)", ReadingMark.Headline, highlighted.TitleMatches, Mentions(stored, inBody: false));
        made.Quiet(string.Join(" · ", ArticleWords.About(article, zone)));
        made.Quiet(article.Url);
        made.Quiet(ArticleWords.Tags(article));
        if (article.Body is { } body)
        {
            made.text.Append('\n');
            made.Marked(body, ReadingMark.None, highlighted.BodyMatches, Mentions(stored, inBody: true));
        }

        var lines = article.Entities.Concat(stored.Recognized).GroupBy(e => e.Kind, StringComparer.Ordinal)
            .OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => (k.Key, string.Join(", ", k.Select(e => e.Name))))
            .Concat(article.Members.Select(m => (m.Name, m.Value))).ToList();
        if (lines.Count > 0)
        {
            made.text.Append('\n');
        }

        foreach (var (name, value) in lines)
        {
            var start = made.text.Length;
            made.text.Append(name).Append(':');
            made.marks.Add((start, made.text.Length, ReadingMark.Quiet));
            made.text.Append(' ');
            if (highlighted.Texts.FirstOrDefault(t => t.Field == name) is { } found)
            {
                made.Marked(found.Text, ReadingMark.None, found.Matches, []);
                continue;
            }

            made.text.Append(value.ReplaceLineEndings("\n")).Append('\n');
        }

        return made;
    }

    // Recognized entities have their places; of those that came with the article the name itself is looked for.
    private static IEnumerable<(int Start, int End)> Mentions(StoredArticle stored, bool inBody)
    {
        var part = (inBody ? stored.Article.Body : stored.Article.Title) ?? "";
        var found = stored.Mentions.Where(m => m.InBody == inBody && m.End <= part.Length).Select(m => (m.Start, m.End)).ToList();
        foreach (var name in stored.Article.Entities.Select(e => e.Name).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal))
        {
            for (var at = 0; (at = part.IndexOf(name, at, StringComparison.Ordinal)) >= 0; at += name.Length)
            {
                var end = at + name.Length;
                if ((at == 0 || !char.IsLetterOrDigit(part[at - 1])) && (end == part.Length || !char.IsLetterOrDigit(part[end])))
                {
                    found.Add((at, end));
                }
            }
        }

        // Of names within names the longest counts.
        var last = 0;
        foreach (var mention in found.OrderBy(m => m.Item1).ThenByDescending(m => m.Item2))
        {
            if (mention.Item1 >= last)
            {
                yield return mention;
                last = mention.Item2;
            }
        }
    }

    private void Quiet(string? line)
    {
        if (!string.IsNullOrEmpty(line))
        {
            marks.Add((text.Length, text.Length + line.Length, ReadingMark.Quiet));
            text.Append(line.Replace('\n', ' ')).Append('\n');
        }
    }

    private void Marked(string part, ReadingMark whole, IReadOnlyList<TextRange> found, IEnumerable<(int Start, int End)> mentions)
    {
        // Places are of the text as it is stored: what breaks a line otherwise than by one character is shown, not exchanged.
        var (start, at) = (text.Length, 0);
        foreach (var (from, to) in mentions)
        {
            Add(at, from, whole);
            Add(from, to, ReadingMark.Mention);
            at = to;
        }

        Add(at, part.Length, whole);
        matches.AddRange(found.Select(m => (start + m.Start, start + m.End)));
        text.Append(part).Append('\n');

        void Add(int from, int to, ReadingMark mark)
        {
            if (from < to && mark != ReadingMark.None)
            {
                marks.Add((start + from, start + to, mark));
            }
        }
    }
}
