using System.Globalization;

using SearchCore.Analysis;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Planning;

namespace SearchCore.Searching.Highlighting;

/// <summary>
/// Chooses the passage that shows best why an article matches: the most different things found, then the most words, then the earliest.
/// Body first; then texts of the archive's own; the title where only it matched or there is no body. For one thread and one search.
/// </summary>
internal sealed class SnippetBuilder
{
    private const char Ellipsis = '…';

    private readonly int length;
    private readonly HighlightPlan plan;
    private readonly SearchBudget budget;
    private readonly SnippetRoom? own;
    private readonly Dictionary<TextAnalysis, Finder> finders = [];

    /// <summary>Makes the builder of one search.</summary>
    /// <param name="plan">What to mark.</param>
    /// <param name="length">The longest snippet, in UTF-16 units, ellipses included.</param>
    /// <param name="budget">The time there is.</param>
    /// <param name="room">Room that several builders of one thread use in turns; null for that of whichever thread calls.</param>
    public SnippetBuilder(HighlightPlan plan, int length, SearchBudget budget, SnippetRoom? room = null)
    {
        (this.plan, this.length, this.budget, own) = (plan, length, budget, room);
    }

    private SnippetRoom Room => own ?? SnippetRoom.OfThread;

    /// <summary>
    /// The snippet of an article, null where it has neither title nor body; and the text of the archive's own that it is of, as segments
    /// name it, null where it is of title or body.
    /// </summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    /// <param name="title">The title; empty for none.</param>
    /// <param name="body">The body; empty for none.</param>
    /// <param name="analysis">That of the article's language.</param>
    /// <param name="titleWords">The title's words, where they are known.</param>
    /// <param name="bodyWords">The body's.</param>
    /// <param name="own">The article's texts of the archive's own in which something is looked for.</param>
    public (Snippet? Snippet, string? Own) Build(
        ReadOnlyMemory<char> title, ReadOnlyMemory<char> body, TextAnalysis analysis, BrokenText? titleWords = null,
        BrokenText? bodyWords = null, IReadOnlyList<(TextPlace Place, string Text)>? own = null)
    {
        var known = FinderFor(analysis);
        var finder = known.Matches;
        if (!body.Span.IsWhiteSpace())
        {
            var found = finder.Find(body, TextPlace.Body, length, known.Enough, bodyWords);
            if (found.Words.Count > 0)
            {
                return (Passage(body.Span, found), null);
            }
        }

        foreach (var (place, text) in own ?? [])
        {
            var found = finder.Find(text.AsMemory(), place, length, _ => false);
            if (found.Words.Count > 0)
            {
                return (Passage(text, found), place.Own);
            }
        }

        if (!title.Span.IsWhiteSpace())
        {
            var found = finder.Find(title, TextPlace.Title, length, _ => false, titleWords);
            if (found.Words.Count > 0 || body.Span.IsWhiteSpace())
            {
                return (Passage(title.Span, found), null);
            }
        }

        return (body.Span.IsWhiteSpace() ? null : Cut(body.Span, 0, []), null);
    }

    private Finder FinderFor(TextAnalysis analysis) =>
        finders.TryGetValue(analysis, out var known) ? known : finders[analysis] = NewFinder(analysis);

    private Finder NewFinder(TextAnalysis analysis)
    {
        var bodyMarks = plan.Patterns.Count(m => m.AppliesTo(TextPlace.Body) && MayMatch(m, analysis));
        return new(new MatchFinder(plan, analysis, budget), words => Best(words).Distinct == bodyMarks);
    }

    // Whether a pattern is not one of words of other languages.
    private static bool MayMatch(HighlightPattern pattern, TextAnalysis analysis) =>
        pattern is not PhrasePattern phrase || LanguageMark.In(phrase.Terms[0]).SequenceEqual(analysis.Mark);

    // The run of words that fits into a passage and shows most.
    private (int First, int Last, int Distinct) Best(IReadOnlyList<MatchedWord> words)
    {
        var inside = Room.Inside;
        var best = (First: 0, Last: 0, Distinct: 0, Words: 0);
        inside.Clear();
        var first = 0;
        for (var last = 0; last < words.Count; last++)
        {
            inside[words[last].Pattern] = inside.GetValueOrDefault(words[last].Pattern) + 1;
            while (words[last].End - words[first].Start > length - 2 && first < last)
            {
                if (--inside[words[first].Pattern] == 0)
                {
                    inside.Remove(words[first].Pattern);
                }

                first++;
            }

            var count = last - first + 1;
            if (inside.Count > best.Distinct || (inside.Count == best.Distinct && count > best.Words))
            {
                best = (first, last, inside.Count, count);
            }
        }

        return (best.First, best.Last, best.Distinct);
    }

    private Snippet Passage(ReadOnlySpan<char> text, FoundWords found)
    {
        var start = 0;
        var words = found.Beginning(length);
        if (words.Count > 0)
        {
            var (first, last, _) = Best(words);
            start = StartBefore(text, words[first].Start, Math.Max(0, length - 2 - (words[last].End - words[first].Start)));
        }

        return Cut(text, start, found.Words);
    }

