using System.Buffers;
using System.Globalization;
using System.Text;

using SearchCore.Articles.Folding;

namespace SearchCore.Articles.Dates;

/// <summary>What a part of a date is.</summary>
internal enum DateTokenKind : byte
{
    /// <summary>A run of digits.</summary>
    Number,

    /// <summary>A word that dates are written with.</summary>
    Word,

    /// <summary>Any other word.</summary>
    Unknown,

    /// <summary>A name of a place as the IANA database writes it: <c>Europe/Berlin</c>.</summary>
    Place,

    /// <summary>One character that is no letter or digit; dashes are <c>-</c>, commas <c>,</c>.</summary>
    Mark,
}

/// <summary>A part of a date.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Blank">Whether white space stands before it.</param>
/// <param name="Start">Where it begins, in the text as folded.</param>
/// <param name="Length">How long it is; the digits of a number.</param>
/// <param name="Value">The number, or the mark.</param>
/// <param name="Word">What the word can be.</param>
internal readonly record struct DateToken(DateTokenKind Kind, bool Blank, short Start, short Length, int Value, DateWord Word)
{
    /// <summary>Whether it is a certain mark.</summary>
    public bool Is(char mark) => Kind == DateTokenKind.Mark && Value == mark;

    /// <summary>Whether it is a word that can be one of these.</summary>
    public bool Can(WordUses uses) => (Word.Uses & uses) != 0;
}

