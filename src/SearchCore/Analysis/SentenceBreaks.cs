using System.Buffers.Binary;
using System.Runtime.CompilerServices;
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

/// <summary>
/// Where sentences and paragraphs of news text begin, told from what stands between two words and from the words themselves.
/// </summary>
/// <remarks>
/// <para>
/// A paragraph begins after a blank line, after a line break followed by two blanks or a tab (wire copy indents), and after U+2029. A
/// sentence ends at <c>. ! ? …</c>, closing quotes and brackets after it, followed by white space, or at <c>。！？</c>; unless the next word
/// begins in lower case. A full stop after an initial, an acronym of up to eight bytes or a common abbreviation (<c>Mr.</c>, <c>U.S.</c>,
/// <c>Corp.</c>) ends one only where a capitalized stop word follows (<c>the U.S. The president</c>): two sentences taken for one do less
/// harm than one cut in two.
/// </para>
/// <para>Linear in the length of what stands between the words. Thread-safe.</para>
/// </remarks>
internal static class SentenceBreaks
{
    // A byte eight times: 0x20 makes letters lower case, the others find a full stop among eight bytes.
    private const ulong Blanks = 0x2020_2020_2020_2020, Stops = 0x2E2E_2E2E_2E2E_2E2E, Ones = 0x0101_0101_0101_0101,
        Tops = 0x8080_8080_8080_8080;

    private static readonly ulong[] Abbreviations = Packed(
        "mr", "mrs", "ms", "dr", "prof", "rev", "hon", "st", "jr", "sr", "messrs",
        "gen", "lt", "col", "maj", "capt", "cmdr", "adm", "sgt", "cpl", "pvt", "brig",
        "sen", "rep", "gov", "pres", "supt", "det", "atty",
        "inc", "corp", "co", "cos", "ltd", "bros", "plc", "univ", "dept", "assn", "est",
        "vs", "etc", "no", "nos", "vol", "fig", "pp", "ed", "eds", "approx", "cf", "al", "ca",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
        "mt", "ft", "ave", "blvd", "rd");

    /// <summary>
    /// What begins at a word: nothing, where there is none of the <see cref="TextBlock.Breaks"/> between it and the word before.
    /// </summary>
    /// <param name="text">The text, UTF-8.</param>
    /// <param name="previous">The word before it.</param>
    /// <param name="next">The word.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static TextBreak Between(ReadOnlySpan<byte> text, WordSpan previous, WordSpan next)
    {
        var gap = text[(previous.Start + previous.Length)..next.Start];
        return (gap is [(byte)'.', (byte)' '] ? Gap.Stop : Scan(gap)) switch
        {
            Gap.Paragraph => TextBreak.Paragraph,
            Gap.Strong when !IsLower(text, next) => TextBreak.Sentence,
            Gap.Stop when !IsLower(text, next)
                && (!IsAbbreviation(text, previous) || IsCapitalizedStopWord(text.Slice(next.Start, next.Length))) =>
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
                if (c == 0xE2 && i + 1 < gap.Length && gap[i] == 0x80)
                {
                    // Dashes and curly quotes, most of what there is beyond ASCII.
                    c = 0x2000 | (gap[i + 1] & 0x3F);
                    i += 2;
                }
                else
                {
                    Rune.DecodeFromUtf8(gap[(i - 1)..], out var rune, out var length);
                    c = rune.Value;
                    i += length - 1;
                }
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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

    // One letter, letters with full stops between, or one of the list.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsAbbreviation(ReadOnlySpan<byte> text, WordSpan word)
    {
        if (word.Length is 0 or > sizeof(ulong))
        {
            return false;
        }

        var packed = Pack(text, word) | Blanks;
        if (word.Length == 1)
        {
            return char.IsAsciiLetter((char)(byte)packed);
        }

        var stops = packed ^ Stops;
        if (((stops - Ones) & ~stops & Tops) != 0)
        {
            return !char.IsAsciiDigit((char)text[word.Start + word.Length - 1]);
        }

        var slot = Slot(packed);
        while (Abbreviations[slot] != packed)
        {
            if (Abbreviations[slot] == 0)
            {
                return false;
            }

            slot = (slot + 1) & (Abbreviations.Length - 1);
        }

        return true;
    }

    // A word of up to eight bytes as one number, its first byte the lowest.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Pack(ReadOnlySpan<byte> text, WordSpan word)
    {
        if (word.Start + sizeof(ulong) <= text.Length)
        {
            return BinaryPrimitives.ReadUInt64LittleEndian(text[word.Start..]) & (ulong.MaxValue >> (64 - (8 * word.Length)));
        }

        ulong packed = 0;
        for (var i = 0; i < word.Length; i++)
        {
            packed |= (ulong)text[word.Start + i] << (8 * i);
        }

        return packed;
    }

    private static int Slot(ulong packed) => (int)((packed * 0x9E37_79B9_7F4A_7C15) >> 54);

    private static ulong[] Packed(params string[] words)
    {
        var table = new ulong[1024];
        foreach (var word in words)
        {
            var packed = Pack(Encoding.ASCII.GetBytes(word), new WordSpan(0, word.Length)) | Blanks;
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

        return StopWords.English.Contains(lower[..word.Length]);
    }
}
