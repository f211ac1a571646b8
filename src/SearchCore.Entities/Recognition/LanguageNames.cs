using System.Collections.Frozen;

using SearchCore.Entities.Text;

namespace SearchCore.Entities.Recognition;

/// <summary>
/// Tells where a word for a people names its language: <c>speaks Turkish</c>, <c>in Turkish and Greek</c>, <c>a Turkish translation</c>. A
/// reader who filters by the country does not want these.
/// </summary>
internal static class LanguageNames
{
    private static readonly FrozenSet<ulong> Before =
        Hashes("speak speaks spoke spoken speaking fluent translated learn learns learning taught teach teaches");

    private static readonly FrozenSet<ulong> After = Hashes(
        "language languages proficiency proficient learner learners speaker speakers speaking translation translations translator "
        + "translators version versions subtitles interpreter interpreters");

    private static readonly ulong In = TermTable.Hash("in");

    /// <summary>Whether a candidate that is a word for a people is a language.</summary>
    public static bool Has(ref readonly Candidate candidate, TokenList tokens)
    {
        var hasNext = candidate.End < tokens.Count;
        var isBesideNext = hasNext && tokens[candidate.End].GapHasOnly(Gap.Space | Gap.Line | Gap.Hyphen);
        if (isBesideNext && After.Contains(tokens[candidate.End].Hash))
        {
            return true;
        }

        if (candidate.First == 0 || !tokens[candidate.First].GapHasOnly(Gap.Space | Gap.Line))
        {
            return false;
        }

        // What stands before a name or a noun says of which country that is.
        var before = tokens[candidate.First - 1].Hash;
        return Before.Contains(before)
            ? !isBesideNext || tokens[candidate.End].Is(Traits.Function | Traits.And)
            : before == In && (!isBesideNext || tokens[candidate.End].Is(Traits.And));
    }

    private static FrozenSet<ulong> Hashes(string words) => words.Split(' ').Select(w => TermTable.Hash(w)).ToFrozenSet();
}
