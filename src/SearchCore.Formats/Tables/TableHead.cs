using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

using SearchCore.Formats.Mapping;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Tables;

/// <summary>What the first line of a table tells.</summary>
/// <param name="Separator">What stands between cells.</param>
/// <param name="Columns">The names of the columns.</param>
/// <param name="Rows">
/// How many rows it has: one that says what the separator is may come before the names; none where the first line is an article already,
/// whose columns are called <c>column1</c>, <c>column2</c> ….
/// </param>
internal sealed partial record TableHead(char Separator, IReadOnlyList<string> Columns, int Rows = 1)
{
    // The name of a column is shorter, and so are most titles; a sentence is longer.
    private const int LongestName = 100, ShortestSentence = 40;

    private static readonly char[] Separators = [',', ';', '\t', '|'];

    /// <summary>Whether the columns are those of articles: a title or text and something else that is known.</summary>
    public bool HasArticles
    {
        get
        {
            var keys = Columns.Select(MemberNames.Key).ToHashSet(StringComparer.Ordinal);
            string[][] others =
            [
                MemberNames.Id, MemberNames.Published, MemberNames.Source, MemberNames.Url, MemberNames.Authors, MemberNames.Section,
            ];
            var texts = (MemberNames.Title.Any(keys.Contains) ? 1 : 0) + (MemberNames.Body.Any(keys.Contains) ? 1 : 0);
            return texts == 2 || (texts == 1 && others.Any(o => o.Any(keys.Contains)));
        }
    }

    /// <summary>Whether a mapping names one of the columns.</summary>
    public bool HasAny(ArticleMapping mapping) => mapping.Members.Values.Any(s => s.From.Any(Columns.Contains));

    /// <summary>The head of a text that may be a table; null where its first line is none.</summary>
    public static TableHead? Of(ReadOnlySpan<byte> head)
    {
        var text = TextEncodings.TextOf(head);
        if (text.Length > 5 && text.StartsWith("sep=", StringComparison.Ordinal) && text[5] is '\n' or '\r')
        {
            var below = Named(text[4], Cells(text[5..].TrimStart(), text[4]));
            return below with { Rows = below.Rows + 1 };
        }

        TableHead? best = null;
        foreach (var separator in Separators)
        {
            var columns = Cells(text, separator);
            if (columns.Count > 1 && columns.Count > (best?.Columns.Count ?? 1))
            {
                best = Named(separator, columns);
            }
        }

        return best;
    }

    private static TableHead Named(char separator, List<string> cells)
    {
        var named = new TableHead(separator, cells);
        return cells.Exists(IsValue) && !cells.Exists(c => MemberNames.IsKnown(MemberNames.Key(c)))
            ? new(separator, [.. cells.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"column{i + 1}"))], 0)
            : named;
    }

    // Dates, addresses, numbers and sentences are what a column holds, and no name of one.
    private static bool IsValue(string cell) =>
        cell.Length > LongestName || (cell.Length >= ShortestSentence && cell.Contains(' ', StringComparison.Ordinal))
        || cell.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || cell.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || DateOrNumber().IsMatch(cell);

    [GeneratedRegex(@"^(?:\d+|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ]\S.*)?)$", RegexOptions.CultureInvariant)]
    private static partial Regex DateOrNumber();

    // The cells of the first line; a quoted one may hold anything.
    private static List<string> Cells(string text, char separator)
    {
        var (cells, cell, isQuoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var c in text)
        {
            if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && c is '\n' or '\r')
            {
                break;
            }
            else if (!isQuoted && c == separator)
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        cells.Add(cell.ToString().Trim());
        return cells;
    }
}
