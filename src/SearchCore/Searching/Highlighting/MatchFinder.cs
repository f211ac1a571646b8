using System.Runtime.InteropServices;

using SearchCore.Analysis;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Planning;

namespace SearchCore.Searching.Highlighting;

/// <summary>A word of a text that matched.</summary>
/// <param name="Start">Its first UTF-16 unit.</param>
/// <param name="End">The unit after its last.</param>
/// <param name="Pattern">What it matched, by number.</param>
internal readonly record struct MatchedWord(int Start, int End, int Pattern);

/// <summary>The words of a text that matched.</summary>
/// <param name="Words">The words in order, once for each mark they match.</param>
/// <param name="Certain">The character up to which further reading would change nothing.</param>
internal readonly record struct FoundWords(IReadOnlyList<MatchedWord> Words, int Certain)
{
    /// <summary>Those a passage of some length can be chosen by: nothing in it is uncertain.</summary>
    public IReadOnlyList<MatchedWord> Beginning(int passage)
    {
        var certain = Certain - (Certain == int.MaxValue ? 0 : passage);
        return Words.Count > 0 && Words[^1].End > certain ? [.. Words.Where(w => w.End <= certain)] : Words;
    }
}

/// <summary>
/// Finds in a text what a query looks for, by breaking it into words again as the index path did. What becomes of a spelling is remembered,
/// so that a long text costs its word breaking and little more. For one thread and one search.
/// </summary>
internal sealed class MatchFinder
{
    /// <summary>Where reading stops in a text in which something was found.</summary>
    private const int FarEnough = 200_000;

    private static long searches;

    private const int FirstLook = 4_000, StepsAWord = 15, StepsASpelling = 200;

    private readonly HighlightPlan plan;
    private readonly SearchBudget budget;
    private readonly int? reach;
    private readonly TextAnalysis analysis;
    private readonly FirstLetters letters;
    private readonly bool asksForExactForms;
    private readonly bool asksForFoldedForms;
    private readonly bool asksForUnits;
    private readonly SpellingMemo spellings;
    private readonly SpellingBits bits;
    private readonly ulong stems;
    private readonly long search = Interlocked.Increment(ref searches);

    // Those of all words that were asked about, a word's together.
    private readonly List<Part> parts = [];
    private readonly List<Occurrence> occurrences = [];

    /// <summary>Makes the finder of one search.</summary>
    /// <param name="plan">What to find.</param>
    /// <param name="analysis">That of the texts' language.</param>
    /// <param name="budget">The time there is.</param>
    public MatchFinder(HighlightPlan plan, TextAnalysis analysis, SearchBudget budget)
    {
        (this.plan, this.analysis, this.budget) = (plan, analysis, budget);
        reach = plan.Reach;
        letters = new(plan, analysis);
        asksForUnits = plan.Patterns.Any(m => m is PlacedPattern { AsksForUnits: true });
        foreach (var leaf in plan.Patterns.SelectMany(p => p is PlacedPattern near ? near.Words : [p]))
        {
            asksForExactForms |= leaf is PhrasePattern phrase && phrase.Terms.Any(t => t.StartsWith((char)ExactForm.Mark));
            asksForFoldedForms |= leaf is PrefixPattern or ShapePattern;
            stems |= leaf switch
            {
                PhrasePattern words => words.Terms.Aggregate(0ul, (all, term) => all | SpellingBits.OfStem(term)),
                TermsPattern terms => terms.Terms.Aggregate(0ul, (all, term) => all | SpellingBits.OfStem(term)),
                _ => ulong.MaxValue,
            };
        }

        stems |= asksForExactForms ? ulong.MaxValue : 0;
        (spellings, bits) = (SpellingMemo.Of(analysis), SpellingBits.Of(analysis));
    }

