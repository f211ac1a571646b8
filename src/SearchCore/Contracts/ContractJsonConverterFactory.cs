using System.Text.Json;
using System.Text.Json.Serialization;

using SearchCore.Queries.Json;

namespace SearchCore;

/// <summary>
/// Makes the converters of requests, results and reports, for System.Text.Json, by reflection or by a source generator. The types name it
/// in an attribute, so that nothing has to be set up. The form of each is in docs/json.md and depends on no options.
/// </summary>
public sealed class ContractJsonConverterFactory : JsonConverterFactory
{
    private static readonly Dictionary<Type, Func<JsonConverter>> Converters = new()
    {
        [typeof(SearchRequest)] = () => new DelegatedConverter<SearchRequest>(RequestJson.Read, RequestJson.Write),
        [typeof(TimelineRequest)] = () => new DelegatedConverter<TimelineRequest>(RequestPartsJson.ReadTimeline, RequestPartsJson.Write),
        [typeof(SignificantRequest)] = () =>
            new DelegatedConverter<SignificantRequest>(RequestPartsJson.ReadSignificant, RequestPartsJson.Write),
        [typeof(SearchBackground)] = () => new DelegatedConverter<SearchBackground>(BackgroundJson.Read, BackgroundJson.Write),
        [typeof(PublishedRange)] = () => new DelegatedConverter<PublishedRange>(RequestPartsJson.ReadRange, RequestPartsJson.Write),
        [typeof(HitFields)] = () => new DelegatedConverter<HitFields>(RequestPartsJson.ReadFields, RequestPartsJson.Write),
        [typeof(QueryDialect)] = () => new EnumNameConverter<QueryDialect>(),
        [typeof(SearchResults)] = () => new DelegatedConverter<SearchResults>(ResultsReader.Read, ResultsWriter.Write),
        [typeof(TotalHits)] = () => new DelegatedConverter<TotalHits>(ResultPartsJson.ReadTotal, ResultPartsJson.Write),
        [typeof(TotalRelation)] = () => new EnumNameConverter<TotalRelation>(),
        [typeof(SearchHit)] = () => new DelegatedConverter<SearchHit>(HitJson.Read, HitJson.Write),
        [typeof(HitGroup)] = () => new DelegatedConverter<HitGroup>(HitJson.ReadGroup, HitJson.Write),
        [typeof(HitStory)] = () => new DelegatedConverter<HitStory>(StoryJson.ReadOfHit, StoryJson.Write),
        [typeof(NearArticle)] = () => new DelegatedConverter<NearArticle>(StoryJson.ReadNear, StoryJson.Write),
        [typeof(Story)] = () => new DelegatedConverter<Story>(StoryJson.ReadStory, StoryJson.Write),
        [typeof(Snippet)] = () => new DelegatedConverter<Snippet>(HitJson.ReadSnippet, HitJson.Write),
        [typeof(TextRange)] = () => new DelegatedConverter<TextRange>(HitJson.ReadRange, HitJson.Write),
        [typeof(Facet)] = () => new DelegatedConverter<Facet>(ResultPartsJson.ReadFacet, ResultPartsJson.Write),
        [typeof(FacetValue)] = () => new DelegatedConverter<FacetValue>(ResultPartsJson.ReadValue, ResultPartsJson.Write),
        [typeof(Timeline)] = () => new DelegatedConverter<Timeline>(TimelineJson.Read, TimelineJson.Write),
        [typeof(TimelineSeries)] = () => new DelegatedConverter<TimelineSeries>(TimelineJson.ReadSeries, TimelineJson.Write),
        [typeof(TimelineBucket)] = () => new DelegatedConverter<TimelineBucket>(TimelineJson.ReadBucket, TimelineJson.Write),
        [typeof(TimelineGap)] = () => new DelegatedConverter<TimelineGap>(TimelineJson.ReadGap, TimelineJson.Write),
        [typeof(Significance)] = () => new DelegatedConverter<Significance>(SignificanceJson.Read, SignificanceJson.Write),
        [typeof(SignificantValue)] = () => new DelegatedConverter<SignificantValue>(SignificanceJson.ReadValue, SignificanceJson.Write),
        [typeof(Suggestion)] = () => new DelegatedConverter<Suggestion>(ResultPartsJson.ReadSuggestion, ResultPartsJson.Write),
        [typeof(MissingShard)] = () => new DelegatedConverter<MissingShard>(ResultPartsJson.ReadMissing, ResultPartsJson.Write),
        [typeof(QueryExplanation)] = () => new DelegatedConverter<QueryExplanation>(ExplanationJson.Read, ExplanationJson.Write),
        [typeof(ClauseWeight)] = () => new DelegatedConverter<ClauseWeight>(ExplanationJson.ReadWeight, ExplanationJson.Write),
        [typeof(ClauseCost)] = () => new DelegatedConverter<ClauseCost>(ExplanationJson.ReadCost, ExplanationJson.Write),
        [typeof(StoredArticle)] = () => new DelegatedConverter<StoredArticle>(StoredArticleJson.Read, StoredArticleJson.Write),
        [typeof(CompletionRequest)] = () => new DelegatedConverter<CompletionRequest>(CompletionJson.ReadRequest, CompletionJson.Write),
        [typeof(Completions)] = () => new DelegatedConverter<Completions>(CompletionJson.Read, CompletionJson.Write),
        [typeof(Completion)] = () => new DelegatedConverter<Completion>(CompletionJson.ReadValue, CompletionJson.Write),
        [typeof(CompletionSort)] = () => new EnumNameConverter<CompletionSort>(),
        [typeof(HighlightedArticle)] = () =>
            new DelegatedConverter<HighlightedArticle>(HighlightedArticleJson.Read, HighlightedArticleJson.Write),
        [typeof(HighlightedText)] = () =>
            new DelegatedConverter<HighlightedText>(HighlightedArticleJson.ReadText, HighlightedArticleJson.Write),
        [typeof(ArticleMention)] = () => new DelegatedConverter<ArticleMention>(StoredArticleJson.ReadMention, StoredArticleJson.Write),
        [typeof(EntityRequest)] = () => new DelegatedConverter<EntityRequest>(EntityPageJson.ReadRequest, EntityPageJson.Write),
        [typeof(EntityPage)] = () => new DelegatedConverter<EntityPage>(EntityPageJson.Read, EntityPageJson.Write),
        [typeof(StandingQuery)] = () => new DelegatedConverter<StandingQuery>(StandingJson.ReadQuery, StandingJson.Write),
        [typeof(StandingEvent)] = () => new DelegatedConverter<StandingEvent>(StandingJson.ReadEvent, StandingJson.Write),
        [typeof(SearchScope)] = () => new DelegatedConverter<SearchScope>(StandingJson.ReadScope, StandingJson.Write),
        [typeof(IndexingReport)] = () => new DelegatedConverter<IndexingReport>(IndexingReportJson.Read, IndexingReportJson.Write),
        [typeof(FailedSource)] = () => new DelegatedConverter<FailedSource>(IndexingReportJson.ReadSource, IndexingReportJson.Write),
        [typeof(IndexStatistics)] = () => new DelegatedConverter<IndexStatistics>(IndexReportsJson.ReadStatistics, IndexReportsJson.Write),
        [typeof(IndexCheck)] = () => new DelegatedConverter<IndexCheck>(IndexReportsJson.ReadCheck, IndexReportsJson.Write),
        [typeof(SnapshotReport)] = () => new DelegatedConverter<SnapshotReport>(IndexReportsJson.ReadSnapshot, IndexReportsJson.Write),
        [typeof(RestoreReport)] = () => new DelegatedConverter<RestoreReport>(IndexReportsJson.ReadRestore, IndexReportsJson.Write),
    };

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => Converters.ContainsKey(typeToConvert);

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => Converters[typeToConvert]();
}
