using System.Runtime.InteropServices;

using Lucene.Net.Util;

using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Filters;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Positions;
using SearchCore.Searching.Postings;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Execution;

/// <summary>Makes the nodes of a plan for one segment. For one thread.</summary>
internal sealed class SegmentQuery : IDisposable
{
    // More terms than these are gathered into a set at once; a cursor each would take more room and time than that.
    private const int FewTerms = 8;

    // So many are looked up as words are.
    private const int FewKept = 64;

    private readonly SegmentView segment;
    private readonly QueryResources resources;
    private readonly List<SetNode> sets = [];
    private readonly List<ScoredWord> words = [];
    private readonly List<PairWord> pairWords = [];

    public SegmentQuery(SegmentView segment, QueryResources resources) => (this.segment, this.resources) = (segment, resources);

    private SearchBudget Budget => resources.Budget;

    private Scratch Scratch => resources.Scratch;

    /// <summary>The node of a clause; null where nothing of it is in the segment.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="factor">What its scores are multiplied with.</param>
    /// <param name="isScored">Whether anybody asks for scores.</param>
    public WindowNode? Node(PlanClause clause, double factor, bool isScored) => clause switch
    {
        TextClause text => Text(text, factor, isScored),
        ConstantClause constant => Condition(constant.Condition, constant.Score * factor),
        FilterClause filter => Condition(filter.Condition, 0),
        PositionClause positions => Positions(positions, factor, isScored),
        BoostedClause boosted => Node(boosted.Clause, factor * boosted.Factor, isScored),
        CompoundClause compound => Compound(compound, factor, isScored),
        _ => throw new InvalidOperationException($"There is no node of {clause.GetType().Name}."),
    };

    /// <summary>What a pair of words adds to scores; null where no field of the segment has both.</summary>
    /// <param name="pair">The pair, of words whose nodes were made before.</param>
    /// <param name="factor">What its scores are multiplied with.</param>
    public PairCursor? Pair(WordPair pair, double factor)
    {
        if (Scored(pair.Left) is not { } left || Scored(pair.Right) is not { } right)
        {
            return null;
        }

        var names = pair.Phrase.Fields;
        var fields = new List<PairField>(names.Count);
        for (var i = 0; i < names.Count; i++)
        {
            if (left.In(names[i]) is { } first && right.In(names[i]) is { } second)
            {
                fields.Add(new(PairWordOf(first), PairWordOf(second), Score(names[i], pair.Phrase, factor)));
            }
        }

        if (fields.Count == 0)
        {
            return null;
        }

        left.Node.IsCounted = right.Node.IsCounted = true;
        return new PairCursor(fields, resources.Formula.Combines, Budget);
    }

    // A word between two others is part of two pairs, and read once.
    private PairWord PairWordOf((PostingList List, FieldMatches Matches) word)
    {
        foreach (var known in pairWords)
        {
            if (known.Matches == word.Matches)
            {
                return known;
            }
        }

        var positions = Scratch.Positions();
        positions.Open(segment.Postings, word.List);
        var made = new PairWord(word.Matches, positions);
        pairWords.Add(made);
        return made;
    }

    public void Dispose()
    {
        foreach (var set in sets)
        {
            set.Return();
        }
    }

    private TextNode? Text(TextClause text, double factor, bool isScored)
    {
        var names = text.Words.Fields;
        var fields = new List<(TextMatcher, FieldScore?)>(names.Count);
        var held = new List<string>(names.Count);
        for (var i = 0; i < names.Count; i++)
        {
            var field = names[i];
            if (Matcher(field, text.Words) is { } matcher)
            {
                fields.Add((matcher, isScored ? Score(field, text.Words, factor) : null));
                held.Add(field);
            }
        }

        if (fields.Count == 0)
        {
            return null;
        }

        var node = new TextNode(fields, resources.Formula.Combines, Scratch);
        if (isScored && resources.Formula.ScoresPairs)
        {
            words.Add(new(text.Words, node, held));
        }

        return node;
    }

    // Of the same word twice in a query each has a node of its own.
    private ScoredWord? Scored(PhrasePattern word)
    {
        foreach (var scored in words)
        {
            if (ReferenceEquals(scored.Word, word))
            {
                return scored;
            }
        }

        return null;
    }

    private FieldScore Score(string field, PhrasePattern words, double factor) => new(
        resources.Formula.Weight(field, words) * factor,
        resources.Formula.Lengths(segment, field, Budget),
        resources.Formula.Table(field));

    private TextMatcher? Matcher(string field, PhrasePattern words)
    {
        if (words.Terms is [var only])
        {
            return List(field, only) is { } list ? Term(list) : null;
        }

        var terms = new List<(PostingList, int)>(words.Terms.Count);
        for (var i = 0; i < words.Terms.Count; i++)
        {
            if (List(field, words.Terms[i]) is not { } list)
            {
                return null;
            }

            terms.Add((list, words.Positions[i]));
        }

        return words.Slop == 0
            ? new ExactPhraseMatcher(segment.Postings, terms, Scratch, Budget)
            : new SloppyPhraseMatcher(segment.Postings, terms, words.Terms, words.Slop, Scratch, Budget);
    }

    private PostingList? List(string field, string term) =>
        resources.Point.Terms.List(field, term, segment.Ord, Budget) is { DocumentCount: > 0 } list ? list : null;

    private TermMatcher Term(in PostingList list)
    {
        var cursor = Scratch.Cursor();
        cursor.Open(segment.Postings, list);
        return new(cursor, Budget);
    }

