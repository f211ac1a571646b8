using System.Text;
using System.Text.RegularExpressions;

namespace SearchCore.Formats.MediaWiki;

/// <summary>The lines of a wiki's page as paragraphs: headings and entries of lists are lines, sections of sources are left out.</summary>
internal static partial class WikiLines
{
    // What stands below the article, in the languages of the larger wikis.
    private static readonly HashSet<string> Appendices = new(StringComparer.OrdinalIgnoreCase)
    {
        "sources", "source", "references", "external links", "external link", "see also", "related news", "related articles",
        "sister links",
        "notes", "notes and references", "further reading", "bibliography", "footnotes", "citations",
        "quellen", "einzelnachweise", "weblinks", "literatur", "themenverwandte artikel", "siehe auch", "themenportale",
        "références", "liens externes", "lien externe", "voir aussi", "notes et références", "bibliographie", "articles connexes",
        "fuentes", "referencias", "enlaces externos", "véase también", "noticias relacionadas", "notas", "bibliografía",
        "fontes", "referências", "ligações externas", "ver também", "notícias relacionadas", "fonti", "note", "collegamenti esterni",
        "voci correlate", "notizie correlate", "bibliografia", "bronnen", "externe links", "zie ook", "källor", "externa länkar",
        "źródła", "przypisy", "linki zewnętrzne", "источники", "примечания", "ссылки", "литература", "см. также",
    };

    /// <summary>The paragraphs.</summary>
    /// <param name="text">The text without the marks of the wiki, in its lines.</param>
    /// <param name="omitted">Receives the sections that were left out, with their characters.</param>
    public static string Of(string text, Dictionary<string, int> omitted)
    {
        var (body, paragraph) = (new StringBuilder(text.Length), new StringBuilder());
        var (isLine, skipped, skippedLevel) = (false, (string?)null, 0);
        foreach (var raw in text.Split('\n'))
        {
            var line = Switches().Replace(raw, string.Empty).Replace('\u00A0', ' ').Trim(' ', '\t', '\r');
            if (Heading(line) is var (title, level))
            {
                Close();
                if (skipped is not null && level > skippedLevel)
                {
                    continue;
                }

                (skipped, skippedLevel) = Appendices.Contains(title) ? (title, level) : (null, 0);
                if (skipped is null)
                {
                    paragraph.Append(title);
                    Close();
                }

                continue;
            }

            var entry = string.Join(' ', line.TrimStart('*', '#', ':', ';').Split(' ', StringSplitOptions.RemoveEmptyEntries));
            if (skipped is not null)
            {
                if (entry.Length > 0)
                {
                    var what = $"section {skipped}, characters";
                    omitted[what] = omitted.GetValueOrDefault(what) + entry.Length;
                }

                continue;
            }

            var isEntry = line is ['*' or '#' or ':' or ';', ..];
            if (entry.Length == 0 || entry.AsSpan().IndexOfAnyExcept('-') < 0)
            {
                Close();
                continue;
            }

            // Entries of a list are lines of one paragraph; lines of prose are one.
            if (paragraph.Length > 0)
            {
                paragraph.Append(isEntry || isLine ? '\n' : ' ');
            }

            paragraph.Append(entry);
            isLine = isEntry;
        }

        Close();
        return body.ToString();

        void Close()
        {
            isLine = false;
            var lines = paragraph.ToString().Split(WikiText.Break, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            paragraph.Clear();
            var whole = string.Join('\n', lines);
            if (whole.Length > 0)
            {
                body.Append(body.Length > 0 ? "\n\n" : string.Empty).Append(whole);
            }
        }
    }

    private static (string Title, int Level)? Heading(string line)
    {
        if (line.Length < 3 || line[0] != '=' || line[^1] != '=')
        {
            return null;
        }

        var level = 1;
        while (level < 6 && level * 2 < line.Length - 2 && line[level] == '=' && line[^(level + 1)] == '=')
        {
            level++;
        }

        var title = line[level..^level].Trim();
        return title.Length > 0 ? (title, level) : null;
    }

    [GeneratedRegex("__[A-Z]{3,30}__", RegexOptions.CultureInvariant)]
    private static partial Regex Switches();
}
