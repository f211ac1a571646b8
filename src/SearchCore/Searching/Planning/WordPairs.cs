using SearchCore.Analysis;

namespace SearchCore.Searching.Planning;

/// <summary>Two words that stand next to each other in a query.</summary>
/// <param name="Phrase">Both, as a phrase.</param>
/// <param name="Left">The first, as the plan has it.</param>
/// <param name="Right">The second.</param>
internal sealed record WordPair(PhrasePattern Phrase, PhrasePattern Left, PhrasePattern Right);

/// <summary>
/// The pairs of words that stand next to each other in a query and that articles score a little more for where they stand next to each
/// other too: what a reader means by two words is more often their phrase than not.
/// </summary>
internal static class WordPairs
{
    /// <summary>What a pair's score is multiplied with.</summary>
    public const double Factor = 0.2;

    /// <summary>The pairs of a plan, as phrases: of words that its matches score for, in the order of the plan.</summary>
    public static IReadOnlyList<WordPair> Of(PlanClause clause)
    {
        var pairs = new List<WordPair>();
        Add(clause, pairs);
        return pairs;
    }

    /// <summary>
    /// What an article must score without pairs at least so that it can reach a score with them. A pair stands nowhere more often than each
    /// of its words, and its weight is the sum of theirs: it adds a fifth of what they score at most. A word is part of two pairs at most,
    /// and scores less than its weight.
    /// </summary>
    /// <param name="score">The score to be reached.</param>
    /// <param name="weightInTwo">The weights of all words that are part of two pairs.</param>
    public static double Least(double score, double weightInTwo) =>
        Math.Max(score / (1 + (2 * Factor)), (score - (Factor * weightInTwo)) / (1 + Factor));

    /// <summary>The weights of all words that are part of two pairs.</summary>
    /// <param name="pairs">The pairs, in the order of the plan.</param>
    /// <param name="weight">What a word scores less than.</param>
    public static double WeightInTwo(IReadOnlyList<WordPair> pairs, Func<PhrasePattern, double> weight)
    {
        var sum = 0.0;
        for (var i = 1; i < pairs.Count; i++)
        {
            if (pairs[i - 1].Right.Terms[0] == pairs[i].Left.Terms[0])
            {
                sum += weight(pairs[i].Left);
            }
        }

        return sum;
    }

    private static void Add(PlanClause clause, List<WordPair> pairs)
    {
        if (clause is not CompoundClause compound)
        {
            return;
        }

        AddNeighbours(compound.Must, pairs);
        AddNeighbours(compound.Should, pairs);
        foreach (var must in compound.Must)
        {
            Add(must, pairs);
        }
    }

    private static void AddNeighbours(IReadOnlyList<PlanClause> clauses, List<WordPair> pairs)
    {
        if (clauses.Count < 2)
        {
            return;
        }

        if (AreWordsOfOneLanguage(clauses))
        {
            for (var i = 1; i < clauses.Count; i++)
            {
                if (clauses[i - 1] is TextClause { Words: { Terms.Count: 1 } left }
                    && clauses[i] is TextClause { Words: { Terms.Count: 1 } right })
                {
                    AddPair(left, right, pairs);
                }
            }

            return;
        }

        // One language after the other: an article has the words of one alone.
        foreach (var language in clauses.SelectMany(WordsOf).Select(w => LanguageMark.In(w.Terms[0]).ToString()).Distinct())
        {
            for (var i = 1; i < clauses.Count; i++)
            {
                if (Word(clauses[i - 1], language) is { } left && Word(clauses[i], language) is { } right)
                {
                    AddPair(left, right, pairs);
                }
            }
        }
    }

    private static void AddPair(PhrasePattern left, PhrasePattern right, List<WordPair> pairs)
    {
        if (left.Field == right.Field)
        {
            pairs.Add(new(left with { Terms = [left.Terms[0], right.Terms[0]], Positions = [0, 1] }, left, right));
        }
    }

    // As most queries are.
    private static bool AreWordsOfOneLanguage(IReadOnlyList<PlanClause> clauses)
    {
        ReadOnlySpan<char> language = default;
        var isFirst = true;
        for (var i = 0; i < clauses.Count; i++)
        {
            if (clauses[i] is CompoundClause { IsOneWord: true })
            {
                return false;
            }

            if (clauses[i] is TextClause text)
            {
                var mark = LanguageMark.In(text.Words.Terms[0]);
                if (!isFirst && !mark.SequenceEqual(language))
                {
                    return false;
                }

                language = mark;
                isFirst = false;
            }
        }

        return true;
    }

    // A word as it was asked for, and not as it is also written.
    private static PhrasePattern? Word(PlanClause clause, string language) =>
        WordsOf(clause).FirstOrDefault(w => LanguageMark.In(w.Terms[0]).SequenceEqual(language)) is { Terms.Count: 1 } word ? word : null;

    private static IEnumerable<PhrasePattern> WordsOf(PlanClause clause) => clause switch
    {
        TextClause text => [text.Words],
        CompoundClause { IsOneWord: true } one => one.Should.OfType<TextClause>().Select(t => t.Words),
        _ => [],
    };
}
