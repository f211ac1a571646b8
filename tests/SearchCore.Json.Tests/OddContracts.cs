using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Queries;

namespace SearchCore.Json.Tests;

/// <summary>Random requests, results, stored articles and reports.</summary>
internal sealed class OddContracts(Random random) : OddTrees(random)
{
    public SearchRequest Request() => new()
    {
        Query = Maybe(Text),
        Tree = Flag() ? null : Tree(3),
        Dialect = Any<QueryDialect>(),
        Lenient = Flag(),
        Limits = Flag()
            ? SyntaxLimits.Default
            : new() { Nesting = Random.Next(1, 201), Clauses = Int(), TextLength = Int(), Distance = Int() },
        DefaultOperator = Any<QueryOperator>(),
        Published = Flag() ? null : new(MaybeDate(), MaybeDate()),
        Select = List(DrillDown),
        Facets = List(Facet),
        Timeline = Flag() ? null : new(Any<TimelineUnit>()) { By = Flag() ? null : Facet(1), Field = Maybe(Text) },
        Significant = List(i => new SignificantRequest(Name(i)) { Top = Int() }),
        Against = Flag() ? null : new()
        {
            Query = Maybe(Text),
            Tree = Flag() ? null : Tree(3),
            Published = Flag() ? null : new(MaybeDate(), MaybeDate()),
            Select = List(DrillDown),
        },
        SimilarTo = Maybe(Text),
        Unique = Flag(),
        Sort = Any<SearchSort>(),
        SortBy = Flag() ? null : new(Text(), Flag()),
        Boosts = List(Boost),
        GroupBy = Maybe(Text),
        Limit = Int(),
        Skip = Int(),
        After = Maybe(Text),
        Fields = (HitFields)Random.Next(16),
        Suggest = Flag(),
        SnippetLength = Int(),
        Now = Flag() ? null : Moment(),
        Zone = Maybe(Text),
        TimeLimit = Duration(),
    };

    public EntityRequest EntityRequest() => new(Text(), Text())
    {
        Top = Int(),
        Companions = List(_ => Text()),
        Unit = Any<TimelineUnit>(),
        Published = Flag() ? null : new(MaybeDate(), MaybeDate()),
        Articles = Int(),
        Zone = Maybe(Text),
        TimeLimit = Duration(),
    };

    public EntityPage EntityPage() => new()
    {
        Kind = Text(),
        Name = Text(),
        AlsoNamed = List(_ => Text()),
        Forms = List(_ => new FacetValue(Text(), Random.NextInt64())),
        Articles = new(Long(), Any<TotalRelation>()),
        Timeline = Flag() ? null : Timeline(),
        Companions = List(i => Significance(Name(i))),
        Sources = Facet(Name(0)),
        Newest = List(Hit),
        IsPartial = Flag(),
    };

    public StandingQuery Standing() => new()
    {
        Name = Text(),
        Request = Request(),
        Scope = Flag() ? null : Scope(),
        Version = Flag() ? 0 : Random.Next(1, int.MaxValue),
        Stored = Flag() ? null : Moment(),
    };

    public SearchScope Scope() => new(Tree(3)) { Forbidden = (QueryParts)Random.Next(4_096) };

    public StandingEvent StandingEvent() => new()
    {
        Number = Random.NextInt64(),
        Query = Text(),
        Version = Random.NextInt64(),
        Commit = Random.NextInt64(),
        At = Moment(),
        Article = Flag() ? null : Hit(0),
        Fault = Maybe(Text),
    };

    public SearchResults Results() => new()
    {
        Total = new(Long(), Any<TotalRelation>()),
        Stories = Flag() ? null : new(Long(), Any<TotalRelation>()),
        Hits = List(Hit),
        Groups = Flag() ? null : Long(),
        Facets = List(i => Facet(Name(i))),
        Timeline = Flag() ? null : Timeline(),
        Significant = List(i => Significance(Name(i))),
        Suggestions = List(i => new Suggestion
        {
            Start = Int(),
            End = Int(),
            Text = Text(),
            Replacement = Text(),
            Articles = Random.NextInt64(),
            Query = Maybe(Text),
        }),
        Missing = List(_ => new MissingShard(Text(), Text())),
        Next = Maybe(Text),
        IsPartial = Flag(),
        Warnings = List(Diagnostic),
        Took = Duration(),
    };

    public HitStory HitStory() => new() { Id = Text(), Articles = Int(), Matches = Long() };

    public NearArticle Near() => new()
    {
        Id = Text(),
        Overlap = Double(),
        Title = Maybe(Text),
        Published = MaybeDate(),
        Source = Maybe(Text),
    };

    public Story Story() => new() { Articles = [Text(), .. List(_ => Text())] };

    public Facet Facet(string kind) => new() { Kind = kind, Values = List(_ => new FacetValue(Text(), Long())), Distinct = Long() };

    public Timeline Timeline() => new()
    {
        Field = Maybe(Text),
        Unit = Any<TimelineUnit>(),
        Zone = Text(),
        Undated = Long(),
        Buckets = List(Bucket),
        Gaps = List(_ => new TimelineGap(OddDay(), OddDay(), Long(), Long())),
        Series = List(i => new TimelineSeries { Value = Name(i), Buckets = List(Bucket) }),
    };

    public Significance Significance(string kind) => new()
    {
        Kind = kind,
        Sample = Long(),
        Archive = Long(),
        Values = List(_ => new SignificantValue(Text(), Double(), Long(), Long())),
    };

