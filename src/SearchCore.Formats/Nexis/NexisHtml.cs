using System.Net;
using System.Text;
using System.Text.RegularExpressions;

using SearchCore.Articles.Reading;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Nexis;

/// <summary>
/// A Nexis export in HTML as the lines that it has in text: its paragraphs apart, those in the middle indented. One pass of any size; the
/// marks of the search's hits go with all other tags.
/// </summary>
/// <param name="bytes">The export.</param>
internal sealed partial class NexisHtml(ByteInput bytes)
{
    private const int LongestTag = 64 * 1024, LongestLine = 1024 * 1024;

    private readonly HashSet<string> centredClasses = new(StringComparer.OrdinalIgnoreCase);
    private readonly StringBuilder line = new();
    private readonly Queue<string> ready = new();
    private readonly List<bool> centred = [];
    private string? hidden;
    private bool isParagraphCentred;

    /// <summary>The lines.</summary>
    public IEnumerable<NumberedLine> Lines()
    {
        var head = bytes.Peek(64 * 1024);
        var known = TextEncodings.OfPage(head, null);
        foreach (Match match in Centred().Matches(Encoding.Latin1.GetString(head)))
        {
            centredClasses.Add(match.Groups[1].Value);
        }

        using var text = new GuessedReader(bytes, known);
        var (tag, isTag) = (new StringBuilder(), false);
        var piece = new char[16 * 1024];
        for (int read; (read = text.Read(piece, 0, piece.Length)) > 0;)
        {
            for (var i = 0; i < read; i++)
            {
                var c = piece[i];
                if (!isTag)
                {
                    isTag = c == '<';
                    if (!isTag)
                    {
                        Add(c);
                    }
                }
                else if (c == '>' && IsWhole(tag))
                {
                    Tag(tag.ToString());
                    (isTag, _) = (false, tag.Clear());
                }
                else if (tag.Length < LongestTag)
                {
                    tag.Append(c);
                }
                else
                {
                    // No tag is that long: it is text.
                    isTag = false;
                    foreach (var kept in $"<{tag}{c}")
                    {
                        Add(kept);
                    }

                    tag.Clear();
                }
            }

            while (ready.TryDequeue(out var next))
            {
                yield return new(next, bytes.Offset);
            }
        }

        EndLine();
        while (ready.TryDequeue(out var last))
        {
            yield return new(last, bytes.Offset);
        }
    }

    // A comment ends with its own mark.
    private static bool IsWhole(StringBuilder tag) =>
        tag.Length < 3 || tag[0] != '!' || tag[1] != '-' || tag[2] != '-' || (tag.Length >= 5 && tag[^1] == '-' && tag[^2] == '-');

    private void Add(char c)
    {
        if (hidden is null)
        {
            line.Append(char.IsWhiteSpace(c) ? ' ' : c);
            if (line.Length > LongestLine)
            {
                EndLine();
            }
        }
    }

    private void Tag(string tag)
    {
        var isEnd = tag.StartsWith('/');
        var name = Name().Match(tag).Groups[1].Value.ToLowerInvariant();
        if (hidden is not null)
        {
            hidden = isEnd && name == hidden ? null : hidden;
            return;
        }

        switch (name)
        {
            case "style" or "script" or "title" when !isEnd:
                hidden = name;
                break;
            case "br":
                EndLine();
                break;
            case "p" or "div" or "center" or "h1" or "h2" or "h3" or "table" or "tr" or "li" or "pre":
                EndLine();
                ready.Enqueue(string.Empty);
                if (name is "div" or "center")
                {
                    Nest(isEnd, name == "center" || IsCentred(tag));
                }
                else if (name == "p")
                {
                    isParagraphCentred = !isEnd && IsCentred(tag);
                }

                break;
        }
    }

    private void Nest(bool isEnd, bool isMiddle)
    {
        if (!isEnd)
        {
            centred.Add(isMiddle);
        }
        else if (centred.Count > 0)
        {
            centred.RemoveAt(centred.Count - 1);
        }

        // Exports nest a few levels; what is hostile is forgotten.
        if (centred.Count > 1_000)
        {
            centred.RemoveRange(0, 500);
        }
    }

    private bool IsCentred(string tag) =>
        Class().Match(tag) is { Success: true } match && centredClasses.Contains(match.Groups[1].Value)
        || tag.Contains("align=\"center\"", StringComparison.OrdinalIgnoreCase)
        || tag.Contains("align=center", StringComparison.OrdinalIgnoreCase)
        || tag.Contains("text-align: center", StringComparison.OrdinalIgnoreCase);

    private void EndLine()
    {
        var text = WebUtility.HtmlDecode(line.ToString());
        line.Clear();
        text = InOneLine.Of(text);
        if (text.Length > 0)
        {
            ready.Enqueue(isParagraphCentred || (centred.Count > 0 && centred[^1]) ? NexisCutter.Indent + text : text);
        }
    }

    [GeneratedRegex(@"\.(\w+)\s*\{[^}]*text-align:\s*center", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Centred();

    [GeneratedRegex(@"^/?([A-Za-z][A-Za-z0-9]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex("""class\s*=\s*["']?([\w-]+)""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Class();
}
