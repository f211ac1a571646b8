using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Analysis;
using SearchCore.Articles.Checksums;
using SearchCore.Entities;
using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Postings;
using SearchCore.Storage;

namespace SearchCore.Searching.Snapshots;

/// <summary>
/// The index at one moment with what searches share about it: its segments, the kinds there are, the map of facet ordinals. Counted: it
/// begins with one lease, its maker's, and its reader is closed when the last lease has ended. Thread-safe.
/// </summary>
internal sealed class PointInTime : ITermView
{
    private const int MostScopes = 64, MostRemembered = 16;

    private static readonly object SeenOnce = new(), Unmakable = new();

    private readonly Lazy<IReadOnlyList<TextAnalysis>> analyses;
    private readonly Lazy<ulong> identity;

    // Lucene's makes a list of all files each time.
    private readonly Lazy<long> sequence;
    private readonly ConcurrentDictionary<SearchScope, PointInTime> scopes = new();
    private readonly ConcurrentDictionary<object, object> remembered = new();
    private readonly PointInTime? whole;
    private readonly VisibleWords? words;
    private FacetOrdinals? facets;
    private IReadOnlyDictionary<string, FieldType>? types;
    private IReadOnlyList<string>? wordFields;
    private int leases = 1;

    private PointInTime Owner => whole ?? this;

    /// <summary>Makes the point of a reader and takes the reader over.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="schema">What the index is made to hold.</param>
    /// <param name="aliases">Under which names entities are kept; null where that is not known.</param>
    /// <param name="synonyms">What is searched for what; null where nothing is.</param>
    /// <param name="before">The moment before this one, of which this one learns where terms stand; null for none.</param>
    public PointInTime(
        DirectoryReader reader,
        IndexSchema schema,
        IEntityAliases? aliases = null,
        Synonyms? synonyms = null,
        PointInTime? before = null)
    {
        Reader = reader;
        try
        {
            Segments = [.. reader.Leaves.Select(leaf => new SegmentView(leaf))];
        }
        catch
        {
            reader.Dispose();
            throw;
        }

        Terms = new(Segments, before?.Terms);

        Schema = schema;
        Aliases = aliases;
        Synonyms = synonyms;
        Kinds = new DeferredSet<string>(() => FacetKinds.Of(reader));
        analyses = new(() => HeldLanguages.Of(Segments, schema), LazyThreadSafetyMode.PublicationOnly);
        identity = new(() => IdentityOf(reader));
        sequence = new(() => CommitData.SequenceOf(reader.IndexCommit.UserData), LazyThreadSafetyMode.PublicationOnly);
    }

    // What hides articles of another point; that one is leased in its place, and owns the files.
    private PointInTime(PointInTime whole, SearchScope scope, IReadOnlyList<FixedBitSet?> visible)
    {
        (this.whole, Forbidden) = (whole, scope.Forbidden);
        Reader = new VisibleIndex(whole.Reader, visible);
        Segments = [.. Reader.Leaves.Select(leaf => new SegmentView(leaf))];
        Terms = new(Segments);
        (Schema, Aliases, Synonyms, Threads) = (whole.Schema, whole.Aliases, whole.Synonyms, whole.Threads);
        (Name, TellsQueries) = (whole.Name, whole.TellsQueries);
        Kinds = new DeferredSet<string>(() => FacetKinds.Of(Reader));
        analyses = new(() => HeldLanguages.Of(Segments, Schema), LazyThreadSafetyMode.PublicationOnly);
        (identity, sequence) = (whole.identity, whole.sequence);
        words = new VisibleWords(Reader, Schema);
    }

    /// <summary>The reader; open as long as there is a lease.</summary>
    public DirectoryReader Reader { get; }

    /// <inheritdoc/>
    public QueryParts Forbidden { get; }

    /// <summary>Its segments.</summary>
    public IReadOnlyList<SegmentView> Segments { get; }

    /// <summary>Their terms.</summary>
    public IndexTerms Terms { get; }

