using System.Text;

namespace SearchCore.TestKit.Corpora;

/// <summary>
/// A language of invented words that looks and stems like English: every rank has a word of its own, made of syllables; half of them
/// are bare and half carry an ending of one of the bare ones (<c>plorant</c>, <c>plorants</c>, <c>ploranted</c>). The words do not depend
/// on any seed.
/// </summary>
public static class Lexicon
{
    /// <summary>There is a word for each rank below this.</summary>
    public const int MaxRank = 1 << 21;

    private const int Cached = 1 << 16;

    private static readonly string[] Onsets =
    [
        "b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "w", "k", "br", "cl", "cr", "dr", "pl", "pr", "sh", "st",
        "tr", "th", "ch", "gr",
    ];

    // A run of consonants between vowels stands for one of these whole, so that no two ways of putting syllables together give one word.
    private static readonly string[] Middles =
        ["b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "k", "nd", "nt", "rt", "mp", "ct", "ll", "st", "rm", "tr"];

    private static readonly string[] Vowels = ["a", "e", "i", "o", "u", "ea"];

    private static readonly string[] Codas = ["", "n", "r", "l", "t", "d", "m", "p", "k", "st", "nd", "nt", "ck", "th"];

    private static readonly string[][] Endings = [["s", "ed", "ing"], ["s", "al", "ed"], ["er", "ly", "s"]];

    private static readonly string[] Words = [.. Enumerable.Range(0, Cached).Select(Make)];

    /// <summary>The word of a rank, in lower case.</summary>
    public static string Word(int rank)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)rank, (uint)MaxRank, nameof(rank));
        return rank < Cached ? Words[rank] : Make(rank);
    }

    private static string Make(int rank)
    {
        var text = new StringBuilder();
        if (rank % 2 == 0)
        {
            Bare(rank / 2, text);
            return text.ToString();
        }

        var (bare, form) = Math.DivRem(rank / 2, 3);
        Bare(bare, text);
        var ending = Endings[bare % Endings.Length][form];
        return text.Append(ending == "s" && text[^1] == 'h' ? "es" : ending).ToString();
    }

    private static void Bare(int lemma, StringBuilder text)
    {
        // The more frequent, the shorter. Each number of syllables has more room than lemmas, and a step without a common divisor
        // scatters them over it without two meeting.
        var syllables = lemma < 2_048 && lemma % 5 < 3 ? 1 : lemma > 300_000 || (lemma > 64 && lemma % 4 == 3) ? 3 : 2;
        var code = (int)(lemma * (syllables == 1 ? 2_477L : 7_368_787L) % Room(syllables));
        text.Append(Take(Onsets, ref code)).Append(Take(Vowels, ref code));
        for (var i = 1; i < syllables; i++)
        {
            text.Append(Take(Middles, ref code)).Append(Take(Vowels, ref code));
        }

        text.Append(Take(Codas, ref code));
    }

    private static int Room(int syllables)
    {
        var room = Onsets.Length * Vowels.Length * Codas.Length;
        for (var i = 1; i < syllables; i++)
        {
            room *= Middles.Length * Vowels.Length;
        }

        return room;
    }

    private static string Take(string[] parts, ref int code)
    {
        (code, var part) = Math.DivRem(code, parts.Length);
        return parts[part];
    }
}
