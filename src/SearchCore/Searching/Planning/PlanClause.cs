namespace SearchCore.Searching.Planning;

/// <summary>
/// What is asked of articles, with every word turned into terms of the index: which articles match and what each scores. Plain data without
/// an engine in it.
/// </summary>
internal abstract record PlanClause
{
    /// <summary>No article.</summary>
    public static PlanClause Nothing { get; } = new CompoundClause();

    /// <summary>All articles, none of which scores.</summary>
    public static PlanClause Everything { get; } = new FilterClause(new EveryArticle());

    /// <summary>
    /// The same articles with their scores multiplied. What scores nothing or constantly says so itself, without a clause around it.
    /// </summary>
    /// <param name="factor">From 0.</param>
    public PlanClause Boosted(float factor) => this switch
    {
        FilterClause => this,
        ConstantClause constant => constant with { Score = constant.Score * factor },
        BoostedClause boosted => boosted with { Factor = boosted.Factor * factor },
        _ => new BoostedClause(this, factor),
    };

    /// <summary>The clause and those in it that add to its scores, each before what is in it.</summary>
    public IEnumerable<PlanClause> Scoring()
    {
        IEnumerable<PlanClause> inner = this switch
        {
            PositionClause positions => [positions.Words],
            BoostedClause boosted => [boosted.Clause],
            CompoundClause compound => compound.Must.Concat(compound.Should),
            _ => [],
        };
        return inner.SelectMany(c => c.Scoring()).Prepend(this);
    }

    /// <summary>Adds the terms of all words and phrases that add to the clause's scores, in the order of <see cref="Scoring"/>.</summary>
    public void AddScoringTerms(List<string> terms)
    {
        switch (this)
        {
            case TextClause text:
                terms.AddRange(text.Words.Terms);
                break;
            case PositionClause positions:
                positions.Words.AddScoringTerms(terms);
                break;
            case BoostedClause boosted:
                boosted.Clause.AddScoringTerms(terms);
                break;
            case CompoundClause compound:
                for (var i = 0; i < compound.Must.Count; i++)
                {
                    compound.Must[i].AddScoringTerms(terms);
                }

                for (var i = 0; i < compound.Should.Count; i++)
                {
                    compound.Should[i].AddScoringTerms(terms);
                }

                break;
        }
    }

    /// <summary>Whether any part that adds to the clause's scores is a word of several terms.</summary>
    public bool HasWordOfSeveralTerms() => this switch
    {
        PositionClause positions => positions.Words.HasWordOfSeveralTerms(),
        BoostedClause boosted => boosted.Clause.HasWordOfSeveralTerms(),
        CompoundClause compound => compound.IsOneWord || AnyOf(compound.Must) || AnyOf(compound.Should),
        _ => false,
    };

    private static bool AnyOf(IReadOnlyList<PlanClause> clauses)
    {
        for (var i = 0; i < clauses.Count; i++)
        {
            if (clauses[i].HasWordOfSeveralTerms())
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Articles that match any of these; scores add up.</summary>
    public static PlanClause Any(IReadOnlyList<PlanClause> clauses) =>
        clauses is [var only] ? only : new CompoundClause { Should = clauses };

    /// <summary>Articles that have a word or phrase of the query, as any of these has it; scores add up.</summary>
    public static PlanClause OneWord(IReadOnlyList<PlanClause> clauses) =>
        clauses is [var only] ? only : new CompoundClause { Should = clauses, IsOneWord = true };

    /// <summary>Articles that match all of these; scores add up.</summary>
    public static PlanClause All(IReadOnlyList<PlanClause> clauses) => clauses is [var only] ? only : new CompoundClause { Must = clauses };
}

/// <summary>A word or a phrase.</summary>
/// <param name="Words">The words and the field.</param>
internal sealed record TextClause(PhrasePattern Words) : PlanClause;

/// <summary>Articles of a condition, all of which score the same.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Score">The score, from 0.</param>
internal sealed record ConstantClause(ArticleCondition Condition, float Score = 1) : PlanClause;

/// <summary>Articles of a condition that narrows and does not score.</summary>
/// <param name="Condition">The condition.</param>
internal sealed record FilterClause(ArticleCondition Condition) : PlanClause;

/// <summary>Articles whose words stand as a plan of positions wants them.</summary>
/// <param name="Words">Finds every article that has the words, and scores them.</param>
/// <param name="Positions">How they must stand.</param>
/// <param name="Count">How often at least, from 1.</param>
/// <param name="Fields">The fields in any of which they must stand so, as segments name them.</param>
internal sealed record PositionClause(PlanClause Words, PositionPlan Positions, int Count, IReadOnlyList<string> Fields) : PlanClause;

/// <summary>The scores of a clause, multiplied.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="Factor">From 0.</param>
internal sealed record BoostedClause(PlanClause Clause, float Factor) : PlanClause;

/// <summary>
/// Articles that match all of some clauses, any of others where there are none of the first, and none of the last. Scores add up; without
/// any clause nothing matches.
/// </summary>
internal sealed record CompoundClause : PlanClause
{
    /// <summary>All of them must match.</summary>
    public IReadOnlyList<PlanClause> Must { get; init; } = [];

    /// <summary>Any of them must match where <see cref="Must"/> is empty; else they only score.</summary>
    public IReadOnlyList<PlanClause> Should { get; init; } = [];

    /// <summary>None of them may match.</summary>
    public IReadOnlyList<PlanClause> MustNot { get; init; } = [];

    /// <summary>
    /// Whether <see cref="Should"/> is one word or phrase of the query as several languages or writings have it: what each is worth is
    /// what all of them together are.
    /// </summary>
    public bool IsOneWord { get; init; }
}
