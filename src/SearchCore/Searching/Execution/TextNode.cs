using SearchCore.Searching.Postings;

namespace SearchCore.Searching.Execution;

/// <summary>A word or a phrase in the fields it may stand in.</summary>
internal sealed class TextNode : WindowNode
{
    private readonly (TextMatcher Matcher, FieldScore? Score, FieldMatches Matches)[] fields;
    private readonly bool combines;
    private readonly byte[] marks;
    private readonly double[] numbers;
    private readonly ulong[] all;

    /// <summary>Makes the node.</summary>
    /// <param name="fields">
    /// What finds it in each field, and how it scores there (null where nobody asks for scores): one field or several, the last of them the
    /// one that more articles have it in.
    /// </param>
    /// <param name="combines">Whether the fields score together (<see cref="ScoringFormula.Combines"/>) or each by itself.</param>
    /// <param name="scratch">Where room comes from.</param>
    public TextNode(IReadOnlyList<(TextMatcher Matcher, FieldScore? Score)> fields, bool combines, Scratch scratch)
    {
        this.fields = new (TextMatcher, FieldScore?, FieldMatches)[fields.Count];
        for (var i = 0; i < fields.Count; i++)
        {
            this.fields[i] = (fields[i].Matcher, fields[i].Score, scratch.Matches());
        }

        this.combines = combines && fields.Count > 1;
        marks = scratch.Marks;
        numbers = scratch.Besides;
        all = this.combines ? scratch.Words() : [];
        all.AsSpan().Fill(ulong.MaxValue);
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

    /// <summary>
    /// Whether somebody asks how often the word stands in the documents of a window (<see cref="MatchesIn"/>) once they are scored.
    /// </summary>
    public bool IsCounted { get; set; }

    /// <summary>The postings of a word in one of the fields it was made with; null where it is a phrase.</summary>
    public PostingList? List(int field) => fields[field].Matcher is TermMatcher matcher ? matcher.Cursor.List : null;

    /// <summary>Where the word stands in one of the fields it was made with, in the window that was gone over last.</summary>
    public FieldMatches MatchesIn(int field) => fields[field].Matches;

    /// <summary>Whether its documents can be scored as they are read: it is a word, and what it scores is more than nothing.</summary>
    public bool CanStream => Array.TrueForAll(fields, f => f is { Matcher: TermMatcher, Score.Weight: > 0 });

    /// <summary>The only term and how it scores, where it is a word in one field; else null.</summary>
    public (PostingCursor Cursor, FieldScore Score)? OnlyTerm =>
        fields is [{ Matcher: TermMatcher matcher, Score: { } score }] ? (matcher.Cursor, score) : null;

    public override long? Count(ulong[]? live) => live is null && fields is [{ Matcher: TermMatcher only }] ? only.Cost : null;

    public override void Restart()
    {
        foreach (var (matcher, _, _) in fields)
        {
            ((TermMatcher)matcher).Restart();
        }
    }

    public override int First(int from)
    {
        var first = int.MaxValue;
        foreach (var (matcher, _, _) in fields)
        {
            first = Math.Min(first, matcher.First(from));
        }

        return first;
    }

    public override void Match(int from, ReadOnlySpan<ulong> within, Span<ulong> into)
    {
        into.Clear();
        var isMore = false;
        foreach (var (matcher, score, matches) in fields)
        {
            if (matcher is not TermMatcher term || !term.IsDense(within))
            {
                matcher.Match(from, within, matches, score is not null);
                Window.Add(into, matches.Documents.AsSpan(0, matches.Count), marks);
                continue;
            }

            isMore = true;
            if (score is null)
            {
                term.Mark(from, within, into, marks);
            }
            else
            {
                Count(term, from, matches, into);
            }
        }

        if (isMore)
        {
            Window.And(into, within);
        }
    }

    public override void Score(int from, ReadOnlySpan<ushort> documents, Span<double> scores)
    {
        if (combines && fields.Length == 2)
        {
            var (first, last) = (fields[0], fields[1]);
            last.Score!.Add(from, last.Matches, documents, first.Score, first.Matches, scores);
            return;
        }

        if (combines)
        {
            Score(from, documents, fields.AsSpan(0, fields.Length - 1), fields[^1], scores);
            return;
        }

        foreach (var (_, score, matches) in fields)
        {
            score!.Add(from, matches, documents, other: null, otherMatches: null, scores);
        }
    }

    /// <summary>Adds what the word scores at most to bounds of scores.</summary>
    public void AddTo(ScoreBounds bounds)
    {
        foreach (var (_, score, matches) in fields)
        {
            bounds.Add(score!, matches, matches);
        }
    }

    /// <summary>Counts how often the word stands in each document of a window.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="into">Takes the documents, beside those that are in it.</param>
    public void Count(int from, Span<ulong> into)
    {
        foreach (var (matcher, _, matches) in fields)
        {
            Count((TermMatcher)matcher, from, matches, into);
        }
    }

    /// <summary>Adds the scores of all documents of a window, without finding out first which they are.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="scores">The window's scores.</param>
    public void Stream(int from, double[] scores)
    {
        if (!combines)
        {
            foreach (var (matcher, score, matches) in fields)
            {
                Stream(((TermMatcher)matcher).Cursor, score!, from, others: null, scores, IsCounted ? matches : null);
            }

            return;
        }

        // Titles are short: few articles have a word there, and their x waits for that of the body. So with other texts.
        var before = fields.AsSpan(0, fields.Length - 1);
        var body = fields[^1];
        double[]? others = null;
        foreach (var (matcher, score, matches) in before)
        {
            matcher.Match(from, all, matches, withFrequencies: true);
            if (matches.Count > 0)
            {
                others = numbers;
                score!.Put(from, matches, others);
            }
        }

        Stream(
            ((TermMatcher)body.Matcher).Cursor, body.Score!, from, others, scores, IsCounted ? body.Matches : null);
        if (others is null)
        {
            return;
        }

        foreach (var (_, score, matches) in before)
        {
            score!.AddRest(matches, others, scores);
        }
    }

    // Of more than two fields: the x of all but the last are added up first.
    private void Score(
        int from, ReadOnlySpan<ushort> documents, ReadOnlySpan<(TextMatcher Matcher, FieldScore? Score, FieldMatches Matches)> before,
        (TextMatcher Matcher, FieldScore? Score, FieldMatches Matches) last, Span<double> scores)
    {
        foreach (var (_, score, matches) in before)
        {
            foreach (var place in documents)
            {
                numbers[place] += score!.X(from, place, matches);
            }
        }

        last.Score!.Add(from, last.Matches, documents, numbers, scores);
        foreach (var place in documents)
        {
            numbers[place] = 0;
        }
    }

    private static void Count(TermMatcher term, int from, FieldMatches matches, Span<ulong> into)
    {
        if (term.First(from) >= from + Window.Size)
        {
            matches.Clear();
            return;
        }

        term.Count(from, matches);
        matches.AddTo(into);
    }

    private static void Stream(PostingCursor cursor, FieldScore score, int from, double[]? others, double[] scores, FieldMatches? counts)
    {
        counts?.BeginCounting();
        for (var more = cursor.Advance(from); more; more = cursor.Next())
        {
            var (at, stop) = (cursor.At, cursor.End(from + Window.Size));
            if (at < stop)
            {
                var documents = cursor.Documents.AsSpan(at, stop - at);
                var frequencies = cursor.Frequencies().AsSpan(at, stop - at);
                if (others is null)
                {
                    score.Add(from, documents, frequencies, scores);
                }
                else
                {
                    score.Add(from, documents, frequencies, others, scores);
                }

                counts?.Add(from, documents, frequencies);
                cursor.At = stop;
            }

            if (stop < cursor.Count)
            {
                return;
            }
        }
    }
}
