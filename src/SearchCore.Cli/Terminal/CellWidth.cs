using System.Globalization;
using System.Text;

namespace SearchCore.Cli.Terminal;

/// <summary>How many cells of a terminal a text takes: two for East Asian wide characters and pictographs, none for marks.</summary>
/// <remarks>The wide ranges are the large blocks of Unicode's EastAsianWidth.txt (W and F), which is what terminals agree on.</remarks>
internal static class CellWidth
{
    public static int Of(ReadOnlySpan<char> text)
    {
        var cells = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            cells += Of(rune);
        }

        return cells;
    }

    public static int Of(Rune rune) => rune.Value switch
    {
        >= ' ' and <= '~' => 1,
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.Control => 0,
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
            or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF01 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6)
            or (>= 0x1F300 and <= 0x1F64F) or (>= 0x1F680 and <= 0x1F6FF) or (>= 0x1F900 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD) =>
                2,
        _ => 1,
    };
}
