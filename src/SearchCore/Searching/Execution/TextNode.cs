using SearchCore.Searching.Postings;

namespace SearchCore.Searching.Execution;

/// <summary>A word or a phrase in the fields it may stand in; its scores in them add up.</summary>
internal sealed class TextNode : WindowNode
{
    private readonly (TextMatcher Matcher, FieldScore? Score, FieldMatches Matches)[] fields;
    private readonly byte[] marks;

    /// <summary>Makes the node.</summary>
    /// <param name="fields">What finds it in each field, and how it scores there; null where nobody asks for scores.</param>
    /// <param name="scratch">Where room comes from.</param>
    public TextNode(IReadOnlyList<(TextMatcher Matcher, FieldScore? Score)> fields, Scratch scratch)
    {
        this.fields = [.. fields.Select(f => (f.Matcher, f.Score, scratch.Matches()))];
        marks = scratch.Marks;
    }

    public override long Cost
    {
        get
        {
            var cost = 0L;
            foreach (var (matcher, _, _) in fields)
            {
                cost += matcher.Cost;
            }

            return cost;
        }
    }

    /// <summary>Whether its documents can be scored as they are read: it is a word, and what it scores is more than nothing.</summary>
    public bool CanStream => Array.TrueForAll(fields, f => f is { Matcher: TermMatcher, Score.Weight: > 0 });

    /// <summary>The only term and how it scores, where it is a word in one field; else null.</summary>
    public (PostingCursor Cursor, FieldScore Score)? OnlyTerm =>
        fields is [{ Matcher: TermMatcher matcher, Score: { } score }] ? (matcher.Cursor, score) : null;

    public override int First(int from)
    {
        var first = int.MaxValue;
        foreach (var field in fields)
        {
            first = Math.Min(first, field.Matcher.First(from));
        }

        return first;
    }

    public override void Match(int from, ReadOnlySpan<ulong> within, Span<ulong> into)
    {
        into.Clear();
        foreach (var (matcher, score, matches) in fields)
        {
            matcher.Match(from, within, matches, score is not null);
            Window.Add(into, matches.Documents.AsSpan(0, matches.Count), marks);
        }
    }

    public override void Score(int from, ReadOnlySpan<ushort> documents, double[] scores)
    {
        foreach (var (_, score, matches) in fields)
        {
            score!.Add(from, matches, documents, scores);
        }
    }

    /// <summary>Adds the scores of all documents of a window, without finding out first which they are.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="scores">The window's scores.</param>
    public void Stream(int from, double[] scores)
    {
        foreach (var (matcher, score, _) in fields)
        {
            Stream(((TermMatcher)matcher).Cursor, score!, from, scores);
        }
    }

    private static void Stream(PostingCursor cursor, FieldScore score, int from, double[] scores)
    {
        for (var more = cursor.Advance(from); more; more = cursor.Next())
        {
            var (at, stop) = (cursor.At, cursor.End(from + Window.Size));
            if (at < stop)
            {
                score.Add(from, cursor.Documents.AsSpan(at, stop - at), cursor.Frequencies().AsSpan(at, stop - at), scores);
                cursor.At = stop;
            }

            if (stop < cursor.Count)
            {
                return;
            }
        }
    }
}
