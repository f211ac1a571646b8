using System.Text.Json;

using SearchCore.Json;
using SearchCore.Web.Access;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Api;

/// <summary>What somebody types, completed; the values and words that there are.</summary>
internal static class WordRoutes
{
    public static void MapWords(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/suggest", Suggest)
            .Needs(Permission.Read)
            .WithName("suggest")
            .WithSummary("What somebody types, completed with counts: values, words, titles")
            .Produces<Completions>();
        routes.MapGet("/terms", Terms)
            .Needs(Permission.Read)
            .WithName("terms")
            .WithSummary("The values of a kind of facet, or the terms of title or body, that begin so");
    }

    private static async Task<IResult> Suggest(Call call, string? text, string? top, string[]? kind, string? words, string? titles)
    {
        var request = new CompletionRequest(text ?? string.Empty)
        {
            Top = Parameters.Number("top", top, 5, 1, 50),
            Kinds = kind is { Length: > 0 } ? kind : null,
            Words = words is null || Parameters.Flag("words", words),
            Titles = titles is null || Parameters.Flag("titles", titles),
        };
        return Answers.Of(
            await call.Collection.Index.SuggestAsync(request, call.Scope, call.Gone), SearchCoreJsonContext.Default.Completions);
    }

    private static async Task<IResult> Terms(Call call, string? field, string? prefix, string? top)
    {
        if (string.IsNullOrEmpty(field))
        {
            throw Refusal.Bad("Name the field: ?field=person, or title or body.");
        }

        var number = Parameters.Number("top", top, 10, 1, call.Limits.MaxFacetValues);
        var values = await call.Collection.Index.ReadAsync(
            searcher => searcher.Terms(field, prefix ?? string.Empty, number, call.Gone), call.Scope, call.Gone);
        return Answers.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("field"u8, field);
            json.WriteStartArray("values"u8);
            foreach (var value in values)
            {
                JsonSerializer.Serialize(json, value, SearchCoreJsonContext.Default.FacetValue);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }
}
