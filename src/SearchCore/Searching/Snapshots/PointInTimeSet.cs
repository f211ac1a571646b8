using Lucene.Net.Index;

using SearchCore.Analysis;
using SearchCore.Articles.Checksums;
using SearchCore.Queries;
using SearchCore.Searching.Budget;

namespace SearchCore.Searching.Snapshots;

/// <summary>
/// Points in time of several indexes that are searched as one, or of a single one. It holds a lease of each. Thread-safe.
/// </summary>
internal sealed class PointInTimeSet : ITermView
{
    private readonly Lazy<IReadOnlyList<TextAnalysis>> analyses;
    private readonly int[] starts;

    /// <summary>Makes a set that takes over one lease of each member.</summary>
    /// <param name="members">The points in time, one at least, all with the same schema.</param>
    public PointInTimeSet(IReadOnlyList<PointInTime> members)
    {
        Members = members;
        HasSynonyms = members[0].HasSynonyms;
        Reader = members is [var only]
            ? only.Reader
            : Together(members);
        starts = new int[members.Count];
        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] = starts[i - 1] + members[i - 1].Reader.MaxDoc;
        }

        analyses = new(() => Members is [var one]
            ? one.Analyses
            : [.. HeldLanguages.Together(Members.Select(m => (m.Articles, Codes(m))).ToList()).Select(TextLanguages.OfCode)]);
        static IReadOnlyList<string> Codes(PointInTime member) => [.. member.Analyses.Select(a => a.Code)];

        Kinds = Members is [var single]
            ? single.Kinds
            : new DeferredSet<string>(() => Members.SelectMany(m => m.Kinds).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The points in time, in the order in which the indexes were given.</summary>
    public IReadOnlyList<PointInTime> Members { get; }

    /// <summary>A reader of all of them.</summary>
    public IndexReader Reader { get; }

    /// <inheritdoc/>
    public IReadOnlySet<string> Kinds { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, FieldType>? Fields => Members[0].Fields;

    /// <inheritdoc/>
    public IReadOnlyList<string> WordFields => Members[0].WordFields;

    /// <inheritdoc/>
    public bool HasExactForms => Members[0].HasExactForms;

    /// <inheritdoc/>
    public IReadOnlyList<TextAnalysis> Analyses => analyses.Value;

    /// <inheritdoc/>
    public TextAnalysis AnalysisFor(string? language) => Members[0].AnalysisFor(language);

    /// <inheritdoc/>
    public QueryParts Forbidden => Members[0].Forbidden;

    /// <inheritdoc/>
    public bool HasSynonyms { get; init; }

    /// <inheritdoc/>
    public long Articles => Reader.NumDocs;

    /// <inheritdoc/>
    public T Ask<T>(Lookup<T> lookup, SearchBudget budget)
        where T : class =>
        Members is [var only] ? lookup.Answer(only, budget) : lookup.Merge([.. Members.Select(m => lookup.Answer(m, budget))]);

    /// <summary>What measurements call them.</summary>
    public string Name => Members is [var only] ? only.Name : string.Join('+', Members.Select(m => m.Name));

    /// <summary>Whether measurements may say what was searched for.</summary>
    public bool TellsQueries => Members.All(m => m.TellsQueries);

    /// <summary>A number that another set of points in time will not have: cursors name the set by it.</summary>
    public ulong Identity => Members is [var only] ? only.Identity : Fingerprint.ShortOf(string.Join(' ', Members.Select(m => m.Identity)));

    /// <summary>How many commits the members had before these points in time.</summary>
    public long Sequence => Members.Sum(m => m.Sequence);

    /// <summary>The number over all members of a document of one.</summary>
    public int Document(int member, int document) => starts[member] + document;

    /// <summary>Which segment, and which of its articles, a number over all members is.</summary>
    public (SegmentView Segment, int Document) Locate(int article)
    {
        var member = Array.BinarySearch(starts, article);
        for (member = member < 0 ? ~member - 1 : member; member + 1 < starts.Length && starts[member + 1] <= article; member++)
        {
            // Members without an article begin where the next one does.
        }

        var (point, document) = (Members[member], article - starts[member]);
        var segment = point.Segments[ReaderUtil.SubIndex(document, point.Reader.Leaves)];
        return (segment, document - segment.Leaf.DocBase);
    }

    /// <summary>Takes a lease of each member, unless the last one of any has ended already.</summary>
    public bool TryLease()
    {
        for (var i = 0; i < Members.Count; i++)
        {
            if (!Members[i].TryLease())
            {
                while (i-- > 0)
                {
                    Members[i].Release();
                }

                return false;
            }
        }

        return true;
    }

    // It is never closed, so it must hold nothing: the leases keep the members open. One that does not close its parts takes a reference of
    // each for its own life; one that does takes none.
    private static MultiReader Together(IReadOnlyList<PointInTime> members) =>
        new([.. members.Select(m => (IndexReader)m.Reader)], closeSubReaders: true);

    /// <summary>Ends a lease of each member.</summary>
    public void Release()
    {
        foreach (var member in Members)
        {
            member.Release();
        }
    }
}
