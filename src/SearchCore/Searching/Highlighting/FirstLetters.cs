using System.Text;

using SearchCore.Analysis;
using SearchCore.Searching.Planning;

namespace SearchCore.Searching.Highlighting;

/// <summary>
/// Tells most words of a text at a glance that they match nothing: those of ASCII characters without an apostrophe that begin with a
/// letter with which no word of the query begins (<see cref="TextAnalysis.KeepsFirstLetter"/>). Immutable.
/// </summary>
internal sealed class FirstLetters
{
    private const uint All = (1u << 26) - 1;

    private readonly uint letters;

    /// <summary>Makes it.</summary>
    /// <param name="plan">What to find.</param>
    /// <param name="analysis">That of the text's language.</param>
    public FirstLetters(HighlightPlan plan, TextAnalysis analysis)
    {
        letters = analysis.KeepsFirstLetter ? 0 : All;
        foreach (var pattern in plan.Patterns)
        {
            foreach (var leaf in pattern is PlacedPattern near ? near.Words : [pattern])
            {
                letters |= Of(leaf);
            }
        }
    }

    /// <summary>Whether a word in UTF-8 may match.</summary>
    public bool MayMatch(ReadOnlySpan<byte> word)
    {
        var letter = (word[0] | 0x20) - 'a';
        return letter is < 0 or >= 26 || (letters & (1u << letter)) != 0 || !Ascii.IsValid(word) || word.Contains((byte)'\'');
    }

    private static uint Of(HighlightPattern pattern) => pattern switch
    {
        PhrasePattern phrase => phrase.Terms.Aggregate(0u, (all, term) => all | Of(term)),
        TermsPattern terms => terms.Terms.Aggregate(0u, (all, term) => all | Of(term)),
        PrefixPattern prefix => Of(prefix.Prefix),
        _ => All,
    };

    // A term that begins otherwise is of no word that is asked about here.
    private static uint Of(string term)
    {
        var first = term.AsSpan(LanguageMark.LengthOf(term));
        return first.IsEmpty ? All : char.IsAsciiLetterLower(first[0]) ? 1u << (first[0] - 'a') : 0;
    }
}
