using SearchCore.Entities;
using SearchCore.Schema;
using SearchCore.Searching.Overlaps;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Standing;

/// <summary>
/// All standing queries made ready, and which of them articles may match at all: found by the terms that they have in common with them, so
/// that ten thousand queries cost a few hundred. Immutable.
/// </summary>
internal sealed class QuerySet
{
    private readonly Dictionary<FieldTerm, List<int>> byTerm = [];
    private readonly List<CompiledQuery> queries = [];
    private readonly List<int> always = [];
    private readonly string[] fields;
    private readonly NamedSignatures named;

    /// <summary>Makes queries ready.</summary>
    /// <param name="stored">The queries.</param>
    /// <param name="view">What is known of the articles that there are.</param>
    /// <param name="aliases">The names of entities.</param>
    /// <param name="kinds">Kinds of entity that queries may name besides.</param>
    /// <param name="now">A moment.</param>
    public QuerySet(
        IEnumerable<StandingQuery> stored, PointInTimeSet view, IEntityAliases? aliases, IReadOnlyCollection<string> kinds,
        DateTimeOffset now)
    {
        var hasSignatures = view.Members.All(SignatureScan.IsPossible);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var query in stored)
        {
            var compiled = CompiledQuery.Of(query, view, aliases, kinds, now, hasSignatures, term => ArticlesWith(view, term));
            ids.UnionWith(compiled.Named);
            if (compiled.Terms is { } terms)
            {
                foreach (var term in terms)
                {
                    (byTerm.TryGetValue(term, out var some) ? some : byTerm[term] = []).Add(queries.Count);
                }
            }
            else
            {
                always.Add(queries.Count);
            }

            queries.Add(compiled);
        }

        fields = [.. byTerm.Keys.Select(t => t.Field).Distinct(StringComparer.Ordinal)];
        named = new(ids);
    }

    /// <summary>The queries that an article of a batch may match, in their order.</summary>
    /// <param name="archive">The articles that there are; null where there are none.</param>
    /// <param name="segment">The batch.</param>
    public IEnumerable<CompiledQuery> Candidates(PointInTime? archive, SegmentView segment)
    {
        var found = new bool[queries.Count];
        foreach (var query in always)
        {
            found[query] = true;
        }

        var held = fields.Sum(f => segment.Reader.GetTerms(f)?.Count ?? 0);
        if (held < byTerm.Count)
        {
            Walk(segment, found);
        }
        else
        {
            LookUp(segment, found);
        }

        foreach (var id in named.Near(archive, segment))
        {
            Mark(new FieldTerm(FieldNames.Id, id), found);
        }

        return queries.Where((_, i) => found[i]);
    }

    // Each term of the segment.
    private void Walk(SegmentView segment, bool[] found)
    {
        foreach (var field in fields)
        {
            if (segment.Reader.GetTerms(field)?.GetEnumerator() is not { } terms)
            {
                continue;
            }

            while (terms.MoveNext())
            {
                var bytes = terms.Term;
                Mark(new FieldTerm(field, bytes.Bytes.AsMemory(bytes.Offset, bytes.Length)), found);
            }
        }
    }

    // Each term of a query.
    private void LookUp(SegmentView segment, bool[] found)
    {
        foreach (var term in byTerm.Keys)
        {
            if (segment.Postings.Field(term.Field) is { } field && field.TryFind(term.Bytes.Span, out _))
            {
                Mark(term, found);
            }
        }
    }

    private void Mark(FieldTerm term, bool[] found)
    {
        if (byTerm.TryGetValue(term, out var some))
        {
            foreach (var query in some)
            {
                found[query] = true;
            }
        }
    }

    private static long ArticlesWith(PointInTimeSet view, FieldTerm term)
    {
        var count = 0L;
        foreach (var segment in view.Members.SelectMany(m => m.Segments))
        {
            if (segment.Postings.Field(term.Field) is { } field && field.TryFind(term.Bytes.Span, out var list))
            {
                count += list.DocumentCount;
            }
        }

        return count;
    }
}
