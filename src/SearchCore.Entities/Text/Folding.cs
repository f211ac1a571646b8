namespace SearchCore.Entities.Text;

/// <summary>One character's form for comparing names: lower case, without its diacritics.</summary>
/// <remarks>
/// A table of one-to-one replacements rather than Unicode normalization: it needs no globalization data, allocates nothing and costs one
/// load a character. Letters of other scripts are lower-cased only.
/// </remarks>
internal static class Folding
{
    private const int TableSize = 0x250;

    private static readonly char[] Table = Build();

    /// <summary>The folded character, or <c>'\0'</c> where it is to be left out (marks, soft hyphens, zero-width characters).</summary>
    public static char Fold(char c)
    {
        if (c < TableSize)
        {
            return Table[c];
        }

        if (IsIgnorable(c))
        {
            return '\0';
        }

        return c is >= '\u1E00' and <= '\u1EFF' ? FoldExtended(c) : char.ToLowerInvariant(c);
    }

    /// <summary>Whether the character belongs to the word around it without being a letter of it.</summary>
    public static bool IsIgnorable(char c) =>
        c is '\u00AD' or (>= '\u0300' and <= '\u036F') or (>= '\u200B' and <= '\u200D') or '\u2060' or '\uFEFF';

    /// <summary>Folds a whole string into a buffer of at least its length; gives the number of characters written.</summary>
    public static int Fold(ReadOnlySpan<char> text, Span<char> folded)
    {
        var length = 0;
        foreach (var c in text)
        {
            var f = Fold(c);
            if (f != '\0')
            {
                folded[length++] = f;
            }
        }

        return length;
    }

    private static char[] Build()
    {
        var table = new char[TableSize];
        for (var c = 0; c < TableSize; c++)
        {
            table[c] = IsIgnorable((char)c) ? '\0' : char.ToLowerInvariant((char)c);
        }

        Map("àáâãäåāăąǎǻæ", 'a');
        Map("çćĉċč", 'c');
        Map("ďđð", 'd');
        Map("èéêëēĕėęěǝ", 'e');
        Map("ĝğġģǧ", 'g');
        Map("ĥħ", 'h');
        Map("ìíîïĩīĭįıǐ", 'i');
        Map("ĵ", 'j');
        Map("ķǩ", 'k');
        Map("ĺļľŀł", 'l');
        Map("ñńņňŋ", 'n');
        Map("òóôõöøōŏőǒœơ", 'o');
        Map("ŕŗř", 'r');
        Map("śŝşšșß", 's');
        Map("ţťŧțþ", 't');
        Map("ùúûüũūŭůűųǔư", 'u');
        Map("ŵ", 'w');
        Map("ýÿŷ", 'y');
        Map("źżž", 'z');
        table['İ'] = 'i';
        table['Ÿ'] = 'y';
        return table;

        void Map(string letters, char plain)
        {
            foreach (var letter in letters)
            {
                table[letter] = plain;
                var upper = char.ToUpperInvariant(letter);
                if (upper < TableSize && upper >= '\u0080')
                {
                    table[upper] = plain;
                }
            }
        }
    }

    // Vietnamese and transliterated Arabic and Indic letters stand in this block in runs of one base letter.
    private static char FoldExtended(char c) => c switch
    {
        <= '\u1E01' => 'a',
        <= '\u1E07' => 'b',
        <= '\u1E09' => 'c',
        <= '\u1E13' => 'd',
        <= '\u1E1D' => 'e',
        <= '\u1E1F' => 'f',
        <= '\u1E21' => 'g',
        <= '\u1E2B' => 'h',
        <= '\u1E2F' => 'i',
        <= '\u1E35' => 'k',
        <= '\u1E3D' => 'l',
        <= '\u1E43' => 'm',
        <= '\u1E4B' => 'n',
        <= '\u1E53' => 'o',
        <= '\u1E57' => 'p',
        <= '\u1E5F' => 'r',
        <= '\u1E69' => 's',
        <= '\u1E71' => 't',
        <= '\u1E7B' => 'u',
        <= '\u1E7F' => 'v',
        <= '\u1E89' => 'w',
        <= '\u1E8D' => 'x',
        <= '\u1E8F' => 'y',
        <= '\u1E95' => 'z',
        >= '\u1EA0' and <= '\u1EB7' => 'a',
        >= '\u1EB8' and <= '\u1EC7' => 'e',
        >= '\u1EC8' and <= '\u1ECB' => 'i',
        >= '\u1ECC' and <= '\u1EE3' => 'o',
        >= '\u1EE4' and <= '\u1EF1' => 'u',
        >= '\u1EF2' and <= '\u1EF9' => 'y',
        _ => char.ToLowerInvariant(c),
    };
}
