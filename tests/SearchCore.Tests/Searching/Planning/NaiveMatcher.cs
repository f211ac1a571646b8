using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Tests.Schema;
using SearchCore.Tests.Searching.Positions;

namespace SearchCore.Tests.Searching.Planning;

/// <summary>What a tree means, written to be read: no index, every article word by word. Its words are their own stems.</summary>
internal static class NaiveMatcher
{
    /// <summary>What becomes of stop words: they are English ones, so beside other words they are ignored in articles in English.</summary>
    public static bool CountsStopWords(QueryNode tree, Article article) => !HasContent(tree) || !IsEnglish(article);

    public static bool IsEnglish(Article article) => article.Language is null or "en";

    public static bool HasContent(QueryNode node) => node switch
    {
        WordNode word => !IsStopWord(word.Text),
        PhraseNode or PrefixNode or WildcardNode or FuzzyNode or ExactNode or ProximityNode or FirstNode or AtLeastNode => true,
        BoostNode boost => HasContent(boost.Node),
        BooleanNode boolean => boolean.Must.Concat(boolean.Should).Any(HasContent),
        _ => false,
    };

    /// <summary>Whether an article matches; null where the node is taken as not typed.</summary>
    public static bool? Matches(QueryNode node, Article article, bool negated, bool stopWordsCount) => node switch
    {
        MatchAllNode => true,
        MatchNoneNode => false,
        WordNode word when IsStopWord(word.Text) && !negated && !stopWordsCount => null,
        WordNode word => Texts(article, word.Field).Any(words => words.Contains(word.Text)),
        PhraseNode phrase => Texts(article, phrase.Field).Any(words => HasPhrase(words, phrase.Text.Split(' '), phrase.Slop)),
        PrefixNode prefix =>
            Texts(article, prefix.Field).Any(words => words.Any(w => w.StartsWith(prefix.Prefix, StringComparison.Ordinal))),
        ExactNode or ProximityNode or FirstNode => NaivePositions.Occurrences(node, article) > 0,
        AtLeastNode often => NaivePositions.Occurrences(often.Node, article) >= often.Count,
        DateRangeNode range => article.Published is { } date && range.Interval.Contains(date.UnixSeconds),
        IdNode id => article.Id == id.Id,
        FacetNode { Kind: "source" } facet => string.Equals(article.Source, facet.Value, StringComparison.OrdinalIgnoreCase),
        FacetNode facet => article.Entities.Any(e => (facet.Kind is null || facet.Kind == e.Kind)
            && (facet.IsPrefix
            ? e.Name.StartsWith(facet.Value, StringComparison.OrdinalIgnoreCase)
            : e.Name.Equals(facet.Value, StringComparison.OrdinalIgnoreCase))),
        AddressNode address => article.Url is { } url && (address.IsPrefix
            ? NaiveAddress.Terms(url)[1].StartsWith("/" + address.Address, StringComparison.Ordinal)
            : NaiveAddress.Terms(url)[1] == NaiveAddress.Terms(address.Address)[1]),
        SiteNode site => article.Url is { } url && NaiveAddress.Split(url).Host is { } host
            && (host == site.Host || host.EndsWith("." + site.Host, StringComparison.Ordinal)),
        HasFieldNode has => has.Field switch
        {
            "url" => article.Url is not null,
            "site" => article.Url is not null && NaiveAddress.Split(article.Url).Host is not null,
            "title" => article.Title is not null,
            "body" => article.Body is not null,
            "published" => article.Published is not null,
            "source" => article.Source is not null,
            "entity" => article.Entities.Count > 0,
            var kind => article.Entities.Any(e => e.Kind == kind),
        },
        BooleanNode boolean => Boolean(boolean, article, negated, stopWordsCount),
        _ => throw new NotSupportedException(node.GetType().Name),
    };

    private static bool? Boolean(BooleanNode node, Article article, bool negated, bool stopWordsCount)
    {
        if (node.Must.Count + node.Should.Count + node.MustNot.Count == 0)
        {
            return false;
        }

        List<bool> Answers(IReadOnlyList<QueryNode> nodes, bool under) =>
            [.. nodes.Select(n => Matches(n, article, under, stopWordsCount)).Where(m => m is not null).Select(m => m!.Value)];
        var must = Answers(node.Must, negated);
        var (should, not) = (Answers(node.Should, negated), Answers(node.MustNot, true));
        return must.Count + should.Count + not.Count == 0
            ? null
            : must.TrueForAll(m => m) && !not.Exists(n => n) && (must.Count > 0 || should.Count == 0 || should.Exists(s => s));
    }

    // Each word at a place of its own; moved back by its place in the phrase, all within the slop of each other.
    private static bool HasPhrase(string[] words, string[] phrase, int slop)
    {
        bool From(int index, int low, int high)
        {
            if (index == phrase.Length)
            {
                return true;
            }

            for (var at = 0; at < words.Length; at++)
            {
                var moved = at - index;
                if (words[at] == phrase[index] && (index == 0 || Math.Max(high, moved) - Math.Min(low, moved) <= slop)
                    && From(index + 1, index == 0 ? moved : Math.Min(low, moved), index == 0 ? moved : Math.Max(high, moved)))
                {
                    return true;
                }
            }

            return false;
        }

        return From(0, 0, 0);
    }

    private static IEnumerable<string[]> Texts(Article article, TextField field)
    {
        if (field != TextField.Body && article.Title is { } title)
        {
            yield return NaivePositions.Words(title);
        }

        if (field != TextField.Title && article.Body is { } body)
        {
            yield return NaivePositions.Words(body);
        }
    }

    private static bool IsStopWord(string word) => word is "the" or "of";
}
