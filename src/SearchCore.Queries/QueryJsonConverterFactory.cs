using System.Text.Json;
using System.Text.Json.Serialization;

using SearchCore.Queries.Json;

namespace SearchCore.Queries;

/// <summary>
/// Makes the converters of this assembly's types, for System.Text.Json, by reflection or by a source generator. The types name it in an
/// attribute, so that nothing has to be set up. The form of each is in docs/json.md and depends on no options.
/// </summary>
public sealed class QueryJsonConverterFactory : JsonConverterFactory
{
    private static readonly Dictionary<Type, Func<JsonConverter>> Converters = new()
    {
        [typeof(DrillDown)] = () => new DelegatedConverter<DrillDown>(DirectiveJson.ReadDrillDown, DirectiveJson.Write),
        [typeof(FacetRequest)] = () => new DelegatedConverter<FacetRequest>(DirectiveJson.ReadFacet, DirectiveJson.Write),
        [typeof(FieldSort)] = () => new DelegatedConverter<FieldSort>(DirectiveJson.ReadFieldSort, DirectiveJson.Write),
        [typeof(ScoreBoost)] = () => new DelegatedConverter<ScoreBoost>(DirectiveJson.ReadBoost, DirectiveJson.Write),
        [typeof(QueryDirectives)] = () => new DelegatedConverter<QueryDirectives>(DirectiveJson.Read, DirectiveJson.Write),
        [typeof(QueryDiagnostic)] = () => new DelegatedConverter<QueryDiagnostic>(DiagnosticJson.Read, DiagnosticJson.Write),
        [typeof(SyntaxLimits)] = () => new DelegatedConverter<SyntaxLimits>(SyntaxLimitsJson.Read, SyntaxLimitsJson.Write),
        [typeof(DateInterval)] = () => new DelegatedConverter<DateInterval>(IntervalJson.Read, IntervalJson.Write),
        [typeof(Proximity)] = () => new DelegatedConverter<Proximity>(ProximityJson.Read, ProximityJson.Write),
        [typeof(SearchSort)] = () => new EnumNameConverter<SearchSort>(),
        [typeof(TimelineUnit)] = () => new EnumNameConverter<TimelineUnit>(),
        [typeof(QueryOperator)] = () => new EnumNameConverter<QueryOperator>(),
        [typeof(DiagnosticSeverity)] = () => new EnumNameConverter<DiagnosticSeverity>(),
        [typeof(ProximityUnit)] = () => new EnumNameConverter<ProximityUnit>(),
        [typeof(TextField)] = () => new EnumNameConverter<TextField>(),
        [typeof(QueryNode)] = () => new NodeConverter<QueryNode>(),
        [typeof(MatchAllNode)] = () => new NodeConverter<MatchAllNode>(),
        [typeof(MatchNoneNode)] = () => new NodeConverter<MatchNoneNode>(),
        [typeof(BooleanNode)] = () => new NodeConverter<BooleanNode>(),
        [typeof(BoostNode)] = () => new NodeConverter<BoostNode>(),
        [typeof(AddressNode)] = () => new NodeConverter<AddressNode>(),
        [typeof(SiteNode)] = () => new NodeConverter<SiteNode>(),
        [typeof(NumberRangeNode)] = () => new NodeConverter<NumberRangeNode>(),
        [typeof(DateRangeNode)] = () => new NodeConverter<DateRangeNode>(),
        [typeof(FacetNode)] = () => new NodeConverter<FacetNode>(),
        [typeof(IdNode)] = () => new NodeConverter<IdNode>(),
        [typeof(NearNode)] = () => new NodeConverter<NearNode>(),
        [typeof(OwnTextNode)] = () => new NodeConverter<OwnTextNode>(),
        [typeof(HasFieldNode)] = () => new NodeConverter<HasFieldNode>(),
        [typeof(ProximityNode)] = () => new NodeConverter<ProximityNode>(),
        [typeof(AtLeastNode)] = () => new NodeConverter<AtLeastNode>(),
        [typeof(FirstNode)] = () => new NodeConverter<FirstNode>(),
        [typeof(WordNode)] = () => new NodeConverter<WordNode>(),
        [typeof(PhraseNode)] = () => new NodeConverter<PhraseNode>(),
        [typeof(PrefixNode)] = () => new NodeConverter<PrefixNode>(),
        [typeof(WildcardNode)] = () => new NodeConverter<WildcardNode>(),
        [typeof(FuzzyNode)] = () => new NodeConverter<FuzzyNode>(),
        [typeof(ExactNode)] = () => new NodeConverter<ExactNode>(),
    };

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => Converters.ContainsKey(typeToConvert);

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => Converters[typeToConvert]();
}
