using System.Text.Json.Serialization;

using SearchCore.Queries;

namespace SearchCore;

/// <summary>
/// Which articles there are for somebody who searches, and what their queries may use: given by the program, never by a query's text.
/// Everything a searcher says holds of these articles alone (<see cref="ArticleSearcher.Within"/>): hits and totals, facets, timelines and
/// their shares, significance, suggestions, terms and kinds, expansions and their limits, similar articles, explanations, exports, articles
/// by id. Immutable; equal where condition and forbidden parts are.
/// </summary>
/// <param name="Articles">
/// What an article must match. Dates in it are moments: a scope of the last seven days is made anew each day.
/// </param>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record SearchScope(QueryNode Articles)
{
    /// <summary>What queries may not use; a query that does is refused (SC335). Default: nothing is forbidden.</summary>
    public QueryParts Forbidden { get; init; }

    /// <summary>The articles that have any of some values of a kind of facet: <c>Having("acl", "public", "staff")</c>.</summary>
    /// <param name="kind">The kind, as queries name it: <c>source</c>, <c>tag</c>, or one of the articles' own.</param>
    /// <param name="values">The values; with none of them there is no article.</param>
    /// <exception cref="ArgumentException">The kind or a value is null or empty.</exception>
    public static SearchScope Having(string kind, params IReadOnlyList<string> values)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentNullException.ThrowIfNull(values);
        foreach (var value in values)
        {
            ArgumentException.ThrowIfNullOrEmpty(value, nameof(values));
        }

        return new(values.Count == 0
            ? new MatchNoneNode()
            : new BooleanNode { Should = [.. values.Select(v => new FacetNode(kind, v))] });
    }
}

/// <summary>Parts of a query that a <see cref="SearchScope"/> may forbid.</summary>
[Flags]
public enum QueryParts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>What stands behind a bar: <c>| sort newest</c>.</summary>
    Directives = 1,

    /// <summary>Beginnings and shapes of words: <c>strik*</c>, <c>te?t</c>.</summary>
    Wildcards = 2,

    /// <summary>Words that are spelled nearly so: <c>strike~1</c>.</summary>
    Fuzzy = 4,

    /// <summary>How words stand: W/n and its like, FIRST, ATLEAST, phrases with slop.</summary>
    Proximity = 8,

    /// <summary>Words as they are written: <c>=organise</c>.</summary>
    ExactForms = 16,

    /// <summary>Articles by id: <c>id:…</c>.</summary>
    Ids = 32,

    /// <summary>Addresses: <c>url:…</c>, <c>site:…</c>.</summary>
    Addresses = 64,

    /// <summary>Facet values as conditions, whole or by their beginnings: <c>person:…</c>, <c>source:*</c>.</summary>
    Facets = 128,

    /// <summary>Dates as conditions.</summary>
    Dates = 256,

    /// <summary>Exclusions: NOT, <c>-word</c>.</summary>
    Exclusions = 512,

    /// <summary>Every article: <c>*</c>.</summary>
    Everything = 1_024,

    /// <summary>Numbers of the archive's own fields as conditions: <c>price:&gt;100</c>.</summary>
    Numbers = 2_048,
}
