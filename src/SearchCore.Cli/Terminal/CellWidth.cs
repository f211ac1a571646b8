using System.Globalization;
using System.Text;

namespace SearchCore.Cli.Terminal;

/// <summary>How many cells of a terminal a text takes: two for East Asian wide characters and pictographs, none for marks.</summary>
/// <remarks>
/// A pictograph of several characters that are joined (a family, a flag, one with a skin tone, one that a selector asks to be a picture) is
/// one picture of two cells, as terminals that join them draw it. Everything else is as wide as its characters together.
/// </remarks>
internal static class CellWidth
{
    private const int Joiner = 0x200D, PictureSelector = 0xFE0F, SoftHyphen = 0xAD;

    // What Unicode's EastAsianWidth.txt (version 15.0) calls W or F, from the first to the last; ranges with nothing assigned between
    // them are joined.
    private static ReadOnlySpan<int> Wide =>
    [
        0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3, 0x25FD, 0x25FE,
        0x2614, 0x2615, 0x2648, 0x2653, 0x267F, 0x267F, 0x2693, 0x2693, 0x26A1, 0x26A1, 0x26AA, 0x26AB, 0x26BD, 0x26BE,
        0x26C4, 0x26C5, 0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA, 0x26F2, 0x26F3, 0x26F5, 0x26F5, 0x26FA, 0x26FA,
        0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B, 0x2728, 0x2728, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755,
        0x2757, 0x2757, 0x2795, 0x2797, 0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55,
        0x2E80, 0x303E, 0x3041, 0x3247, 0x3250, 0x4DBF, 0x4E00, 0xA4C6, 0xA960, 0xA97C, 0xAC00, 0xD7A3, 0xF900, 0xFAFF,
        0xFE10, 0xFE19, 0xFE30, 0xFE6B, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x18D08, 0x1AFF0, 0x1B2FB, 0x1F004, 0x1F004,
        0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F18E, 0x1F191, 0x1F19A, 0x1F200, 0x1F265, 0x1F300, 0x1F320, 0x1F32D, 0x1F335,
        0x1F337, 0x1F37C, 0x1F37E, 0x1F393, 0x1F3A0, 0x1F3CA, 0x1F3CF, 0x1F3D3, 0x1F3E0, 0x1F3F0, 0x1F3F4, 0x1F3F4,
        0x1F3F8, 0x1F43E, 0x1F440, 0x1F440, 0x1F442, 0x1F4FC, 0x1F4FF, 0x1F53D, 0x1F54B, 0x1F54E, 0x1F550, 0x1F567,
        0x1F57A, 0x1F57A, 0x1F595, 0x1F596, 0x1F5A4, 0x1F5A4, 0x1F5FB, 0x1F64F, 0x1F680, 0x1F6C5, 0x1F6CC, 0x1F6CC,
        0x1F6D0, 0x1F6D2, 0x1F6D5, 0x1F6DF, 0x1F6EB, 0x1F6EC, 0x1F6F4, 0x1F6FC, 0x1F7E0, 0x1F7F0, 0x1F90C, 0x1F93A,
        0x1F93C, 0x1F945, 0x1F947, 0x1F9FF, 0x1FA70, 0x1FAF8, 0x20000, 0x3FFFD,
    ];

    public static int Of(ReadOnlySpan<char> text)
    {
        var cells = 0;
        for (var at = 0; at < text.Length;)
        {
            // Characters of ASCII are joined by nothing but marks behind them, which take no cell.
            if (text[at] is >= ' ' and <= '~')
            {
                cells++;
                at++;
                continue;
            }

            var length = StringInfo.GetNextTextElementLength(text[at..]);
            cells += OfCharacter(text.Slice(at, length));
            at += length;
        }

        return cells;
    }

    /// <summary>The cells of one code point by itself.</summary>
    public static int Of(Rune rune) => rune.Value switch
    {
        >= ' ' and <= '~' => 1,
        SoftHyphen => 1,
        >= 0x1160 and <= 0x11FF => 0, // The later parts of a Korean syllable: the first one is as wide as all of it.
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.Control => 0,
        _ => IsWide(rune.Value) ? 2 : 1,
    };

    // What a person takes for one character.
    private static int OfCharacter(ReadOnlySpan<char> character)
    {
        int cells = 0, pictures = 0;
        var joined = false;
        foreach (var rune in character.EnumerateRunes())
        {
            cells += Of(rune);
            joined |= rune.Value is Joiner or PictureSelector;
            pictures += IsPicture(rune.Value) ? 1 : 0;
        }

        return pictures > 1 || (pictures > 0 && joined) ? 2 : cells;
    }

    // Near enough to Extended_Pictographic: what may be joined to others or be asked to be a picture; regional letters make flags.
    private static bool IsPicture(int value) =>
        value is (>= 0x2190 and <= 0x2BFF) or 0x3030 or 0x303D or 0x3297 or 0x3299 or (>= 0x1F000 and <= 0x1FAFF);

    private static bool IsWide(int value)
    {
        int low = 0, high = (Wide.Length / 2) - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (value < Wide[2 * middle])
            {
                high = middle - 1;
            }
            else if (value > Wide[(2 * middle) + 1])
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }
}
