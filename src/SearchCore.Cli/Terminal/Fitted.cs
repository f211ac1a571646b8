using System.Globalization;

namespace SearchCore.Cli.Terminal;

/// <summary>Text cut to cells.</summary>
internal static class Fitted
{
    /// <summary>A text in at most so many cells: cut between characters, with an ellipsis where something is missing.</summary>
    public static string To(string text, int cells)
    {
        if (CellWidth.Of(text) <= cells)
        {
            return text;
        }

        int end = 0, taken = 0;
        while (end < text.Length)
        {
            var length = StringInfo.GetNextTextElementLength(text, end);
            var wide = CellWidth.Of(text.AsSpan(end, length));
            if (taken + wide > cells - 1)
            {
                break;
            }

            (end, taken) = (end + length, taken + wide);
        }

        return cells > 0 ? text[..end] + "…" : "";
    }
}
