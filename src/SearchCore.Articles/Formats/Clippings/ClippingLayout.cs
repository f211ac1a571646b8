namespace SearchCore.Articles.Formats.Clippings;

/// <summary>
/// Lines of a clipping → paragraphs: what stands apart (dates, credits, addresses, page marks) by itself, prose put together
/// again.
/// </summary>
/// <remarks>One pass over the lines, one over the paragraphs; memory in proportion to the text.</remarks>
internal sealed class ClippingLayout
{
    /// <summary>How many lines at the top may be taken apart at wide gaps, which stand for line breaks in letterheads.</summary>
    private const int HeadLines = 40;

    /// <summary>How many wide gaps of one line are looked at: a letterhead has a few.</summary>
    private const int MostGaps = 24;

    private readonly List<Paragraph> paragraphs = [];
    private Vocabulary vocabulary = new([]);
    private int lineSpacedPairs;
    private int width;

    private ClippingLayout()
    {
    }

    /// <summary>The paragraphs from top to bottom; rules of dashes and the like are left out.</summary>
    public IReadOnlyList<Paragraph> Paragraphs => paragraphs;

    /// <summary>The words the text holds.</summary>
    public Vocabulary Vocabulary => vocabulary;

    /// <summary>The length that three lines of four do not exceed: how wide the text is set.</summary>
    public int Width => width;

    /// <summary>Takes a text apart.</summary>
    public static ClippingLayout Of(string text)
    {
        var layout = new ClippingLayout();
        var lines = CutLines(text);
        layout.vocabulary = new Vocabulary(lines);
        layout.width = TypicalWidth(lines);
        layout.CutParagraphs(lines);
        layout.JoinParagraphs();
        return layout;
    }

    /// <summary>The lines without blanks at their ends; empty ones stand for blank lines, one for any number.</summary>
    private static List<string> CutLines(string text)
    {
        var lines = new List<string>();
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range].Trim();
            if (line.IsEmpty)
            {
                if (lines.Count > 0 && lines[^1].Length > 0)
                {
                    lines.Add("");
                }

                continue;
            }

