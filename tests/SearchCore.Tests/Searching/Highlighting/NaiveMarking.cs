using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Tests.Searching.Positions;

namespace SearchCore.Tests.Searching.Highlighting;

/// <summary>
/// Which words of an article a query marks, by trying everything: those that are part of any occurrence of a clause that is not negated.
/// Its words are their own stems.
/// </summary>
internal static class NaiveMarking
{
    /// <summary>The places of the marked words of the title or the body.</summary>
    public static HashSet<int> Places(QueryNode tree, Article article, TextField field, bool stopWordsCount) =>
        Places(tree, NaivePositions.Words(article, field), article, field, stopWordsCount);

    private static HashSet<int> Places(QueryNode node, IReadOnlyList<string> words, Article article, TextField field, bool stopWordsCount)
    {
        switch (node)
        {
            case WordNode { Text: "the" or "of" } when !stopWordsCount:
                return [];
            case BooleanNode boolean:
                return [.. boolean.Must.Concat(boolean.Should).SelectMany(n => Places(n, words, article, field, stopWordsCount))];
            case BoostNode boost:
                return Places(boost.Node, words, article, field, stopWordsCount);
            case AtLeastNode often:
                return [.. Made(often.Node, words, article, field).Values.SelectMany(places => places)];
            case PhraseNode { Slop: > 0 } phrase:
                return phrase.Field == TextField.Any || phrase.Field == field ? Loose(phrase.Text.Split(' '), phrase.Slop, words) : [];
            case WordNode or ExactNode or PrefixNode or WildcardNode or FuzzyNode or PhraseNode or ProximityNode or FirstNode:
                return [.. Made(node, words, article, field).Values.SelectMany(places => places)];
            default:
                return [];
        }
    }

    // Each span with the places of the words of every way to make it.
    private static Dictionary<(int Start, int End), HashSet<int>> Made(
        QueryNode node, IReadOnlyList<string> words, Article article, TextField field)
    {
        var made = new Dictionary<(int, int), HashSet<int>>();
        switch (node)
        {
            case BooleanNode any:
                foreach (var (span, places) in any.Should.SelectMany(n => Made(n, words, article, field)))
                {
                    Add(span, places);
                }

                break;
            case FirstNode first:
                foreach (var (span, places) in Made(first.Node, words, article, field).Where(m => m.Key.End <= first.Words))
                {
                    Add(span, places);
                }

                break;
            case ProximityNode { Proximity.Excludes: true } apart:
                var kept = NaivePositions.Spans(apart, article, field);
                foreach (var (span, places) in Made(apart.Left, words, article, field).Where(m => kept.Contains(m.Key)))
                {
                    Add(span, places);
                }

                break;
            case ProximityNode near:
                var right = Made(near.Right, words, article, field);
                foreach (var left in Made(near.Left, words, article, field))
                {
                    foreach (var other in right.Where(r => NaivePositions.IsNear(near.Proximity, left.Key, r.Key, article, field)))
                    {
                        Add((Math.Min(left.Key.Start, other.Key.Start), Math.Max(left.Key.End, other.Key.End)),
                            left.Value.Concat(other.Value));
                    }
                }

                break;
            default:
                foreach (var span in NaivePositions.Spans(node, article, field))
                {
                    Add(span, Enumerable.Range(span.Start, span.End - span.Start));
                }

                break;
        }

        return made;

        void Add((int, int) span, IEnumerable<int> places)
        {
            if (!made.TryGetValue(span, out var known))
            {
                made[span] = known = [];
            }

            known.UnionWith(places);
        }
    }

    // Every choice of a place for each word, the places moved back by the word's number within the slop of each other.
    private static HashSet<int> Loose(string[] phrase, int slop, IReadOnlyList<string> words)
    {
        var marked = new HashSet<int>();
        Choose([]);
        return marked;

        void Choose(List<int> chosen)
        {
            if (chosen.Count > 0 && chosen.Select((p, i) => p - i).Max() - chosen.Select((p, i) => p - i).Min() > slop)
            {
                return;
            }

            if (chosen.Count == phrase.Length)
            {
                marked.UnionWith(chosen);
                return;
            }

            for (var place = 0; place < words.Count; place++)
            {
                if (words[place] == phrase[chosen.Count] && !chosen.Contains(place))
                {
                    Choose([.. chosen, place]);
                }
            }
        }
    }
}
