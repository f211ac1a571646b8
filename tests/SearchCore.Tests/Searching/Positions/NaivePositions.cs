using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Tests.Analysis;

namespace SearchCore.Tests.Searching.Positions;

/// <summary>Where in an article something stands, by trying all pairs: what the operators of proximity mean, written to be read.</summary>
internal static class NaivePositions
{
    // The words of a text are asked for by every clause of a query.
    private static readonly ConditionalWeakTable<string, string[]> Known = [];

    /// <summary>The spans of a node in the title or the body.</summary>
    public static HashSet<(int Start, int End)> Spans(QueryNode node, Article article, TextField field)
    {
        var words = Words(article, field);
        switch (node)
        {
            case WordNode word:
                return Where(word.Field, p => words[p] == word.Text, 1);
            case ExactNode exact:
                return Where(exact.Field, p => words[p] == exact.Text, 1);
            case PrefixNode prefix:
                return Where(prefix.Field, p => words[p].StartsWith(prefix.Prefix, StringComparison.Ordinal), 1);
            case WildcardNode wildcard:
                return Where(
                    wildcard.Field, p =>
                    Regex.IsMatch(
                    words[p], "^" + wildcard.Pattern.Replace("*", ".*", StringComparison.Ordinal)
                    .Replace("?", ".", StringComparison.Ordinal) + "$"), 1);
            case FuzzyNode fuzzy:
                return Where(fuzzy.Field, p => words[p][0] == fuzzy.Text[0] && Edits(words[p], fuzzy.Text) <= fuzzy.MaxEdits, 1);
            case PhraseNode phrase:
                var parts = phrase.Text.Split(' ');
                return Where(
                    phrase.Field, p =>
                    p + parts.Length <= words.Count && words.Skip(p).Take(parts.Length).SequenceEqual(parts), parts.Length);
            case BooleanNode any:
                return [.. any.Should.SelectMany(n => Spans(n, article, field))];
            case FirstNode first:
                return [.. Spans(first.Node, article, field).Where(s => s.End <= first.Words)];
            case ProximityNode near:
                var (left, right) = (Spans(near.Left, article, field), Spans(near.Right, article, field));
                bool Near((int, int) l, (int, int) r) => IsNear(near.Proximity, l, r, article, field);
                return near.Proximity.Excludes
                    ? [.. left.Where(l => !right.Any(r => r != l && (Overlap(l, r) || Near(l, r))))]
                    : [.. from l in left from r in right where Near(l, r) select (Math.Min(l.Start, r.Start), Math.Max(l.End, r.End))];
            default:
                throw new NotSupportedException(node.GetType().Name);
        }

        HashSet<(int, int)> Where(TextField only, Func<int, bool> matches, int length) =>
            only != TextField.Any && only != field ? [] : [.. Enumerable.Range(0, words.Count).Where(matches).Select(p => (p, p + length))];
    }

    /// <summary>Whether an operator takes two spans for near each other.</summary>
    public static bool IsNear(
        Proximity proximity, (int Start, int End) l, (int Start, int End) r, Article article, TextField field) => proximity.Unit switch
        {
            ProximityUnit.Words => l.End <= r.Start ? r.Start - (l.End - 1) <= proximity.Distance : r.End <= l.Start && !proximity.InOrder
                && l.Start - (r.End - 1) <= proximity.Distance,
            var unit => !Overlap(l, r) && Enumerable.Range(Math.Min(l.Start, r.Start), Math.Max(l.End, r.End) - Math.Min(l.Start, r.Start))
                .Select(p => Unit(article, field, unit, p)).Distinct().Count() <= Math.Max(1, proximity.Distance),
        };

    /// <summary>At how many words of title and body an occurrence begins.</summary>
    public static int Occurrences(QueryNode node, Article article) =>
        new[] { TextField.Title, TextField.Body }.Sum(f => Spans(node, article, f).Select(s => s.Start).Distinct().Count());

    // Inserting, deleting, changing a letter or exchanging two neighbours is one edit.
    private static int Edits(string a, string b) => a.Length == 0 || b.Length == 0 ? a.Length + b.Length : new[]
    {
        Edits(a[1..], b[1..]) + (a[0] == b[0] ? 0 : 1), Edits(a[1..], b) + 1, Edits(a, b[1..]) + 1,
        a.Length > 1 && b.Length > 1 && a[0] == b[1] && a[1] == b[0] ? Edits(a[2..], b[2..]) + 1 : int.MaxValue,
    }.Min();

    private static bool Overlap((int Start, int End) a, (int Start, int End) b) => a.Start < b.End && b.Start < a.End;

    /// <summary>The words of the title or the body. Thread-safe.</summary>
    public static IReadOnlyList<string> Words(Article article, TextField field) =>
        (field == TextField.Title ? article.Title : article.Body) is { } text ? Words(text) : [];

    /// <summary>The words of a text.</summary>
    public static string[] Words(string text) => Known.GetValue(
        text, t => t.ToLowerInvariant().Split([' ', ',', '.', '\n'], StringSplitOptions.RemoveEmptyEntries));

    // The number of the sentence or paragraph a word is in, told by the other implementation of where they begin.
    private static int Unit(Article article, TextField field, ProximityUnit unit, int position) => field == TextField.Title ? 0
        : NaiveMarks.Of(article.Body!)
        .Count(m => m.Position <= position && (unit == ProximityUnit.Sentence || m.What == SearchCore.Analysis.TextBreak.Paragraph));
}
