using System.Text.RegularExpressions;

using SearchCore.Formats.Text;

namespace SearchCore.Formats.Nexis;

/// <summary>
/// Exports of Nexis Uni, whose documents have no number: title, source, date and labels as words have them, a line <c>Body</c>, the text,
/// and labels again up to <c>End of Document</c>. They become the lines that other exports have, and are read by the same rules.
/// </summary>
internal static partial class NexisUni
{
    // Longer is no head: what stands in it is given as it is.
    private const int MostHead = 100;

    /// <summary>Whether a text's beginning is that of such an export.</summary>
    public static bool Is(IReadOnlyList<string> lines)
    {
        var hasHead = false;
        foreach (var line in lines)
        {
            if (IsBody(line) && hasHead)
            {
                return true;
            }

            hasHead |= NexisLabels.IsCopyright(line) || IsLabel(line, "Length");
        }

        return false;
    }

    /// <summary>The lines that other exports have.</summary>
    /// <param name="lines">The export's lines.</param>
    /// <param name="isDate">Whether a text is a date.</param>
    public static IEnumerable<NumberedLine> Classic(IEnumerable<NumberedLine> lines, Func<string, bool> isDate)
    {
        var (head, number, isBody, isTrailer) = (new List<NumberedLine>(), 0, false, false);
        foreach (var line in lines)
        {
            var text = line.Text.Trim(' ', '\t', '\f', '\uFEFF', '\u00A0');
            if (text.Length == 0 || Page().IsMatch(text))
            {
                continue;
            }

            if (text == "End of Document")
            {
                (isBody, isTrailer) = (false, false);
            }
            else if (isTrailer || isBody)
            {
                isTrailer |= text == "Classification" || IsLabel(text, "Load-Date");
                if (text != "Classification")
                {
                    yield return new(isTrailer ? Labelled(text) : text, line.Offset);
                    yield return new(string.Empty, line.Offset);
                }
            }
            else if (IsBody(text) || head.Count == MostHead)
            {
                foreach (var classic in Head(head, ++number, isDate).SelectMany(t => new[] { t, string.Empty }))
                {
                    yield return new(classic, line.Offset);
                }

                head.Clear();
                isBody = true;
            }
            else
            {
                head.Add(line with { Text = text });
            }
        }
    }

    // The title may stand there twice, and lines that say whose the text is behind the date.
    private static IEnumerable<string> Head(List<NumberedLine> head, int number, Func<string, bool> isDate)
    {
        yield return $"{number} of {number} DOCUMENTS";
        var lines = head.Select(l => l.Text).ToList();
        var date = lines.FindIndex(l => l.Any(char.IsDigit) && isDate(l));
        var source = date < 1 ? Math.Min(1, lines.Count - 1) : date - 1;
        if (source >= 0)
        {
            yield return lines[source];
            if (date >= 0)
            {
                yield return lines[date];
            }

            if (lines.Take(source).Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } title)
            {
                yield return $"HEADLINE: {string.Join(' ', title)}";
            }
        }

        foreach (var line in lines.Skip(Math.Max(source, date) + 1))
        {
            yield return Labelled(line);
        }

        yield return "BODY:";
    }

    private static bool IsBody(string line) => line.Trim() == "Body";

    private static bool IsLabel(string line, string label) =>
        Label().Match(line) is { Success: true } match && match.Groups[1].Value == label;

    private static string Labelled(string line) =>
        Label().Match(line) is { Success: true } label && NexisLabels.IsKnown(label.Groups[1].Value.ToUpperInvariant())
            ? $"{label.Groups[1].Value.ToUpperInvariant()}: {label.Groups[2].Value.Trim()}" : line;

    [GeneratedRegex(@"^\s*([A-Z][A-Za-z-]{2,24}):\s*(.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"^Page \d+ of \d+$", RegexOptions.CultureInvariant)]
    private static partial Regex Page();
}
