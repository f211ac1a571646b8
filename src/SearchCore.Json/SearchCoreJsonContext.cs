using System.Text.Json.Serialization;

using SearchCore.Articles;
using SearchCore.Queries;

namespace SearchCore.Json;

/// <summary>
/// Generated metadata of every type that goes over the wire, for trimmed and ahead-of-time compiled programs and for
/// <c>options.TypeInfoResolverChain</c> of a host.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = (2 * Queries.SyntaxLimits.DeepestTree) + 16)]
[JsonSerializable(typeof(SearchRequest))]
[JsonSerializable(typeof(DrillDown))]
[JsonSerializable(typeof(FacetRequest))]
[JsonSerializable(typeof(TimelineRequest))]
[JsonSerializable(typeof(SignificantRequest))]
[JsonSerializable(typeof(PublishedRange))]
[JsonSerializable(typeof(SyntaxLimits))]
[JsonSerializable(typeof(HitFields))]
[JsonSerializable(typeof(SearchSort))]
[JsonSerializable(typeof(TimelineUnit))]
[JsonSerializable(typeof(QueryDialect))]
[JsonSerializable(typeof(QueryOperator))]
[JsonSerializable(typeof(QueryNode))]
[JsonSerializable(typeof(DateInterval))]
[JsonSerializable(typeof(Proximity))]
[JsonSerializable(typeof(QueryDirectives))]
[JsonSerializable(typeof(QueryDiagnostic))]
[JsonSerializable(typeof(QueryParseResult))]
[JsonSerializable(typeof(QueryExplanation))]
[JsonSerializable(typeof(ClauseCost))]
[JsonSerializable(typeof(SearchResults))]
[JsonSerializable(typeof(TotalHits))]
[JsonSerializable(typeof(SearchHit))]
[JsonSerializable(typeof(Snippet))]
[JsonSerializable(typeof(TextRange))]
[JsonSerializable(typeof(Facet))]
[JsonSerializable(typeof(FacetValue))]
[JsonSerializable(typeof(Timeline))]
[JsonSerializable(typeof(TimelineSeries))]
[JsonSerializable(typeof(TimelineBucket))]
[JsonSerializable(typeof(Significance))]
[JsonSerializable(typeof(SignificantValue))]
[JsonSerializable(typeof(Suggestion))]
[JsonSerializable(typeof(Article))]
[JsonSerializable(typeof(StoredArticle))]
[JsonSerializable(typeof(ArticleMention))]
[JsonSerializable(typeof(IndexingReport))]
[JsonSerializable(typeof(FailedSource))]
[JsonSerializable(typeof(IndexStatistics))]
[JsonSerializable(typeof(IndexCheck))]
[JsonSerializable(typeof(SnapshotReport))]
[JsonSerializable(typeof(RestoreReport))]
public sealed partial class SearchCoreJsonContext : JsonSerializerContext;
