using System.Buffers;

namespace SearchCore.Formats.Text;

/// <summary>Collects the text of HTML: white space is one blank but where blocks begin and end, or stays as it is.</summary>
/// <param name="length">How long the text is at most, but for references that are longer written out.</param>
/// <param name="collapses">Whether white space means nothing.</param>
internal sealed class HtmlWriter(int length, bool collapses) : IDisposable
{
    private char[] text = ArrayPool<char>.Shared.Rent(Math.Max(length, 16));
    private int used;
    private int breaks;
    private bool blank;

    public void Add(ReadOnlySpan<char> words)
    {
        // A blank or two line breaks may come before each piece.
        if (text.Length - used < words.Length + 2)
        {
            var larger = ArrayPool<char>.Shared.Rent(Math.Max(text.Length * 2, used + words.Length + 2));
            text.AsSpan(0, used).CopyTo(larger);
            ArrayPool<char>.Shared.Return(text);
            text = larger;
        }

        if (collapses)
        {
            Collapse(words);
        }
        else
        {
            words.Replace(text.AsSpan(used), '\u00A0', ' ');
            used += words.Length;
        }
    }

    /// <summary>Ends a line, or a paragraph.</summary>
    public void Break(int lines) => breaks = Math.Max(breaks, lines);

    public override string ToString() => new(text, 0, used);

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(text);
        text = [];
    }

    private void Collapse(ReadOnlySpan<char> words)
    {
        var (room, at) = (text, used);
        foreach (var c in words)
        {
            if (c <= ' ' || (c >= 0x80 && char.IsWhiteSpace(c)))
            {
                blank = true;
                continue;
            }

            if (breaks > 0 || blank)
            {
                if (at > 0 && breaks > 0)
                {
                    room[at++] = '\n';
                    if (breaks > 1)
                    {
                        room[at++] = '\n';
                    }
                }
                else if (at > 0)
                {
                    room[at++] = ' ';
                }

                (breaks, blank) = (0, false);
            }

            room[at++] = c;
        }

        used = at;
    }
}
