using System.Globalization;

using SearchCore.Queries;

namespace SearchCore.Benchmarks.Queries;

/// <summary>A line of a file of queries as other engines' measurements read it: a class, a tab, and how to search.</summary>
/// <remarks>
/// <c>(term|or|and|phrase|prefix|fuzzy) FIELD WORDS</c>; <c>daterange+QUERY FROM TO FIELD WORDS</c> with both ends in milliseconds since
/// 1970, inclusive; <c>newest QUERY</c> sorts by date; <c>facet N FIELD QUERY</c> counts values too; <c>sideways N KIND=VALUE QUERY</c>,
/// ours alone, counts them beside a choice. The field <c>both</c> is title and body; <c>entities</c> is all kinds of entity together, its
/// words <c>kind/value</c>.
/// </remarks>
internal sealed record QueryLine(string Class, string Text, SearchRequest Request)
{
    private static readonly string[] ArticleKinds = ["source", "section", "author", "tag", "lang"];

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="kinds">The kinds of facet of the index, for <c>entities</c>.</param>
    public static QueryLine Parse(string line, IReadOnlyList<string> kinds)
    {
        var tab = line.IndexOf('\t', StringComparison.Ordinal);
        var text = line[(tab + 1)..].Trim();
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var request = new SearchRequest { Limit = 10, Fields = HitFields.None, Suggest = false, TimeLimit = Timeout.InfiniteTimeSpan };
        if (words[0] == "facet")
        {
            var top = int.Parse(words[1], CultureInfo.InvariantCulture);
            var counted = words[2] == "entities" ? kinds.Except(ArticleKinds) : [words[2]];
            request = request with { Facets = [.. counted.Select(kind => new FacetRequest(kind) { Top = top })] };
            words = words[3..];
        }
        else if (words[0] == "sideways")
        {
            var choice = words[2].Split('=');
            request = request with
            {
                Facets = [new(choice[0]) { Top = int.Parse(words[1], CultureInfo.InvariantCulture) }],
                Select = [new(choice[0], choice[1])],
            };
            words = words[3..];
        }

        if (words[0] == "newest")
        {
            request = request with { Sort = SearchSort.Newest };
            words = words[1..];
        }

        return new(line[..tab], text, request with { Tree = Tree(words) });
    }

    private static QueryNode Tree(string[] words)
    {
        if (words[0].StartsWith("daterange+", StringComparison.Ordinal))
        {
            var from = long.Parse(words[1], CultureInfo.InvariantCulture);
            var to = long.Parse(words[2], CultureInfo.InvariantCulture);
            return QueryNode.And(
                Tree([words[0]["daterange+".Length..], .. words[3..]]), QueryNode.Published(new((from + 999) / 1_000, (to / 1_000) + 1)));
        }

        var (field, terms) = (words[1], words[2..]);
        return words[0] switch
        {
            "prefix" => new PrefixNode(terms[0], Field(field)),
            "fuzzy" => new FuzzyNode(terms[0], 1, Field(field)),
            "phrase" => new PhraseNode(string.Join(' ', terms), 0, Field(field)),
            "or" => QueryNode.Or([.. terms.Select(t => Term(field, t))]),
            "and" or "term" => QueryNode.And([.. terms.Select(t => Term(field, t))]),
            _ => throw new FormatException($"'{words[0]}' is no way to search"),
        };
    }

    private static QueryNode Term(string field, string word) => field switch
    {
        "title" or "body" or "both" => new WordNode(word, Field(field)),
        "entities" => word.Split('/', 2) is [var kind, var value] ? QueryNode.Entity(kind, value)
            : throw new FormatException($"an entity is kind/value, not '{word}'"),
        _ => QueryNode.Entity(field, word),
    };

    private static TextField Field(string field) =>
        field switch { "title" => TextField.Title, "both" => TextField.Any, _ => TextField.Body };
}
