using SearchCore.Articles;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Factiva;

/// <summary>Cuts the lines of a Factiva export into its articles: each ends with its number. Holds one article.</summary>
internal static class FactivaCutter
{
    /// <summary>Whether a text's beginning is that of an export: its labels, or a count of words and an article's number.</summary>
    public static bool IsFactiva(IReadOnlyList<string> lines)
    {
        var labels = new HashSet<string>(StringComparer.Ordinal);
        var (hasLength, hasNumber) = (false, false);
        foreach (var line in lines)
        {
            if (FactivaLabels.Of(line, out _, out _) is { } label)
            {
                labels.Add(label);
            }

            hasLength |= FactivaLabels.IsLength(line);
            hasNumber |= hasLength && FactivaLabels.NumberOf(line) is not null && line.Trim().Contains(' ', StringComparison.Ordinal);
        }

        return (labels.Contains("HD") && labels.Contains("PD") && labels.Contains("SN") && labels.Count >= 4) || (hasLength && hasNumber);
    }

    private static bool HasHead(List<string> article) =>
        article.Any(FactivaLabels.IsLength) || FactivaOrder.Of([.. article]).Count(p => p.Name is "HD" or "PD" or "SN") >= 2;

    /// <summary>The articles.</summary>
    /// <param name="lines">The export's lines.</param>
    /// <param name="id">What the ids of those without a number begin with.</param>
    /// <param name="most">The longest article, in characters.</param>
    /// <param name="dates">Reads their dates.</param>
    public static IEnumerable<RawRecord> Cut(IEnumerable<NumberedLine> lines, string id, int most, ArticleDateReader dates)
    {
        var (article, size, line, number) = (new List<string>(), 0L, 0L, 0);
        var (begin, first) = (0L, 1L);
        var (hasText, isNumbered, isTight) = (false, false, false);
        (int At, long Offset, long Line)? next = null;
        foreach (var (text, offset) in lines)
        {
            line++;
            var here = text.Trim('\f', '\uFEFF');
            if (FactivaLabels.IsFurniture(here))
            {
                continue;
            }

            // Some exports leave the number out: then the next headline begins an article.
            var label = FactivaLabels.Of(here, out _, out var form);
            var isLabel = form != LabelForm.Tight || isTight;
            if (label == "HD" && !hasText)
            {
                isTight = form == LabelForm.Tight;
            }
            else if (hasText && label is "HD" or "SE" && form != LabelForm.Tight)
            {
                yield return Record();
                isTight = false;
            }
            else if (hasText && label == "HD" && isTight)
            {
                // Of words that begin a line like one only those are a headline that a date follows.
                var hasSection = article.Count > 0 && FactivaLabels.Of(article[^1], out _, out _) == "SE";
                next = (article.Count - (hasSection ? 1 : 0), offset, line);
            }
            else if (label == "PD" && next is var (at, nextOffset, nextLine))
            {
                List<string> head = [.. article.Skip(at)];
                article.RemoveRange(at, article.Count - at);
                yield return Record();
                article.AddRange(head);
                (begin, first, size) = (nextOffset, nextLine, head.Sum(l => l.Length + 1));
            }

            hasText |= label is "LP" or "TD" && isLabel;
            isNumbered |= label == "AN";
            if (article.Count == 0)
            {
                (begin, first) = (offset, line);
                if (string.IsNullOrWhiteSpace(here))
                {
                    continue;
                }
            }

            size += here.Length + 1;
            if (size <= most)
            {
                article.Add(here);
            }

            if (FactivaLabels.NumberOf(here) is not null && (isNumbered || here.Trim().Contains(' ', StringComparison.Ordinal)))
            {
                yield return Record();
            }
        }

        // What follows the last article is a summary of the search; a text that has nothing of an article is none.
        if (hasText || (number == 0 && HasHead(article)))
        {
            yield return Record();
        }

        RawRecord Record()
        {
            number++;
            RawRecord record = size > most
                ? RawRecord.Of(
                    ParsedRecord.Rejected(
                        RejectCodes.TooLong, $"the article has {size:N0} characters", article.FirstOrDefault() ?? string.Empty),
                    begin, first, size)
                : new FactivaText([.. article], $"{id}#{number}", dates, begin, first, size);
            article.Clear();
            (size, hasText, isNumbered, next) = (0, false, false, null);
            return record;
        }
    }
}