    private PositionNode? Positions(PositionClause clause, double factor, bool isScored)
    {
        if (Node(clause.Words, factor, isScored) is not { } words)
        {
            return null;
        }

        var readers = new SpanReaders(segment.Postings, Scratch.Positions, new SpanAllowance(Budget), Budget);
        var held = new List<SpanReader>(clause.Fields.Count);
        foreach (var field in clause.Fields)
        {
            if (readers.Open(clause.Positions, field) is { } reader)
            {
                held.Add(reader);
            }
        }

        return held.Count == 0 ? null : new PositionNode(words, [.. held], clause.Count, Budget);
    }

    private ConstantNode? Condition(ArticleCondition condition, double score) => condition switch
    {
        EveryArticle => new EveryNode(segment.DocumentCount, score),
        HasTerm has => Terms([has.Term], score),
        HasAnyTerm any => Terms(any.Terms, score),
        HasDate => WithDates(score),
        Matching matching => Node(matching.Clause, 1, isScored: false) is { } inner ? new MatchingNode(inner, score) : null,
        _ => Filtered(condition, score),
    };

    private ConstantNode? Terms(IReadOnlyList<FieldTerm> terms, double score)
    {
        const int stepsATerm = 100;
        var lists = new List<PostingList>(Math.Min(terms.Count, FewTerms));
        foreach (var term in terms)
        {
            // What an index looked up last it knows of all its segments; but many terms, and ids, would drive out what others ask for.
            if (terms.Count <= FewKept && term is { Text: { } text, Field: not (FieldNames.Id or FieldNames.Url) })
            {
                if (List(term.Field, text) is { } known)
                {
                    lists.Add(known);
                }

                continue;
            }

            Budget.Spend(stepsATerm);
            if (segment.Postings.Field(term.Field) is { } field && field.TryFind(term.Bytes.Span, out var list))
            {
                lists.Add(list);
            }
        }

        if (lists.Count == 0)
        {
            return null;
        }

        if (lists.Count <= FewTerms)
        {
            return new TermsNode([.. lists.Select(l => Term(l))], score, Scratch);
        }

        var bits = SetNode.Rent(segment.DocumentCount);
        var cursor = Scratch.Cursor();
        foreach (var list in lists)
        {
            cursor.Open(segment.Postings, list);
            SetNode.Add(cursor, bits, Scratch.Marks, Budget);
        }

        return Set(bits, score);
    }

    private SetNode? Filtered(ArticleCondition condition, double score)
    {
        var filtered = ConditionFilter.Of(condition, Budget).GetDocIdSet(segment.Leaf, null);
        if (filtered is FixedBitSet set)
        {
            var own = SetNode.Rent(segment.DocumentCount);
            MemoryMarshal.Cast<long, ulong>(set.GetBits().AsSpan(0, (set.Length + 63) >> 6)).CopyTo(own);
            return Set(own, score);
        }

        return filtered is null ? null : throw new InvalidOperationException($"{condition.GetType().Name} has no set.");
    }

    private SetNode WithDates(double score)
    {
        var bits = SetNode.Rent(segment.DocumentCount);
        var dates = segment.Columns.Dates;
        for (var from = 0; from < segment.DocumentCount; from += Window.Size)
        {
            Budget.Spend(Window.Words);
            var count = Math.Min(Window.Size, segment.DocumentCount - from);
            var words = bits.AsSpan(from >> 6, Window.Words);
            words.Fill(ulong.MaxValue);
            AcceptedDocuments.EndAt(words, count);
            AcceptedDocuments.Within(dates.Window(from)[..count], OptionalNumbers.None + 1, long.MaxValue, words);
        }

        return Set(bits, score);
    }

    private SetNode Set(ulong[] bits, double score)
    {
        var node = new SetNode(bits, segment.DocumentCount, score);
        sets.Add(node);
        return node;
    }

    private WindowNode? Compound(CompoundClause compound, double factor, bool isScored)
    {
        var must = new List<WindowNode>(compound.Must.Count);
        foreach (var clause in compound.Must)
        {
            if (Node(clause, factor, isScored) is not { } node)
            {
                return null;
            }

            must.Add(node);
        }

        var should = isScored || must.Count == 0 ? Nodes(compound.Should, factor, isScored) : [];
        if (must.Count == 0)
        {
            if (should.Count == 0)
            {
                return null;
            }

            if (compound.MustNot.Count == 0)
            {
                return Any(should);
            }

            must.Add(Any(should));
            should = [];
        }

        var mustNot = Nodes(compound.MustNot, 1, isScored: false);
        return must.Count == 1 && should.Count + mustNot.Count == 0 ? must[0] : new AllNode(must, should, mustNot, Scratch);
    }

    private WindowNode Any(List<WindowNode> nodes) => nodes is [var only] ? only : new AnyNode(nodes, Scratch);

    private List<WindowNode> Nodes(IReadOnlyList<PlanClause> clauses, double factor, bool isScored)
    {
        var nodes = new List<WindowNode>(clauses.Count);
        foreach (var clause in clauses)
        {
            if (Node(clause, factor, isScored) is { } node)
            {
                nodes.Add(node);
            }
        }

        return nodes;
    }

    /// <summary>A word that scores, and the fields that its node was made with.</summary>
    private sealed record ScoredWord(PhrasePattern Word, TextNode Node, List<string> Fields)
    {
        /// <summary>Where it stands in a field; null where it does not.</summary>
        public (PostingList List, FieldMatches Matches)? In(string field) =>
            Fields.IndexOf(field) is >= 0 and var at && Node.List(at) is { } list ? (list, Node.MatchesIn(at)) : null;
    }
}

/// <summary>What the nodes of one search of an index share.</summary>
/// <param name="Point">The index at a moment.</param>
/// <param name="Formula">What words score.</param>
/// <param name="Scratch">Where room comes from.</param>
/// <param name="Budget">The time there is.</param>
internal sealed record QueryResources(PointInTime Point, ScoringFormula Formula, Scratch Scratch, SearchBudget Budget);
