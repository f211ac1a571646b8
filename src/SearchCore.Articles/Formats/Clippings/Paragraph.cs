using System.Text;

namespace SearchCore.Articles.Formats.Clippings;

/// <summary>A run of lines that belong together: text as it is read, or one piece of what stands around it.</summary>
internal sealed class Paragraph(LineKind kind)
{
    /// <summary>What its lines are.</summary>
    public LineKind Kind { get; set; } = kind;

    /// <summary>Its lines without blanks at their ends; wider gaps inside are still there.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>Characters in its lines.</summary>
    public int Length { get; private set; }

    /// <summary>How its letters look, by its first lines.</summary>
    public Wording Wording => Wording.Of(Lines.Count == 1 ? Lines[0] : Head());

    /// <summary>Whether the text stays in the body: everything that somebody wrote, and no page furniture.</summary>
    public bool IsBody => Kind is LineKind.Text or LineKind.Letterhead or LineKind.Embargo or LineKind.Date or LineKind.Byline;

    public void Add(string line)
    {
        Lines.Add(line);
        Length += line.Length;
    }

    public void Take(Paragraph next)
    {
        Lines.AddRange(next.Lines);
        Length += next.Length;
    }

    /// <summary>
    /// Appends the paragraph as running text: lines joined, broken words mended, wider gaps closed. Where <paramref name="keepShortLines"/>
    /// is not 0, the break after a line that is shorter and before a capital is kept: verse, lists, addresses.
    /// </summary>
    public void AppendTo(StringBuilder text, Vocabulary? vocabulary, int keepShortLines)
    {
        var start = text.Length;
        for (var i = 0; i < Lines.Count; i++)
        {
            if (i > 0)
            {
                LineEnds.Join(text, start, Lines[i - 1], Lines[i], vocabulary, keepShortLines);
            }

            AppendClosed(text, Lines[i]);
        }

        if (text.Length > start && text[^1] == LineEnds.SoftHyphen)
        {
            text.Length--;
        }
    }

    /// <summary>The paragraph as one line.</summary>
    public string ToLine()
    {
        var text = new StringBuilder(Length + Lines.Count);
        AppendTo(text, vocabulary: null, keepShortLines: 0);
        return text.ToString();
    }

    private static void AppendClosed(StringBuilder text, string line)
    {
        for (var at = 0; at < line.Length;)
        {
            // Inside a line a soft hyphen means nothing; at its end Join decides.
            var gap = line.IndexOf("  ", at, StringComparison.Ordinal);
            var end = gap < 0 ? line.Length : gap + 1;
            var hyphen = line.IndexOf(LineEnds.SoftHyphen, at, Math.Min(end, line.Length - 1) - at);
            if (hyphen >= 0)
            {
                text.Append(line, at, hyphen - at);
                at = hyphen + 1;
                continue;
            }

            text.Append(line, at, end - at);
            at = end;
            while (at < line.Length && line[at] == ' ')
            {
                at++;
            }
        }
    }

    private string Head()
    {
        var text = new StringBuilder();
        for (var i = 0; i < Lines.Count && text.Length < 600; i++)
        {
            text.Append(Lines[i]).Append(' ');
        }

        return text.ToString();
    }
}