    /// <summary>What the index is made to hold.</summary>
    public IndexSchema Schema { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, FieldType>? Fields => types ??= Schema.FieldTypes;

    /// <inheritdoc/>
    public IReadOnlyList<string> WordFields => wordFields ??= Schema.WordFields;

    /// <inheritdoc/>
    public bool HasExactForms => Schema.ExactForms;

    /// <inheritdoc/>
    public IReadOnlyList<TextAnalysis> Analyses => analyses.Value;

    /// <inheritdoc/>
    public TextAnalysis AnalysisFor(string? language) => Schema.AnalysisFor(language);

    /// <summary>Under which names entities are kept; null where that is not known.</summary>
    public IEntityAliases? Aliases { get; }

    /// <summary>What is searched for what; null where nothing is.</summary>
    public Synonyms? Synonyms { get; }

    /// <inheritdoc/>
    public bool HasSynonyms => Synonyms is not null;

    /// <inheritdoc/>
    public long Articles => Reader.NumDocs;

    /// <summary>Whether segments have articles that are deleted, or that a scope hides.</summary>
    public bool HasDeletions => Reader.NumDocs < Reader.MaxDoc;

    /// <summary>What measurements call the index.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Whether measurements may say what was searched for.</summary>
    public bool TellsQueries { get; init; }

    /// <summary>What closes the reader when the last lease has ended; null where whoever ends it does.</summary>
    public ClosingQueue? Closing { get; init; }

    /// <summary>How many threads one search may use.</summary>
    public SearchThreads Threads { get; init; } = SearchThreads.One;

    /// <summary>Facet values numbered over all segments.</summary>
    public FacetOrdinals Facets =>
        Volatile.Read(ref facets) ?? Interlocked.CompareExchange(ref facets, new(Reader, Owner.Reader), null) ?? facets!;

    /// <inheritdoc/>
    public T Ask<T>(Lookup<T> lookup, SearchBudget budget)
        where T : class => lookup.Answer(this, budget);

    /// <summary>
    /// Whether a word that is written so, of a term, is one that may be known of. It is, where no scope hides articles; within one, where
    /// an article of it has the word.
    /// </summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public bool Has(string written, string term, SearchBudget budget) => words?.Has(written, term, budget) != false;

    /// <summary>
    /// This moment for whoever may know of some articles only. Leasing it leases this one; what is made of it is kept as long as this one,
    /// for the scopes that were used last.
    /// </summary>
    /// <param name="scope">The scope.</param>
    /// <param name="find">Finds its articles, by segment; null where a segment has none.</param>
    public PointInTime Within(SearchScope scope, Func<IReadOnlyList<FixedBitSet?>> find)
    {
        if (scopes.TryGetValue(scope, out var known))
        {
            return known;
        }

        var made = new PointInTime(this, scope, find());
        if (scopes.Count >= MostScopes)
        {
            scopes.Clear();
        }

        return scopes.GetOrAdd(scope, made);
    }

    /// <summary>
    /// Something that follows from this moment alone, made when it is asked for again: who searches an archive that changes by the second
    /// asks once a moment. The last few are kept.
    /// </summary>
    /// <param name="key">What it is, with the equality of values.</param>
    /// <param name="make">Makes it; null where it cannot be, which is remembered too.</param>
    /// <returns>Null at the first time, and where it cannot be made.</returns>
    public T? Again<T>(object key, Func<T?> make)
        where T : class
    {
        if (!remembered.TryGetValue(key, out var known))
        {
            if (remembered.Count >= MostRemembered)
            {
                remembered.Clear();
            }

            remembered[key] = SeenOnce;
            return null;
        }

        return known == SeenOnce ? (remembered[key] = make() ?? Unmakable) as T : known as T;
    }

    /// <summary>The kinds of facet values that articles have, in this point in time.</summary>
    public IReadOnlySet<string> Kinds { get; }

    /// <summary>
    /// A number that another moment of this index will not have: cursors name the moment by it, also to other processes. The same commit
    /// opened twice has the same.
    /// </summary>
    public ulong Identity => identity.Value;

    /// <summary>The number of the last commit before this moment; 0 where there is none.</summary>
    public long Sequence => sequence.Value;

    /// <summary>Takes a lease of whatever point a field holds now, also while another thread exchanges it.</summary>
    /// <exception cref="ObjectDisposedException">The field holds none any more.</exception>
    public static PointInTime Lease(ref PointInTime? location)
    {
        while (true)
        {
            var point = Volatile.Read(ref location);
            ObjectDisposedException.ThrowIf(point is null, typeof(PointInTime));
            if (point.TryLease())
            {
                return point;
            }
        }
    }

    // The version alone would be enough if a crash could not take back changes and give their numbers to others.
    private static ulong IdentityOf(DirectoryReader reader)
    {
        var text = new StringBuilder().Append(reader.Version);
        foreach (var leaf in reader.Leaves)
        {
            var name = (FilterAtomicReader.Unwrap(leaf.AtomicReader) as SegmentReader)?.SegmentName;
            text.Append(CultureInfo.InvariantCulture, $" {name} {leaf.AtomicReader.MaxDoc} {leaf.AtomicReader.NumDocs}");
        }

        return Fingerprint.ShortOf(text.ToString());
    }

    /// <summary>Takes a lease, unless the last one has ended already.</summary>
    public bool TryLease()
    {
        if (whole is not null)
        {
            return whole.TryLease();
        }

        var count = Volatile.Read(ref leases);
        while (count > 0)
        {
            var seen = Interlocked.CompareExchange(ref leases, count + 1, count);
            if (seen == count)
            {
                return true;
            }

            count = seen;
        }

        return false;
    }

    /// <summary>Ends a lease; after the last one the reader is closed, by <see cref="Closing"/> where there is one.</summary>
    public void Release() => Release(Owner.Closing);

    /// <summary>Ends a lease; the last one closes the reader.</summary>
    public void ReleaseHere() => Release(null);

    private void Release(ClosingQueue? queue)
    {
        if (Interlocked.Decrement(ref Owner.leases) > 0)
        {
            return;
        }

        if (queue is not null)
        {
            queue.Add(Owner.Reader);
        }
        else
        {
            Owner.Reader.Dispose();
        }
    }
}