    // Where a passage begins that is to show what stands at a place: at a sentence in front if one begins near, else at a word, with a
    // third of the room for what leads up to it.
    private static int StartBefore(ReadOnlySpan<char> text, int place, int room)
    {
        if (place <= room * 2 / 3)
        {
            return 0;
        }

        var sentence = place;
        for (var at = place; at > 0 && place - at <= room * 2 / 3; at--)
        {
            if (text[at - 1] is '.' or '!' or '?' or '\n' or '”' or '"' && (text[at - 1] == '\n' || char.IsWhiteSpace(text[at])))
            {
                sentence = at;
                break;
            }
        }

        if (sentence < place)
        {
            return sentence;
        }

        var start = place - (room / 3);
        while (start < place && !char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        return start;
    }

    private Snippet Cut(ReadOnlySpan<char> text, int start, IReadOnlyList<MatchedWord> words)
    {
        while (start < text.Length && UnitsAt(text, start) is var blanks
            && text.Slice(start, blanks).IsWhiteSpace())
        {
            start += blanks;
        }

        var room = Room;
        var (passage, places) = (room.Passage(length + 1), room.Places);
        places.Clear();
        var written = 0;
        if (text[..start].ContainsAnyExcept(" \t\r\n\u00A0"))
        {
            passage[written++] = Ellipsis;
        }

        var head = written;
        var wordEnd = head;
        var blank = false;
        var at = start;
        for (var units = 0; at < text.Length; at += units)
        {
            // What a reader takes for one character stays whole: pairs of surrogates, letters with their accents, emoji of several parts.
            units = UnitsAt(text, at);
            if (units == 1 ? char.IsWhiteSpace(text[at]) : text.Slice(at, units).IsWhiteSpace())
            {
                blank = written > head;
                for (var unit = 0; unit < units; unit++)
                {
                    places.Add(written);
                }

                continue;
            }

            if (written + units + (blank ? 1 : 0) > length - 1)
            {
                break;
            }

            if (blank)
            {
                wordEnd = written;
                passage[written++] = ' ';
                blank = false;
            }

            for (var unit = 0; unit < units; unit++)
            {
                places.Add(written);
                passage[written++] = text[at + unit];
            }
        }

        if (at < text.Length)
        {
            // In the middle of a word: back to its beginning, unless the passage has no other.
            if (!blank && wordEnd > head)
            {
                written = wordEnd;
            }

            if (written < length)
            {
                passage[written++] = Ellipsis;
            }
        }

        var end = written - (at < text.Length ? 1 : 0);
        var snippet = new Snippet(passage.AsSpan(0, written).ToString(), Ranges(words, start, places, end));
        room.Shrink();
        return snippet;
    }

    // The length of a character as a reader sees it. Of two of ASCII none is joined, but for the end of a line.
    private static int UnitsAt(ReadOnlySpan<char> text, int at) =>
        at + 1 < text.Length && char.IsAscii(text[at]) && char.IsAscii(text[at + 1]) && text[at] != '\r'
            ? 1
            : StringInfo.GetNextTextElementLength(text[at..]);

    private TextRange[] Ranges(IReadOnlyList<MatchedWord> words, int start, List<int> places, int end)
    {
        var ranges = Room.Ranges;
        ranges.Clear();
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (word.Start < start || word.End - start > places.Count)
            {
                continue;
            }

            var range = new TextRange(places[word.Start - start], places[word.End - 1 - start] + 1);
            if (range.End > end || (ranges.Count > 0 && range.Start < ranges[^1].End))
            {
                continue;
            }

            // Of scripts without blanks between words: to a reader it is one.
            if (ranges.Count > 0 && range.Start == ranges[^1].End)
            {
                ranges[^1] = ranges[^1] with { End = range.End };
            }
            else
            {
                ranges.Add(range);
            }
        }

        return [.. ranges];
    }

    // What finds the marks of a language, and whether a body of it shows all of them.
    private sealed record Finder(MatchFinder Matches, Func<IReadOnlyList<MatchedWord>, bool> Enough);
}

/// <summary>What making a snippet takes besides: used again for the next one. For one thread.</summary>
internal sealed class SnippetRoom
{
    // What one unusual text needed is not kept for all that follow.
    private const int MostKept = 1 << 16;

    [ThreadStatic]
    private static SnippetRoom? ofThread;

    private char[] passage = [];

    /// <summary>The calling thread's.</summary>
    public static SnippetRoom OfThread => ofThread ??= new();

    /// <summary>Where each character of the text is in the passage.</summary>
    public List<int> Places { get; } = [];

    /// <summary>How often each mark is in a stretch of words.</summary>
    public Dictionary<int, int> Inside { get; } = [];

    /// <summary>What of a passage is marked.</summary>
    public List<TextRange> Ranges { get; } = [];

    /// <summary>Room for so many characters at least.</summary>
    public char[] Passage(int length) => passage.Length >= length ? passage : passage = new char[length];

    /// <summary>Gives up what is unusually large.</summary>
    public void Shrink()
    {
        if (Places.Capacity > MostKept)
        {
            Places.Clear();
            Places.Capacity = MostKept;
        }

        if (Ranges.Capacity > MostKept)
        {
            Ranges.Clear();
            Ranges.Capacity = MostKept;
        }

        passage = passage.Length > MostKept ? [] : passage;
    }
}