/// <summary>Takes a text apart into the parts of a date. Allocates nothing; one pass, but for names of several words.</summary>
internal ref struct DateTokens
{
    /// <summary>The longest text, in bytes, that can be a date.</summary>
    public const int MaxBytes = 256;

    /// <summary>Room for the folded text.</summary>
    public const int MaxFolded = MaxBytes + CharacterFolding.Longest;

    /// <summary>The most parts.</summary>
    public const int Most = 40;

    private readonly Span<char> folded;
    private readonly Span<char> raw;
    private readonly Span<DateToken> tokens;
    private int length;
    private int at;
    private int count;

    private DateTokens(Span<char> folded, Span<char> raw, Span<DateToken> tokens)
    {
        this.folded = folded;
        this.raw = raw;
        this.tokens = tokens;
    }

    /// <summary>Takes a text apart.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="folded">Becomes the folded text; <see cref="MaxFolded"/> long.</param>
    /// <param name="raw">Becomes, place by place, the ASCII characters before folding; likewise.</param>
    /// <param name="tokens">Becomes the parts; <see cref="Most"/> long.</param>
    /// <returns>How many parts there are; negative where the text is too long or broken.</returns>
    public static int Read(ReadOnlySpan<byte> text, Span<char> folded, Span<char> raw, Span<DateToken> tokens)
    {
        var reader = new DateTokens(folded, raw, tokens);
        return text.Length <= MaxBytes && reader.Fold(text) && reader.Split() ? reader.count : -1;
    }

    private bool Fold(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            if (length > folded.Length - CharacterFolding.Longest)
            {
                return false;
            }

            if (text[0] < 0x80)
            {
                raw[length] = (char)text[0];
                folded[length++] = char.ToLowerInvariant((char)text[0]);
                text = text[1..];
                continue;
            }

            if (Rune.DecodeFromUtf8(text, out var rune, out var taken) != OperationStatus.Done)
            {
                return false;
            }

            var written = rune.Value is >= 0x2010 and <= 0x2015 or 0x2212 ? Single('-')
                : rune.Value is 0x060C or 0x3001 ? Single(',')

                // What Hindi abbreviates with.
                : rune.Value is 0x0970 ? Single('.')
                : CharacterFolding.Fold(rune.Value, folded[length..]);
            raw.Slice(length, written).Clear();
            length += written;
            text = text[taken..];
        }

        return true;
    }

    private readonly int Single(char mark)
    {
        folded[length] = mark;
        return 1;
    }

    private bool Split()
    {
        while (true)
        {
            var blank = at;
            while (at < length && char.IsWhiteSpace(folded[at]))
            {
                at++;
            }

            if (at == length)
            {
                return true;
            }

            if (count == tokens.Length || !TryToken(blank != at, out var token))
            {
                return false;
            }

            tokens[count++] = token;
        }
    }

    private bool TryToken(bool blank, out DateToken token)
    {
        var start = at;
        if (char.IsAsciiDigit(folded[at]))
        {
            var value = 0;
            for (; at < length && char.IsAsciiDigit(folded[at]); at++)
            {
                // More digits than a number of a date has are told by the length.
                value = at - start < 9 ? (value * 10) + folded[at] - '0' : value;
            }

            token = Make(DateTokenKind.Number, blank, start, value, default);
            return true;
        }

        if (!IsLetter(folded[at]))
        {
            at++;
            token = Make(DateTokenKind.Mark, blank, start, folded[start], default);
            return true;
        }

        if (TryPlace())
        {
            token = Make(DateTokenKind.Place, blank, start, 0, default);
            return true;
        }

        var known = IsIdeograph(folded[at]) ? TakeIdeographs(out var word) : TakeWord(out word);
        token = Make(known ? DateTokenKind.Word : DateTokenKind.Unknown, blank, start, 0, word);
        return true;
    }

    private readonly DateToken Make(DateTokenKind kind, bool blank, int start, int value, DateWord word) =>
        new(kind, blank, (short)start, (short)(at - start), value, word);

    /// <summary>Europe/Berlin, America/Argentina/Buenos_Aires, Etc/GMT+5.</summary>
    private bool TryPlace()
    {
        var end = at;
        while (end < length && char.IsAsciiLetter(raw[end]))
        {
            end++;
        }

        if (end == at || end + 1 >= length || raw[end] != '/' || !char.IsAsciiLetter(raw[end + 1]))
        {
            return false;
        }

        while (end < length && (char.IsAsciiLetterOrDigit(raw[end]) || raw[end] is '/' or '_' or '-' or '+'))
        {
            end++;
        }

        at = end;
        return true;
    }

    /// <summary>Characters that are written without blanks: the longest name that begins here, or one character.</summary>
    private bool TakeIdeographs(out DateWord word)
    {
        var end = at;
        while (end < length && end - at < 4 && IsIdeograph(folded[end]))
        {
            end++;
        }

        for (; end > at; end--)
        {
            if (DateWords.TryGet(folded[at..end], out word) && word.Uses != WordUses.Begins)
            {
                at = end;
                return true;
            }
        }

        at++;
        word = default;
        return false;
    }

    private bool TakeWord(out DateWord word)
    {
        var start = at;
        at = WordEnd(at);
        if (at - start == 1 && TakeInitials(start, out word))
        {
            return true;
        }

        if (!DateWords.TryGet(folded[start..at], out word))
        {
            return false;
        }

        if ((word.Uses & WordUses.Begins) == 0)
        {
            return true;
        }

        // tháng mười một: the longest name counts.
        Span<char> name = stackalloc char[DateWords.Longest];
        var written = at - start;
        folded[start..at].CopyTo(name);
        for (var next = at; next + 1 < length && folded[next] is ' ' or '-' or '\u00A0' && IsLetter(folded[next + 1]);)
        {
            var end = WordEnd(next + 1);
            if (written + end - next > name.Length)
            {
                break;
            }

            name[written] = ' ';
            folded[(next + 1)..end].CopyTo(name[(written + 1)..]);
            written += end - next;
            next = end;
            if (!DateWords.TryGet(name[..written], out var longer))
            {
                break;
            }

            if (longer.Uses != WordUses.Begins)
            {
                (at, word) = (end, longer);
            }
        }

        return word.Uses != WordUses.Begins;
    }

    /// <summary>a.m., p. m., π.μ.: two letters with full stops.</summary>
    private bool TakeInitials(int start, out DateWord word)
    {
        word = default;
        var second = at + 1;
        if (at >= length || folded[at] != '.')
        {
            return false;
        }

        while (second < length && char.IsWhiteSpace(folded[second]))
        {
            second++;
        }

        if (second >= length || !IsLetter(folded[second]) || WordEnd(second) != second + 1
            || !DateWords.TryGet([folded[start], folded[second]], out word) || (word.Uses & (WordUses.Am | WordUses.Pm)) == 0)
        {
            return false;
        }

        at = second + 1;
        at += at < length && folded[at] == '.' ? 1 : 0;
        return true;
    }

    private readonly int WordEnd(int from)
    {
        while (from < length && !IsIdeograph(folded[from])
            && (IsLetter(folded[from]) || (folded[from] == '\'' && from + 1 < length && IsLetter(folded[from + 1]))))
        {
            from++;
        }

        return from;
    }

    private static bool IsIdeograph(char c) => c is >= '\u4E00' and <= '\u9FFF';

    private static bool IsLetter(char c) => c < 0x80 ? char.IsAsciiLetter(c)
        : char.GetUnicodeCategory(c) is <= UnicodeCategory.EnclosingMark or UnicodeCategory.Surrogate;
}