    /// <summary>The words of a text that matched, in order; reading may stop where enough was found.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">Which text it is: what is looked for in others is left out.</param>
    /// <param name="passage">How many characters of text are to be shown at once: what is told of so many is certain.</param>
    /// <param name="enough">Asked now and then about what was found so far: whether more is not needed.</param>
    /// <param name="broken">The text's words, where they are known.</param>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public FoundWords Find(
        ReadOnlyMemory<char> text, TextPlace place, int passage, Func<IReadOnlyList<MatchedWord>, bool> enough, BrokenText? broken = null)
    {
        if (!AppliesTo(place))
        {
            return new([], int.MaxValue);
        }

        occurrences.Clear();
        var look = FirstLook;
        var units = asksForUnits ? new TextUnits(text, isOne: place != TextPlace.Body) : null;
        using var words = broken is null ? new TextWords(text.Span) : new TextWords(broken);
        while (words.MoveNext())
        {
            budget.Spend(StepsAWord);
            var (position, start, end) = words.Place;
            units?.Add(position, start, end);
            var known = words.Spelling;
            if (!(known is null ? MayMatch(words.Utf8) : (known.Bit & stems) != 0) && end <= look)
            {
                continue;
            }

            foreach (var part in PartsOf(known ?? spellings.Find(text.Span[start..end], words.Utf8), words.Utf8))
            {
                if (AppliesTo(part, place))
                {
                    occurrences.Add(new(part, position, start, end));
                }
            }

            if (end > look)
            {
                look *= 2;
                if (Settled(position, units) is { } found
                    && found.Beginning(passage) is { Count: > 0 } beginning
                    && (end > FarEnough || enough(beginning)))
                {
                    return found;
                }
            }
        }

        return new(Assemble(units), int.MaxValue);
    }

    private bool AppliesTo(TextPlace place)
    {
        for (var i = 0; i < plan.Patterns.Count; i++)
        {
            if (plan.Patterns[i].AppliesTo(place))
            {
                return true;
            }
        }

        return false;
    }

    private bool MayMatch(ReadOnlySpan<byte> word) =>
        letters.MayMatch(word) && (stems == ulong.MaxValue || (bits.Find(word) & stems) != 0);

    // What further words of the text can no longer change; null where there is nothing of that kind.
    private FoundWords? Settled(int position, TextUnits? units)
    {
        if (reach is not { } words || occurrences.FindLast(o => o.Position <= position - words) is not { End: > 0 } last)
        {
            return null;
        }

        return new([.. Assemble(units).Where(w => w.End <= last.End)], last.End);
    }

    // What stands near something is looked for where the whole is, and each part of it where its own field is.
    private bool AppliesTo(Part part, TextPlace place) => plan.Patterns[part.Pattern] is PlacedPattern near
        ? near.AppliesTo(place) && near.Words[part.Leaf].AppliesTo(place)
        : plan.Patterns[part.Pattern].AppliesTo(place);

    // Valid until it is asked for another word's.
    private ReadOnlySpan<Part> PartsOf(SpellingMemo.Word word, ReadOnlySpan<byte> utf8)
    {
        if (word.Parts.Search != search)
        {
            budget.Spend(StepsASpelling * (1 + plan.Patterns.Count));
            var first = parts.Count;
            AddParts(word, utf8);
            word.Parts = (search, first, parts.Count - first);
        }

        return CollectionsMarshal.AsSpan(parts).Slice(word.Parts.First, word.Parts.Count);
    }

    private void AddParts(SpellingMemo.Word word, ReadOnlySpan<byte> utf8)
    {
        var exact = asksForExactForms ? word.Exact ??= analysis.ExactTermOf(utf8) : null;
        var folded = asksForFoldedForms ? word.Folded ??= analysis.WrittenFormOf(utf8) : string.Empty;
        for (var i = 0; i < plan.Patterns.Count; i++)
        {
            if (plan.Patterns[i] is not PlacedPattern near)
            {
                Match(plan.Patterns[i], i, 0);
                continue;
            }

            for (var leaf = 0; leaf < near.Words.Count; leaf++)
            {
                Match(near.Words[leaf], i, leaf);
            }
        }

        // Which words of a mark a word is.
        void Match(HighlightPattern pattern, int number, int leaf)
        {
            switch (pattern)
            {
                case PhrasePattern phrase:
                    for (var index = 0; index < phrase.Terms.Count; index++)
                    {
                        if (phrase.Terms[index] == word.Stem || phrase.Terms[index] == exact)
                        {
                            parts.Add(new(number, index, leaf));
                        }
                    }

                    break;
                case TermsPattern terms when terms.Terms.Contains(word.Stem):
                case PrefixPattern prefix when folded.StartsWith(prefix.Prefix, StringComparison.Ordinal):
                case ShapePattern shape when shape.Pattern.Matches(folded):
                    parts.Add(new(number, 0, leaf));
                    break;
            }
        }
    }

    private List<MatchedWord> Assemble(TextUnits? units)
    {
        var words = new List<MatchedWord>(occurrences.Count);
        budget.Spend(StepsAWord * occurrences.Count);
        Dictionary<int, List<Occurrence>>? together = null;
        foreach (var occurrence in occurrences)
        {
            var pattern = occurrence.Part.Pattern;
            if (plan.Patterns[pattern] is not (PhrasePattern { Terms.Count: > 1 } or PlacedPattern))
            {
                words.Add(new(occurrence.Start, occurrence.End, pattern));
                continue;
            }

            together ??= [];
            if (!together.TryGetValue(pattern, out var some))
            {
                together[pattern] = some = [];
            }

            some.Add(occurrence);
        }

        if (together is not null)
        {
            AddTogether(together, units, words);
        }

        // By place; a word that matched in two ways is kept once for each, and marked once.
        words.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.Pattern.CompareTo(b.Pattern));
        return words;
    }

    private void AddTogether(Dictionary<int, List<Occurrence>> together, TextUnits? units, List<MatchedWord> words)
    {
        foreach (var (pattern, placed) in together)
        {
            var matched = plan.Patterns[pattern] is PhrasePattern phrase
                ? PhraseMatcher.Match(phrase, placed, budget)
                : PositionMatcher.Match((PlacedPattern)plan.Patterns[pattern], placed, units, budget);
            words.AddRange(matched.Select(o => new MatchedWord(o.Start, o.End, pattern)));
        }
    }

    /// <summary>A part of a mark: the n-th word of a phrase, or the only one; where a mark has several leaves, of one of them.</summary>
    internal readonly record struct Part(int Pattern, int Index, int Leaf = 0);

    /// <summary>Where a part occurs.</summary>
    internal readonly record struct Occurrence(Part Part, int Position, int Start, int End);
}
