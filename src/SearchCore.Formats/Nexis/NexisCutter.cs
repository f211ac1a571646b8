using System.Text.RegularExpressions;

using SearchCore.Articles;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Nexis;

/// <summary>Cuts the lines of a Nexis export into its documents, whatever the export was written in. Holds one document.</summary>
internal static partial class NexisCutter
{
    /// <summary>What stands before a line that is in the middle.</summary>
    public const string Indent = "                    ";

    /// <summary>Whether a line numbers a document: <c>12 of 161 DOCUMENTS</c>.</summary>
    public static bool IsMark(string line) => Mark().IsMatch(line);

    /// <summary>The documents.</summary>
    /// <param name="lines">The export's lines.</param>
    /// <param name="id">What their ids begin with.</param>
    /// <param name="most">The longest document, in characters.</param>
    /// <param name="dates">Reads their dates.</param>
    public static IEnumerable<RawRecord> Cut(IEnumerable<NumberedLine> lines, string id, int most, ArticleDateReader dates)
    {
        var (document, size, line, first, begin) = (new List<string>(), 0L, 0L, 0L, 0L);
        var (mark, cover) = ((string?)null, 0);
        var met = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (text, offset) in lines)
        {
            line++;
            var here = text.Trim('\f', '\uFEFF');
            if (Mark().Match(here) is { Success: true } match)
            {
                // What stands before the first is a cover page.
                if (mark is not null)
                {
                    yield return Record();
                    cover = 0;
                }

                // Exports that were put together begin with 1 again.
                var numbered = match.Groups[1].Value + match.Groups[2].Value;
                mark = numbered;
                for (var again = 2; !met.Add(mark); again++)
                {
                    mark = $"{numbered}-{again}";
                }

                (first, begin, size) = (line, offset, 0);
                document.Clear();
            }
            else if (mark is null)
            {
                cover += here.Trim().Length;
            }
            else if (size <= most)
            {
                document.Add(here);
            }

            size += text.Length + 1;
        }

        if (mark is not null)
        {
            yield return Record();
        }

        RawRecord Record() => size > most
            ? RawRecord.Of(
                ParsedRecord.Rejected(
                    RejectCodes.TooLong, $"the document has {size:N0} characters", document.Count > 0 ? document[0] : string.Empty),
                begin, first, size)
            : new NexisDocument([.. document], $"{id}#{mark}", cover, dates, begin, first, size);
    }

    [GeneratedRegex(
        @"^\s*(\d{1,6})\s+(?:of|von|de|di|van)\s+\d{1,6}\s+(?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?|DOCUMENTI|DOCUMENTEN)\s*$"
            + @"|^\s*(?:Dokument|Document)\s+(\d{1,6})\s+(?:von|of|de)\s+\d{1,6}\s*$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}
