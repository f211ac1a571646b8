using System.Text;

namespace SearchCore.Analysis;

/// <summary>Joins Hangul letters into syllables as the Unicode Standard computes them (section 3.12, conjoining jamo behavior).</summary>
internal static class HangulSyllables
{
    private const int FirstSyllable = 0xAC00, LastSyllable = 0xD7A3, FirstLead = 0x1100, FirstVowel = 0x1161, FirstTail = 0x11A7;
    private const int Leads = 19, Vowels = 21, Tails = 28;

    /// <summary>Joins a letter to the end of a text where the two make a syllable.</summary>
    /// <returns>Whether it was joined; if not, the text is as it was.</returns>
    public static bool TryJoin(StringBuilder text, char letter)
    {
        if (text.Length == 0)
        {
            return false;
        }

        int last = text[^1], vowel = letter - FirstVowel, tail = letter - FirstTail;
        if (vowel is >= 0 and < Vowels && last - FirstLead is >= 0 and < Leads)
        {
            text[^1] = (char)(FirstSyllable + ((((last - FirstLead) * Vowels) + vowel) * Tails));
            return true;
        }

        if (tail is > 0 and < Tails && last is >= FirstSyllable and <= LastSyllable && (last - FirstSyllable) % Tails == 0)
        {
            text[^1] = (char)(last + tail);
            return true;
        }

        return false;
    }
}
