using System.Globalization;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Interactive.Reading;

/// <summary>A text broken into rows of a terminal.</summary>
internal static class TextRows
{
    /// <summary>
    /// The rows of a text, each from its first unit to the unit after its last: broken at line breaks and between words, and within a word
    /// that is wider than a row.
    /// </summary>
    public static IEnumerable<(int Start, int End)> Of(string text, int width)
    {
        int start = 0, at = 0, cells = 0, blank = -1;
        while (at < text.Length)
        {
            if (text[at] == '\n')
            {
                yield return (start, at);
                (start, cells, blank) = (at + 1, 0, -1);
                at++;
                continue;
            }

            var length = StringInfo.GetNextTextElementLength(text, at);
            var wide = CellWidth.Of(SafeText.Block(text.Substring(at, length)));
            if (cells + wide > width && at > start)
            {
                if (text[at] == ' ')
                {
                    yield return (start, at);
                    (start, cells, blank) = (at + 1, 0, -1);
                    at++;
                    continue;
                }

                var end = blank > start ? blank : at;
                yield return (start, end);
                (start, blank) = (blank > start ? blank + 1 : at, -1);
                cells = CellWidth.Of(SafeText.Block(text[start..at]));
                continue;
            }

            blank = text[at] == ' ' ? at : blank;
            cells += wide;
            at += length;
        }

        yield return (start, text.Length);
    }
}
