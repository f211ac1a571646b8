using SearchCore.Analysis;

namespace SearchCore.Searching.Planning;

/// <summary>
/// The pairs of words that stand next to each other in a query and that articles score a little more for where they stand next to each
/// other too: what a reader means by two words is more often their phrase than not.
/// </summary>
internal static class WordPairs
{
    /// <summary>What a pair's score is multiplied with.</summary>
    public const double Factor = 0.2;

    /// <summary>The pairs of a plan, as phrases: of words that its matches score for, in the order of the plan.</summary>
    public static IReadOnlyList<TextClause> Of(PlanClause clause)
    {
        var pairs = new List<TextClause>();
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
    public static double WeightInTwo(IReadOnlyList<TextClause> pairs, Func<PhrasePattern, double> weight)
    {
        var sum = 0.0;
        for (var i = 1; i < pairs.Count; i++)
        {
            var (before, word) = (pairs[i - 1].Words.Terms[1], pairs[i].Words.Terms[0]);
            if (before == word)
            {
                sum += weight(pairs[i].Words with { Terms = [word], Positions = [0] });
            }
        }

        return sum;
    }

    private static void Add(PlanClause clause, List<TextClause> pairs)
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

    private static void AddNeighbours(IReadOnlyList<PlanClause> clauses, List<TextClause> pairs)
    {
        if (clauses.Count < 2)
        {
            return;
        }

        // One language after the other: an article has the words of one alone.
        foreach (var language in clauses.SelectMany(WordsOf).Select(w => LanguageMark.In(w.Terms[0]).ToString()).Distinct())
        {
            for (var i = 1; i < clauses.Count; i++)
            {
                if (Word(clauses[i - 1], language) is { } left && Word(clauses[i], language) is { } right && left.Field == right.Field)
                {
                    pairs.Add(new(left with { Terms = [left.Terms[0], right.Terms[0]], Positions = [0, 1] }));
                }
            }
        }
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
