using SearchCore.Queries;

namespace SearchCore.Cli.Exporting;

/// <summary>What a query's text asks of its output after its bar: how many, and which fields of each.</summary>
/// <param name="Limit">How many; null where it does not say.</param>
/// <param name="Fields">Which fields, by the names of <see cref="QueryDirectives.FieldNames"/>; empty for all.</param>
internal readonly record struct QueryWishes(int? Limit, IReadOnlyList<string> Fields)
{
    /// <summary>What a request's text asks for.</summary>
    public static QueryWishes Of(SearchRequest request) => Read(request) is { } asked ? new(asked.Limit, asked.Fields) : new(null, []);

    /// <summary>The directives of a request's text; null where it has none.</summary>
    public static QueryDirectives? Read(SearchRequest request) =>
        request.Tree is null && request.Query is { } text && text.Contains('|', StringComparison.Ordinal)
            ? QueryText.Parse(text, request.Dialect, new QueryTextOptions { Now = request.Now, Lenient = request.Lenient }).Directives
            : null;
}