    public StoredArticle Stored() => new()
    {
        Article = new()
        {
            Id = Text(),
            Title = Maybe(Text),
            Body = Maybe(Text),
            Published = MaybeDate(),
            Source = Maybe(Text),
            Url = Maybe(Text),
            Section = Maybe(Text),
            Language = Maybe(Text),
            Authors = List(_ => Text()),
            Tags = List(_ => Text()),
            Entities = List(Entity),
            Members = List(i => new ArticleMember(Name(i), Text())),
        },
        Recognized = List(Entity),
        Mentions = List(i => new ArticleMention(Flag(), Int(), Int(), Entity(i))),
    };

    public HighlightedArticle Highlighted() => new()
    {
        Stored = Stored(),
        TitleMatches = List(_ => new TextRange(Int(), Int())),
        BodyMatches = List(_ => new TextRange(Int(), Int())),
        Texts = List(_ => HighlightedText()),
        IsPartial = Flag(),
    };

    public HighlightedText HighlightedText() => new(Text(), Text(), List(_ => new TextRange(Int(), Int())));

    public CompletionRequest CompletionRequest() => new(Text())
    {
        Top = Int(),
        Kinds = Flag() ? null : List(_ => Text()),
        Words = Flag(),
        Titles = Flag(),
        TimeLimit = Duration(),
    };

    public Completions Completions() => new()
    {
        Values = List(_ => new Completion(Any<CompletionSort>(), Maybe(Text), Text(), Int(), Long())),
        IsPartial = Flag(),
    };

    public QueryExplanation Explanation() => new()
    {
        Query = Parsed(),
        Rewritten = Text(),
        Clauses = List(_ => new ClauseCost { Clause = Text(), Depth = Int(), Articles = Long(), ReadsPositions = Flag() }),
        Formula = Maybe(Text),
        Boost = Maybe(Text),
        Weights = List(_ => new ClauseWeight { Clause = Text(), Weight = Double(), Articles = Long(), IsPair = Flag() }),
        Warnings = List(Diagnostic),
    };

    public IndexingReport Indexing() => new()
    {
        Articles = Long(),
        Replaced = Long(),
        Rejected = Long(),
        Bytes = Long(),
        Elapsed = Duration(),
        RecognizedEntities = Long(),
        Segments = Int(),
        Notices = Enum.GetValues<ArticleNoticeKind>().Where(_ => Flag()).ToDictionary(kind => kind, _ => Long()),
        NoticeExamples = List(i => new ArticleNotice(Name(i), Long(), ArticleNoticeKind.DateUnreadable, Text())
        {
            Line = Long(),
            Id = Text(),
            Member = Text(),
            Value = Text(),
        }),
        Rejections = List(i => new RejectionCount(
            Long(), new(Text(), Long(), Long(), Name(i), Text(), Text()) { Id = Text(), Member = Text() })),
        SkippedFiles = Enum.GetValues<SkipReason>().Where(_ => Flag()).ToDictionary(reason => reason, _ => Long()),
        FailedSources = List(i => new FailedSource { Source = Name(i), Offset = Long(), Reason = Text() }),
        Cancelled = Flag(),
        Sequence = Long(),
    };

    public IndexStatistics Statistics() => new()
    {
        Articles = Long(),
        Deleted = Long(),
        Segments = Int(),
        Bytes = Long(),
        Sequence = Long(),
        ExactForms = Flag(),
        CacheBytes = Long(),
        CacheLimit = Long(),
        OpenFiles = Int(),
        OpenFileLimit = Int(),
        FailedMerges = Int(),
        LastMergeFailure = Maybe(Text),
    };

    public IndexCheck Check() => new()
    {
        IsSound = Flag(),
        Problems = List(_ => Text()),
        Notes = List(_ => Text()),
        Segments = Int(),
        Articles = Long(),
        Bytes = Long(),
    };

    public SnapshotReport Snapshot() => new()
    {
        Path = Text(),
        Sequence = Long(),
        Articles = Long(),
        Files = Int(),
        Linked = Int(),
        Bytes = Long(),
    };

    public RestoreReport Restore() => new() { Sequence = Long(), Articles = Long(), Bytes = Long(), Aside = Maybe(Text) };

    private DateTimeOffset Moment() => new(
        Random.NextInt64(TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay),
        TimeSpan.FromMinutes(Random.Next(-840, 841)));

    private EntityName Entity(int index) => new(Name(index), Text());

    private TimelineBucket Bucket(int index) =>
        new(OddDay(), Long(), Long(), Flag());

    private DateOnly OddDay() => DateOnly.FromDayNumber(Random.Next(DateOnly.MaxValue.DayNumber + 1));

    private SearchHit Hit(int index) => new()
    {
        Story = Flag() ? null : HitStory(),
        Id = Name(index),
        Score = Double(),
        Title = Maybe(Text),
        Published = MaybeDate(),
        Source = Maybe(Text),
        Url = Maybe(Text),
        Snippet = Flag() ? null : Snippet(),
        SnippetField = Maybe(Text),
        Group = Flag() ? null : Group(),
    };

    public HitGroup Group() => new(Text(), Long());

    private Snippet Snippet()
    {
        var text = $"{Text()}{Text()}";

        // Between whole characters: half of one is no text that JSON could carry.
        var cuts = Enumerable.Range(0, text.Length + 1).Where(i => i == text.Length || !char.IsLowSurrogate(text[i]))
            .Where(_ => Random.Next(3) == 0).ToList();
        return new(text, [.. cuts.Chunk(2).Where(c => c.Length == 2).Select(c => new TextRange(c[0], c[1]))]);
    }
}
