using SearchCore.Searching.Budget;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Overlaps;
using SearchCore.Searching.Partials;
using SearchCore.Searching.Running;
using SearchCore.Searching.Snapshots;
using SearchCore.Storage;

namespace SearchCore.Searching.Sharding;

/// <summary>
/// A shard's part in one search, over its rounds: what it found in the first one serves the others. For one thread at a time; to be
/// disposed.
/// </summary>
/// <param name="points">The shard, alone. It is leased already, and the lease is this one's.</param>
/// <param name="search">The search, planned by what is known of all shards.</param>
/// <param name="budget">The time there is for all rounds.</param>
/// <param name="stories">The shard's stories, where hits are stories; else null.</param>
internal sealed class ShardSearch(PointInTimeSet points, PreparedSearch search, SearchBudget budget, MemberStories? stories) : IDisposable
{
    private IndexSearch? index;
    private PartialResults? found;
    private bool hasBackground;
    private IEnumerator<ExportedMatch>? export;
    private long exported;

    /// <summary>The shard.</summary>
    public PointInTime Point => points.Members[0];

    /// <summary>Whether it counts stories.</summary>
    public bool CountsStories => stories is not null;

    /// <summary>The zone in which its days begin.</summary>
    public TimeZoneInfo Zone { get; } = RequestCheck.Zone(search.Asked);

    /// <summary>What it found.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed before anything was.</exception>
    public PartialResults Found
    {
        get
        {
            if (found is null)
            {
                index = new(Point, 0, search, budget, stories);
                found = index.Collect(search.Statistics, withTies: true);
            }

            return found;
        }
    }

    /// <summary>What found it.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed before anything was found.</exception>
    public IndexSearch Index
    {
        get
        {
            _ = Found;
            return index!;
        }
    }

    /// <summary>What found it, with the articles to compare with.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    /// <exception cref="MessageException">The search compares with nothing.</exception>
    public IndexSearch WithBackground()
    {
        if (!hasBackground)
        {
            Index.FindBackground(search.Against ?? throw new MessageException("it compares with nothing"));
            hasBackground = true;
        }

        return Index;
    }

    /// <summary>Reads hits.</summary>
    public IReadOnlyList<SearchHit> Fetch(IReadOnlyList<(int Document, double Score)> hits, SearchBudget fetching)
    {
        Checked([.. hits.Select(h => h.Document)]);
        return FetchPhase.Fetch(
            points, [.. hits.Select(h => new PartialHit(0, h.Score, default, 0, h.Document))], search.Asked, search.Plan.Highlights,
            fetching);
    }

    /// <summary>Numbers of articles, all of which the shard has.</summary>
    /// <exception cref="MessageException">It has not.</exception>
    public IReadOnlyList<int> Checked(IReadOnlyList<int> documents) => documents.All(d => (uint)d < (uint)Point.Reader.MaxDoc)
        ? documents
        : throw new MessageException("it names an article that there is not");

    /// <summary>All matches behind the first ones.</summary>
    /// <param name="skip">How many first ones.</param>
    public IEnumerator<ExportedMatch> ExportFrom(long skip)
    {
        if (export is null || exported != skip)
        {
            export?.Dispose();
            export = Matches().GetEnumerator();
            for (exported = 0; exported < skip && export.MoveNext();)
            {
            }
        }

        return export;
    }

    public void Dispose()
    {
        export?.Dispose();
        index?.Dispose();
        points.Release();
    }

    private IEnumerable<ExportedMatch> Matches()
    {
        foreach (var hit in SearchRun.AllOf(Point, search, budget).InOrder())
        {
            exported++;
            yield return new(hit.Key, hit.Tie, StoredArticleReader.Read(hit.Leaf.AtomicReader, hit.Doc));
        }
    }
}
