using SearchCore.Articles;

namespace SearchCore.Benchmarks.Live;

/// <summary>What a search came to.</summary>
/// <param name="Total">How many articles match.</param>
/// <param name="Shown">How many characters were read of the hits: so that nothing can be left out.</param>
/// <param name="IsPartial">Whether the time was not enough.</param>
internal readonly record struct LiveAnswer(long Total, int Shown, bool IsPartial);

/// <summary>An index that is searched while it changes.</summary>
internal interface ILiveIndex : IDisposable
{
    /// <summary>How many segments searches see.</summary>
    int Segments { get; }

    /// <summary>Adds an article, replacing the one with its id.</summary>
    void Add(Article article);

    void Delete(string id);

    /// <summary>Makes changes visible.</summary>
    void Refresh();

    /// <summary>Makes changes durable and visible.</summary>
    void Commit();

    /// <summary>Leaves one segment.</summary>
    void Compact();

    /// <summary>The best ten articles that hold two words.</summary>
    LiveAnswer Search(LiveQuery query, bool withSnippets);
}

/// <summary>Two words, as they are written and as they are indexed.</summary>
internal sealed record LiveQuery(string First, string Second, string FirstTerm, string SecondTerm);

/// <summary>An engine that is measured.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Open">Opens an index: of a folder, merging few segments or none at all.</param>
internal sealed record LiveEngine(string Name, Func<string, bool, ILiveIndex> Open)
{
    public static IReadOnlyList<LiveEngine> All { get; } =
    [
        new("SearchCore", (folder, merges) => new SearchCoreLive(folder, merges)),
        new("Lucene.Net", (folder, merges) => new LuceneNetLive(folder, merges)),
    ];
}
