using Lucene.Net.Index;
using Lucene.Net.Search;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Filters;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Positions;

namespace SearchCore.Searching.Running;

/// <summary>Plans as queries of Lucene's, whose scorers run them.</summary>
internal sealed class LuceneQueries(SearchBudget budget)
{
    /// <summary>The query of a clause. It spends the budget as it runs.</summary>
    public Query Of(PlanClause clause) => clause switch
    {
        TextClause text => Text(text.Words),
        ConstantClause constant => Constant(constant.Condition, constant.Score),
        FilterClause filter => Constant(filter.Condition, 0),
        PositionClause positions => new PositionQuery(Of(positions.Words), positions.Positions, positions.Count, budget),
        BoostedClause boosted => Boosted(Of(boosted.Clause), boosted.Factor),
        CompoundClause compound => Compound(compound),
        _ => throw new InvalidOperationException($"There is no query of {clause.GetType().Name}."),
    };

    private Query Text(PhrasePattern words)
    {
        var fields = QueryPlanner.FieldsOf(words.Field);
        if (fields is [var only])
        {
            return InField(only, words);
        }

        var any = new BooleanQuery(disableCoord: true);
        foreach (var field in fields)
        {
            any.Add(InField(field, words), Occur.SHOULD);
        }

        return any;
    }

    private Query InField(string field, PhrasePattern words)
    {
        if (words.Terms is [var only])
        {
            return new WatchedTermQuery(new Term(field, only), budget);
        }

        var phrase = new WatchedPhraseQuery(budget) { Slop = words.Slop };
        for (var i = 0; i < words.Terms.Count; i++)
        {
            phrase.Add(new Term(field, words.Terms[i]), words.Positions[i]);
        }

        return phrase;
    }

    private ConstantScoreQuery Constant(ArticleCondition condition, float score) => condition switch
    {
        EveryArticle => new(new MatchAllDocsQuery()) { Boost = score },
        HasTerm has => new(new TermQuery(has.Term.ToTerm())) { Boost = score },
        Matching matching => new(Of(matching.Clause)) { Boost = score },
        _ => new(ConditionFilter.Of(condition, budget)) { Boost = score },
    };

    private static Query Boosted(Query query, float factor)
    {
        query.Boost *= factor;
        return query;
    }

    private BooleanQuery Compound(CompoundClause compound)
    {
        var query = new BooleanQuery(disableCoord: true);
        Add(compound.Must, Occur.MUST);
        Add(compound.Should, Occur.SHOULD);
        Add(compound.MustNot, Occur.MUST_NOT);
        return query;

        void Add(IReadOnlyList<PlanClause> clauses, Occur occur)
        {
            foreach (var clause in clauses)
            {
                query.Add(Of(clause), occur);
            }
        }
    }
}
