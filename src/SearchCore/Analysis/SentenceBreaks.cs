using System.Text;

namespace SearchCore.Analysis;

/// <summary>What begins at a word.</summary>
internal enum TextBreak : byte
{
    /// <summary>Nothing: the sentence goes on.</summary>
    None,

    /// <summary>A sentence.</summary>
    Sentence,

    /// <summary>A paragraph, and so a sentence too.</summary>
    Paragraph,
}

/// <summary>Where sentences and paragraphs of news text begin, told from what stands between two words and from the words themselves.</summary>
/// <remarks>
/// <para>
/// A paragraph begins behind a blank line, behind a line break followed by two blanks or a tab (wire copy indents), and behind U+2029. A sentence
/// ends at <c>. ! ? …</c>, closing quotes and brackets behind it, followed by white space, or at <c>。！？</c>; unless the next word begins
/// in lower case. A full stop behind an initial, an acronym or a common abbreviation (<c>Mr.</c>, <c>U.S.</c>, <c>Corp.</c>) ends one only where a
/// capitalized stop word follows (<c>the U.S. The president</c>): two sentences taken for one do less harm than one cut in two.
/// </para>
/// <para>Linear in the length of what stands between the words. Thread-safe.</para>
/// </remarks>
internal static class SentenceBreaks
{
    private static readonly ulong[] Abbreviations = Packed(
        "mr", "mrs", "ms", "dr", "prof", "rev", "hon", "st", "jr", "sr", "messrs",
        "gen", "lt", "col", "maj", "capt", "cmdr", "adm", "sgt", "cpl", "pvt", "brig",
        "sen", "rep", "gov", "pres", "supt", "det", "atty",
        "inc", "corp", "co", "cos", "ltd", "bros", "plc", "univ", "dept", "assn", "est",
        "vs", "etc", "no", "nos", "vol", "fig", "pp", "ed", "eds", "approx", "cf", "al", "ca",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
        "mt", "ft", "ave", "blvd", "rd");

    /// <summary>What begins at a word.</summary>
    /// <param name="text">The text, UTF-8.</param>
    /// <param name="previous">The word before it.</param>
    /// <param name="next">The word.</param>
    public static TextBreak Between(ReadOnlySpan<byte> text, WordSpan previous, WordSpan next)
    {
        var gap = text[(previous.Start + previous.Length)..next.Start];
        return (gap.Length == 2 ? ScanTwo(gap) : Scan(gap)) switch
        {
            Gap.Paragraph => TextBreak.Paragraph,
            Gap.Strong when !IsLower(text, next) => TextBreak.Sentence,
            Gap.Stop when !IsLower(text, next) && (!IsAbbreviation(text.Slice(previous.Start, previous.Length)) || IsCapitalizedStopWord(text.Slice(next.Start, next.Length))) =>
                TextBreak.Sentence,
            _ => TextBreak.None,
        };
    }

    private enum Gap
    {
        Nothing,
        Stop,
        Strong,
        Paragraph,
    }

    // Nearly all gaps that are more than one byte.
    private static Gap ScanTwo(ReadOnlySpan<byte> gap) => (gap[0], gap[1]) switch
    {
        ((byte)'.', (byte)' ') => Gap.Stop,
        ((byte)',' or (byte)'"' or (byte)')' or (byte)';' or (byte)':', (byte)' ') => Gap.Nothing,
        _ => Scan(gap),
    };

    private static Gap Scan(ReadOnlySpan<byte> gap)
    {
        var found = Gap.Nothing;
        var ending = Gap.Nothing;
        var atLineStart = false;
        var indent = 0;
        for (var i = 0; i < gap.Length;)
        {
            int c = gap[i++];
            if (c >= 0x80)
            {
                Rune.DecodeFromUtf8(gap[(i - 1)..], out var rune, out var length);
                c = rune.Value;
                i += length - 1;
            }
            else if (c == '\r' && i < gap.Length && gap[i] == '\n')
            {
                c = '\n';
                i++;
            }

            switch (c)
            {
                case '\n' or '\r' or 0x85 or 0x2028 or 0x2029:
                    if (atLineStart || c == 0x2029)
                    {
                        return Gap.Paragraph;
                    }

                    (atLineStart, indent) = (true, 0);
                    (found, ending) = (Stronger(found, ending), Gap.Nothing);
                    continue;
                case ' ' or '\t':
                case var other when other >= 0x0B && Rune.IsWhiteSpace(new Rune(other)):
                    if (atLineStart && (c == '\t' || ++indent == 2))
                    {
                        return Gap.Paragraph;
                    }

                    (found, ending) = (Stronger(found, ending), Gap.Nothing);
                    continue;
                case '.' or 0x2026:
                    ending = Stronger(ending, Gap.Stop);
                    break;
                case '!' or '?':
                    ending = Gap.Strong;
                    break;
                case 0x3002 or 0xFF01 or 0xFF1F:
                    found = Gap.Strong;
                    break;
                case '"' or '\'' or ')' or ']' or '}' or '*' or '_' or 0x2019 or 0x201D or 0xBB or 0x203A:
                    break;
                default:
                    ending = Gap.Nothing;
                    break;
            }

            atLineStart = false;
        }

        return found;
    }

    private static Gap Stronger(Gap left, Gap right) => left > right ? left : right;

    private static bool IsLower(ReadOnlySpan<byte> text, WordSpan word)
    {
        var first = text[word.Start];
        if (first < 0x80)
        {
            return char.IsAsciiLetterLower((char)first);
        }

        Rune.DecodeFromUtf8(text[word.Start..], out var rune, out _);
        return Rune.IsLower(rune);
    }

    private static bool IsAbbreviation(ReadOnlySpan<byte> word)
    {
        if (word.Length == 1)
        {
            return char.IsAsciiLetter((char)word[0]);
        }

        if (word.Contains((byte)'.'))
        {
            return !char.IsAsciiDigit((char)word[^1]);
        }

        var packed = Pack(word);
        var slot = Slot(packed);
        while (Abbreviations[slot] != 0 && Abbreviations[slot] != packed)
        {
            slot = (slot + 1) & (Abbreviations.Length - 1);
        }

        return packed != 0 && Abbreviations[slot] == packed;
    }

    // A word of up to eight letters of ASCII as one number, whatever its case; 0 for any other.
    private static ulong Pack(ReadOnlySpan<byte> word)
    {
        if (word.Length > sizeof(ulong))
        {
            return 0;
        }

        ulong packed = 0;
        foreach (var letter in word)
        {
            if (!char.IsAsciiLetter((char)letter))
            {
                return 0;
            }

            packed = (packed << 8) | (uint)(letter | 0x20);
        }

        return packed;
    }

    private static int Slot(ulong packed) => (int)((packed * 0x9E37_79B9_7F4A_7C15) >> 56);

    private static ulong[] Packed(params string[] words)
    {
        var table = new ulong[256];
        foreach (var word in words)
        {
            var packed = Pack(Encoding.ASCII.GetBytes(word));
            var slot = Slot(packed);
            while (table[slot] != 0)
            {
                slot = (slot + 1) & (table.Length - 1);
            }

            table[slot] = packed;
        }

        return table;
    }

    private static bool IsCapitalizedStopWord(ReadOnlySpan<byte> word)
    {
        if (word.Length is 0 or > 8 || !char.IsAsciiLetterUpper((char)word[0]))
        {
            return false;
        }

        Span<char> lower = stackalloc char[8];
        for (var i = 0; i < word.Length; i++)
        {
            lower[i] = char.ToLowerInvariant((char)word[i]);
        }

        return TextAnalysis.IsStopWord(lower[..word.Length]);
    }
}