            var closed = MendArticle(Letterspacing.Close(line.ToString()));
            if (lines.Count < HeadLines)
            {
                CutAtGaps(closed, lines);
            }
            else
            {
                lines.Add(closed);
            }
        }

        return lines;
    }

    /// <summary>
    /// <c>a irlift</c>: before a vowel the article is "an", so an "a" that stands there, a wide gap after it, is a letter that
    /// came off its word.
    /// </summary>
    private static string MendArticle(string line)
    {
        if (line is not (['a' or 'A', ' ', ' ', ..]))
        {
            return line;
        }

        var rest = line.AsSpan(1).TrimStart(' ');
        return rest.Length >= 3 && rest[0] is 'a' or 'e' or 'i' or 'o' && !rest.StartsWith("eu") && !rest.StartsWith("one")
            && !rest.StartsWith("once")
            ? $"{line[0]}{rest}"
            : line;
    }

    /// <summary>
    /// Letterheads are set in columns and titles run on into text: a wide gap after capitals, or before a date, ends a line.
    /// </summary>
    private static void CutAtGaps(string line, List<string> lines)
    {
        var gap = line.IndexOf("  ", StringComparison.Ordinal);
        if (gap < 0 || GapsAreOrdinary(line) || LineKinds.IsEmbargo(line))
        {
            lines.Add(line);
            return;
        }

        var start = 0;
        for (var seen = 0; gap >= 0 && seen < MostGaps; seen++, gap = line.IndexOf("  ", gap, StringComparison.Ordinal))
        {
            var next = gap;
            while (next < line.Length && line[next] == ' ')
            {
                next++;
            }

            var left = line.AsSpan(start, gap - start);
            var right = line.AsSpan(next);
            if ((Wording.Of(left) is { IsAllCaps: true, Words: >= 1 } && right.Length > 2) || LineKinds.IsDateAlone(right)
                || LineKinds.IsDateAlone(left))
            {
                lines.Add(left.ToString());
                start = next;
            }

            gap = next;
        }

        lines.Add(line[start..]);
    }

    /// <summary>Where every second blank is a wide one, the text is justified and its gaps say nothing.</summary>
    private static bool GapsAreOrdinary(string line)
    {
        var (gaps, blanks) = (0, 0);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] != ' ' || line[i - 1] == ' ')
            {
                continue;
            }

            blanks++;
            gaps += i + 1 < line.Length && line[i + 1] == ' ' ? 1 : 0;
        }

        return gaps >= 4 && gaps * 5 >= blanks * 2;
    }

    private static int TypicalWidth(List<string> lines)
    {
        // Counted by length, so that a text of a million lines need not be sorted.
        Span<int> counts = stackalloc int[201];
        var all = 0;
        foreach (var line in lines)
        {
            if (line.Length < 20)
            {
                continue;
            }

            counts[Math.Min(line.Length, 200)]++;
            all++;
        }

        var seen = 0;
        for (var length = 0; length < counts.Length; length++)
        {
            seen += counts[length];
            if (all > 0 && seen * 4L >= all * 3L)
            {
                return length;
            }
        }

        return 0;
    }

    private void CutParagraphs(List<string> lines)
    {
        Paragraph? open = null;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.Length == 0)
            {
                open = null;
                continue;
            }

            var kind = KindOf(lines, i, open);
            if (kind == LineKind.Rule)
            {
                open = null;
                continue;
            }

            var goesOn = open is not null && (open.Kind == kind ? !BreaksBetween(open, line, lines, i) : GoesOn(open, kind));
            if (!goesOn)
            {
                paragraphs.Add(open = new Paragraph(kind));
            }

            open!.Add(line);
        }
    }

    /// <summary>A line's kind where it stands: inside a sentence a date is part of it.</summary>
    private static LineKind KindOf(List<string> lines, int at, Paragraph? open)
    {
        var line = lines[at];
        var kind = LineKinds.Of(line);
        if (kind == LineKind.Text && open is null && (at + 1 == lines.Count || lines[at + 1].Length == 0)
            && LineKinds.IsStrokedCredit(line))
        {
            return LineKind.Photo;
        }

        var fitsIntoSentence = kind is LineKind.Date or LineKind.Byline or LineKind.Letterhead or LineKind.Embargo;
        var inSentence = fitsIntoSentence && open is { Kind: LineKind.Text } && open.Lines[^1].Length >= 30
            && !Wording.EndsSentence(open.Lines[^1])
            && !open.Wording.IsAllCaps;
        return inSentence ? LineKind.Text : kind;
    }

    /// <summary>The second line of a pointer or a caption: it has no label of its own.</summary>
    private static bool GoesOn(Paragraph open, LineKind kind) =>
        kind == LineKind.Text && open.Kind is LineKind.Related or LineKind.Photo && open.Lines.Count < 3 && open.Lines[^1].Length >= 50
            && !Wording.EndsSentence(open.Lines[^1]);

    /// <summary>
    /// Inside a block without blank lines: capitals set a title off from the text around it, and so does a short line above the
    /// text.
    /// </summary>
    private bool BreaksBetween(Paragraph open, string line, List<string> lines, int at)
    {
        if (open.Kind != LineKind.Text)
        {
            return open.Kind is LineKind.Date or LineKind.Byline;
        }

        var last = open.Lines[^1];
        var above = Wording.Of(last);
        var here = Wording.Of(line);
        if (above.IsAllCaps != here.IsAllCaps && above.Letters >= 6 && here.Letters >= 6)
        {
            return above.IsAllCaps
                ? above.Words >= 2 && !Wording.StartsSmall(line)
                : here.Words >= 2 && (Wording.EndsSentence(last) || last.Length < width * 3 / 4);
        }

        // The first line of all, short, set as a title, with the text right below it.
        return paragraphs.Count <= 6 && open.Lines.Count == 1 && above.IsTitleCase && !Wording.EndsSentence(last)
            && last.Length * 4 < width * 3
            && !here.IsTitleCase && char.IsUpper(line[0]) && at + 1 < lines.Count && lines[at + 1].Length > 0;
    }

    /// <summary>Puts sentences together again that a blank line, an address, a credit or a page's end has cut.</summary>
    private void JoinParagraphs()
    {
        CountLineSpacing();
        var kept = 0;
        var previous = -1;
        var cut = false;
        for (var i = 0; i < paragraphs.Count; i++)
        {
            var paragraph = paragraphs[i];
            if (paragraph.Kind == LineKind.Text && previous >= 0 && Continues(paragraphs[previous], paragraph, cut))
            {
                paragraphs[previous].Take(paragraph);
                continue;
            }

            paragraphs[kept++] = paragraph;
            if (paragraph.IsBody)
            {
                previous = paragraph.Kind == LineKind.Text ? kept - 1 : -1;
                cut = false;
            }
            else
            {
                cut = true;
            }
        }

        paragraphs.RemoveRange(kept, paragraphs.Count - kept);
    }

    /// <summary>How often a blank line stands inside a sentence: in typescripts with wide spacing, after every line.</summary>
    private void CountLineSpacing()
    {
        for (var i = 1; i < paragraphs.Count; i++)
        {
            var (above, here) = (paragraphs[i - 1], paragraphs[i]);
            if (above.Kind == LineKind.Text && here.Kind == LineKind.Text && above.Lines.Count == 1 && above.Length >= 30
                && Wording.StartsSmall(here.Lines[0]) && !Wording.EndsSentence(above.Lines[^1]))
            {
                lineSpacedPairs++;
            }
        }
    }

    private bool Continues(Paragraph above, Paragraph here, bool cut)
    {
        var last = above.Lines[^1];
        var first = here.Lines[0];
        if (LineEnds.BreaksWord(last, first))
        {
            return true;
        }

        if (Wording.EndsSentence(last) || above.Length < 8)
        {
            return false;
        }

        var wording = Wording.Of(last);
        if (Wording.Dangles(last) && !wording.IsNoise && wording.IsAllCaps == Wording.Of(first).IsAllCaps)
        {
            return true;
        }

        if (wording.IsAllCaps)
        {
            return false;
        }

        if (Wording.StartsSmall(first))
        {
            return !above.Wording.IsNoise;
        }

        if (wording.IsTitleCase && above.Lines.Count == 1)
        {
            return false;
        }

        if (cut)
        {
            return above.Length >= 80 && !above.Wording.IsTitleCase;
        }

        // A full line that ends in the middle of a sentence, in a text that puts a blank line after every line.
        return lineSpacedPairs >= 3 && lineSpacedPairs * 5 >= paragraphs.Count && last.Length * 5 >= width * 4
            && !Wording.Of(first).IsAllCaps;
    }
}
