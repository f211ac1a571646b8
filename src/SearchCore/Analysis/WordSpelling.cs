namespace SearchCore.Analysis;

/// <summary>
/// What a folded word is told by beyond its letters, whatever the language: an article that an apostrophe joins to it goes
/// (<c>l'élysée</c>), other apostrophes go but those of contractions (<c>shi'ite</c>, <c>o'brien</c>; not <c>don't</c>), and so do the
/// periods of an acronym (<c>f.b.i</c>).
/// </summary>
internal static class WordSpelling
{
    private const char Apostrophe = '\'';

    // The longest run of letters before an apostrophe that is an article, and the longest acronym, periods included.
    private const int LongestArticle = 7, LongestAcronym = 16;

    // French, Italian, Catalan: what is written together with the word behind it. None of them is what an English word or an Irish name
    // has before an apostrophe, but for a handful (c'mon, s'more) that are the rest of themselves.
    private static bool IsArticle(ReadOnlySpan<char> word) => word is
        "l" or "d" or "c" or "j" or "m" or "n" or "s" or "t" or "qu" or "jusqu" or "lorsqu" or "puisqu" or "quoiqu" or "presqu" or "quelqu"
        or "un" or "all" or "dall" or "dell" or "nell" or "sull" or "coll" or "pell" or "gl" or "agl" or "dagl" or "degl" or "negl"
        or "sugl" or "quest" or "quell" or "sant" or "bell" or "ch";

    // What is left of a word behind an apostrophe: without it, we'll would be well and she'd would be shed.
    private static bool IsContracted(ReadOnlySpan<char> word) => word is "t" or "s" or "d" or "m" or "ll" or "re" or "ve";

    /// <summary>Brings a folded word to one spelling, in place.</summary>
    /// <param name="word">The word, folded.</param>
    /// <returns>The new length.</returns>
    public static int Unify(Span<char> word)
    {
        if (word.IndexOfAny(Apostrophe, '.') < 0)
        {
            return word.Length;
        }

        return IsAcronym(word) ? Without(word, '.') : word.Contains(Apostrophe) ? Apostrophes(word) : word.Length;
    }

    /// <summary>
    /// Whether a folded word is an acronym that keeps its periods, because it would be another word without them: <c>u.s</c>, <c>i.t</c>.
    /// </summary>
    public static bool IsDotted(ReadOnlySpan<char> word)
    {
        Span<char> joined = stackalloc char[LongestAcronym];
        return IsLettersAndPeriods(word) && word.Length <= LongestAcronym
            && IsWordToo(joined[..word.CopyWithout('.', joined)]);
    }

    /// <summary>
    /// An acronym that keeps its periods, written the other way: <c>us</c> of <c>u.s</c>, and <c>u.s</c> of <c>US</c> in capitals; null of
    /// any other word. Words too common to be searched for have no other writing.
    /// </summary>
    /// <param name="written">The word as it is written.</param>
    /// <param name="folded">The word, folded.</param>
    public static string? OtherWriting(string written, string folded)
    {
        if (folded.Length > LongestAcronym)
        {
            return null;
        }

        if (IsDotted(folded))
        {
            var joined = folded.Replace(".", string.Empty, StringComparison.Ordinal);
            return StopWords.English.Contains(joined) ? null : joined;
        }

        return IsWordToo(folded) && !StopWords.English.Contains(folded) && written.All(char.IsUpper)
            ? string.Join('.', folded.ToCharArray())
            : null;
    }

    /// <summary>Whether a word in small letters means something else than the acronym of its capitals.</summary>
    public static bool IsWordToo(ReadOnlySpan<char> word) => word is "us" || StopWords.English.Contains(word);

    private static bool IsAcronym(ReadOnlySpan<char> word) =>
        word.Length <= LongestAcronym && IsLettersAndPeriods(word) && !IsDotted(word);

    // Parts of one letter or two, as in ph.d, at least one of them a single letter; at.me is two words without a blank.
    private static bool IsLettersAndPeriods(ReadOnlySpan<char> word)
    {
        int part = 0, parts = 0;
        var single = false;
        foreach (var c in word)
        {
            if (c == '.')
            {
                single |= part == 1;
                parts++;
                if (part == 0)
                {
                    return false;
                }

                part = 0;
            }
            else if (!char.IsLetter(c) || ++part > 2)
            {
                return false;
            }
        }

        return parts > 0 && part > 0 && (single || part == 1);
    }

    private static int Apostrophes(Span<char> word)
    {
        // As single quotes they are no part of the word.
        var whole = word.Trim(Apostrophe);
        if (whole.IsEmpty)
        {
            return word.Length;
        }

        var first = whole.IndexOf(Apostrophe);
        if (first is > 0 and <= LongestArticle && char.IsLetter(whole[first + 1]) && IsArticle(whole[..first]))
        {
            whole = whole[(first + 1)..];
        }

        whole.CopyTo(word);
        word = word[..whole.Length];
        var last = word.LastIndexOf(Apostrophe);
        return last < 0 || IsContracted(word[(last + 1)..]) ? word.Length : Without(word, Apostrophe);
    }

    private static int Without(Span<char> word, char left) => ((ReadOnlySpan<char>)word).CopyWithout(left, word);

    // In place too: what is written never overtakes what is read.
    private static int CopyWithout(this ReadOnlySpan<char> word, char left, Span<char> to)
    {
        var length = 0;
        foreach (var c in word)
        {
            if (c != left)
            {
                to[length++] = c;
            }
        }

        return length;
    }
}
