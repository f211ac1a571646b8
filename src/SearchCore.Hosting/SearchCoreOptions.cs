namespace SearchCore.Hosting;

/// <summary>
/// How a host keeps an index. Everything but <see cref="Path"/> has a default. Can be set in code and bound to configuration, also by the
/// binding generator; validated when the host starts, with every fault named.
/// </summary>
public sealed class SearchCoreOptions
{
    /// <summary>The index's folder, made where it is missing. Needed, unless <see cref="InMemory"/>.</summary>
    public string? Path { get; set; }

    /// <summary>Whether the index is in memory and gone with the host, for tests. Default: it is in a folder.</summary>
    public bool InMemory { get; set; }

    /// <summary>
    /// Whether the host only follows what another process commits to the folder; there is no <see cref="IArticleIngest"/> then. Default: it
    /// writes.
    /// </summary>
    public bool ReadOnly { get; set; }

    /// <summary>
    /// How long after an article was taken searches see it at the latest, where nobody waits for it; of a follower, how often it looks for
    /// commits. Default one second.
    /// </summary>
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long after an article was taken it is durable at the latest. Default five seconds.</summary>
    public TimeSpan CommitInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>After how many changes a commit is made before its time. Default 500.</summary>
    public int CommitAfter { get; set; } = 500;

    /// <summary>After how many bytes of titles and bodies a commit is made before its time. Default 16 million.</summary>
    public long CommitAfterBytes { get; set; } = 16_000_000;

    /// <summary>How many articles may wait to be taken. Default 10,000.</summary>
    public int QueueCapacity { get; set; } = 10_000;

    /// <summary>
    /// How long a caller waits for room in a full queue before it is refused (<see cref="OverloadedException"/>). Default five seconds;
    /// zero refuses at once.
    /// </summary>
    public TimeSpan QueueTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many searches run at a time. 0 (the default) for one a processor.</summary>
    public int MaxSearches { get; set; }

    /// <summary>How many searches may wait for their turn; further ones are refused (<see cref="OverloadedException"/>). Default 100.
    /// </summary>
    public int MaxWaitingSearches { get; set; } = 100;

    /// <summary>
    /// From when on a search is logged as slow, with its query and how it ran; zero for every search. Null (the default) logs none: the log
    /// says who looks for whom.
    /// </summary>
    public TimeSpan? SlowSearch { get; set; }

    /// <summary>
    /// Whether the host reads the columns of facets when it starts, so that its first searches are fast. Default: it does not.
    /// </summary>
    public bool WarmUp { get; set; }

    /// <summary>Health: how old the oldest change that is not durable may be. Default one minute.</summary>
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Health: how many bytes must be free on the index's disk. Default one billion; 0 asks for none.</summary>
    public long LeastFreeBytes { get; set; } = 1_000_000_000;

    /// <summary>As <see cref="ArticleIndexOptions.Language"/>.</summary>
    public string? Language { get; set; }

    /// <summary>As <see cref="ArticleIndexOptions.DetectLanguages"/>.</summary>
    public bool DetectLanguages { get; set; }

    /// <summary>As <see cref="ArticleIndexOptions.ExactForms"/>.</summary>
    public bool? ExactForms { get; set; }

    /// <summary>
    /// The fields of the archive's own, as <see cref="FieldDeclaration.Parse"/> reads them: <c>price:number</c>. Null (the default) leaves
    /// an index as it is.
    /// </summary>
    public IList<string>? Fields { get; set; }

    /// <summary>Whether entities are found in articles that come without. Default: they are.</summary>
    public bool RecognizeEntities { get; set; } = true;

    /// <summary>As <see cref="ArticleIndexOptions.Workers"/>.</summary>
    public int Workers { get; set; }

    /// <summary>As <see cref="ArticleIndexOptions.MemoryMegabytes"/>. Default 64: a host takes articles one by one.</summary>
    public int MemoryMegabytes { get; set; } = 64;

    /// <summary>As <see cref="ArticleIndexOptions.CacheMegabytes"/>.</summary>
    public int? CacheMegabytes { get; set; }

    /// <summary>As <see cref="ArticleIndexOptions.OpenFileLimit"/>.</summary>
    public int? OpenFileLimit { get; set; }

    /// <summary>As <see cref="ArticleIndexOptions.SearchThreads"/>.</summary>
    public int SearchThreads { get; set; } = 1;

    /// <summary>As <see cref="ArticleIndexOptions.CursorLifetime"/>.</summary>
    public TimeSpan CursorLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>As <see cref="ArticleIndexOptions.CursorPoints"/>.</summary>
    public int CursorPoints { get; set; } = 32;

    /// <summary>As <see cref="ArticleIndexOptions.CursorMegabytes"/>.</summary>
    public int CursorMegabytes { get; set; } = 1_000;

    /// <summary>As <see cref="ArticleIndexOptions.SegmentsPerTier"/>. Default 8: a host commits little at a time.</summary>
    public int SegmentsPerTier { get; set; } = 8;

    /// <summary>As <see cref="ArticleIndexOptions.TraceQueries"/>.</summary>
    public bool TraceQueries { get; set; }
}
