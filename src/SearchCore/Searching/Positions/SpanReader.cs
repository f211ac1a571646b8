using SearchCore.Searching.Budget;
using SearchCore.Searching.Postings;

namespace SearchCore.Searching.Positions;

/// <summary>The spans of a plan in one field of one segment. Articles are asked for in rising order, each once. For one thread.</summary>
internal abstract class SpanReader
{
    /// <summary>What a binary search among spans costs (see <see cref="SearchBudget.Spend"/>).</summary>
    protected const int StepsALookUp = 5;

    /// <summary>Fills a list with the spans of an article, in their order.</summary>
    public abstract void Read(int doc, SpanList spans);

    /// <summary>Whether an article has a span.</summary>
    /// <param name="doc">The article.</param>
    /// <param name="scratch">A list that may be used.</param>
    public virtual bool Any(int doc, SpanList scratch)
    {
        Read(doc, scratch);
        return scratch.Count > 0;
    }
}

/// <summary>Any of some terms.</summary>
internal sealed class TermsReader(IReadOnlyList<PositionCursor> postings, SearchBudget budget) : SpanReader
{
    public override void Read(int doc, SpanList spans)
    {
        spans.Clear();
        foreach (var term in postings)
        {
            budget.Spend(1);
            if (term.Advance(doc) != doc)
            {
                continue;
            }

            var positions = term.Positions();
            budget.Spend(positions.Length);
            foreach (var position in positions)
            {
                spans.Add(position, position + 1);
            }
        }

        if (postings.Count > 1)
        {
            spans.Sort();
        }
    }
}

/// <summary>Words at given distances.</summary>
internal sealed class PhraseReader(IReadOnlyList<PositionCursor> postings, IReadOnlyList<int> places, SearchBudget budget)
    : SpanReader
{
    private readonly int length = places[^1] - places[0] + 1;
    private readonly SpanList other = new();
    private readonly SpanList starts = new();

    public override void Read(int doc, SpanList spans)
    {
        spans.Clear();
        starts.Clear();
        for (var i = 0; i < postings.Count; i++)
        {
            if (postings[i].Advance(doc) != doc)
            {
                return;
            }
        }

        ReadStarts(0, starts);
        for (var i = 1; i < postings.Count && starts.Count > 0; i++)
        {
            ReadStarts(i, other);
            Intersect();
        }

        for (var i = 0; i < starts.Count; i++)
        {
            spans.Add(starts.Start(i), starts.Start(i) + length);
        }
    }

    private void ReadStarts(int word, SpanList into)
    {
        into.Clear();
        var positions = postings[word].Positions();
        budget.Spend(positions.Length);
        foreach (var position in positions)
        {
            into.Add(position - (places[word] - places[0]), 0);
        }
    }

    private void Intersect()
    {
        int kept = 0, at = 0;
        var count = starts.Count;
        Span<int> found = count <= 256 ? stackalloc int[count] : new int[count];
        for (var i = 0; i < count; i++)
        {
            while (at < other.Count && other.Start(at) < starts.Start(i))
            {
                at++;
            }

            if (at < other.Count && other.Start(at) == starts.Start(i))
            {
                found[kept++] = starts.Start(i);
            }
        }

        starts.Clear();
        foreach (var start in found[..kept])
        {
            starts.Add(start, 0);
        }
    }
}

/// <summary>All of several readers' spans.</summary>
internal sealed class AnyReader(IReadOnlyList<SpanReader> readers, SearchBudget budget) : SpanReader
{
    private readonly SpanList one = new();

    public override void Read(int doc, SpanList spans)
    {
        spans.Clear();
        foreach (var reader in readers)
        {
            reader.Read(doc, one);
            budget.Spend(one.Count);
            for (var i = 0; i < one.Count; i++)
            {
                spans.Add(one.Start(i), one.End(i));
            }
        }

        spans.Sort();
    }
}

/// <summary>Spans that end within the first words.</summary>
internal sealed class FirstReader(SpanReader reader, int words) : SpanReader
{
    private readonly SpanList all = new();

    public override void Read(int doc, SpanList spans)
    {
        spans.Clear();
        reader.Read(doc, all);
        for (var i = 0; i < all.Count; i++)
        {
            if (all.End(i) <= words)
            {
                spans.Add(all.Start(i), all.End(i));
            }
        }
    }
}

/// <summary>Pairs within a number of words of each other.</summary>
internal sealed class NearReader(
    SpanReader left, SpanReader right, int distance, bool inOrder, SpanAllowance allowance, SearchBudget budget) : SpanReader
{
    private readonly SpanList lefts = new();
    private readonly SpanList rights = new();

    public override void Read(int doc, SpanList spans)
    {
        spans.Clear();
        if (ReadBoth(doc))
        {
            Pairs(lefts, rights, spans, onlyOne: false);
            if (!inOrder)
            {
                Pairs(rights, lefts, spans, onlyOne: false);
            }

            spans.Sort();
        }
    }

    public override bool Any(int doc, SpanList scratch)
    {
        scratch.Clear();
        if (ReadBoth(doc))
        {
            Pairs(lefts, rights, scratch, onlyOne: true);
            if (!inOrder && scratch.Count == 0)
            {
                Pairs(rights, lefts, scratch, onlyOne: true);
            }
        }

        return scratch.Count > 0;
    }

    private bool ReadBoth(int doc)
    {
        left.Read(doc, lefts);
        if (lefts.Count == 0)
        {
            return false;
        }

        right.Read(doc, rights);
        return rights.Count > 0;
    }

    private void Pairs(SpanList first, SpanList last, SpanList into, bool onlyOne)
    {
        for (var i = 0; i < first.Count; i++)
        {
            var end = first.End(i);
            budget.Spend(StepsALookUp);
            for (var j = last.FirstFrom(end); j < last.Count && last.Start(j) - end < distance; j++)
            {
                into.Add(first.Start(i), last.End(j));
                if (onlyOne || !allowance.Allows(into.Count))
                {
                    return;
                }
            }
        }
    }
}

/// <summary>Left spans that no right one is near to or overlaps.</summary>
internal sealed class ApartReader(SpanReader left, SpanReader right, int distance, SearchBudget budget) : SpanReader
{
    private readonly SpanList lefts = new();
    private readonly SpanList rights = new();

    public override void Read(int doc, SpanList spans)
    {
        spans.Clear();
        left.Read(doc, lefts);
        if (lefts.Count == 0)
        {
            return;
        }

        right.Read(doc, rights);
        rights.IndexEnds();
        for (var i = 0; i < lefts.Count; i++)
        {
            budget.Spend(StepsALookUp);
            var (start, end) = (lefts.Start(i), lefts.End(i));
            if (!rights.Reaches(end + distance - 1, start - distance + 1, start, end))
            {
                spans.Add(start, end);
            }
        }
    }
}

/// <summary>Pairs within so many sentences or paragraphs in a row; or left spans without a right one so near.</summary>
internal sealed class UnitReader(
    SpanReader left, SpanReader right, UnitStarts units, int held, bool excludes, SpanAllowance allowance, SearchBudget budget)
    : SpanReader
{
    private readonly SpanList lefts = new();
    private readonly SpanList rights = new();

    public override void Read(int doc, SpanList spans) => Read(doc, spans, onlyOne: false);

    public override bool Any(int doc, SpanList scratch)
    {
        Read(doc, scratch, onlyOne: true);
        return scratch.Count > 0;
    }

    private void Read(int doc, SpanList spans, bool onlyOne)
    {
        spans.Clear();
        rights.Clear();
        left.Read(doc, lefts);
        right.Read(doc, rights);
        if (lefts.Count == 0 || (rights.Count == 0 && !excludes))
        {
            return;
        }

        units.Read(doc);
        rights.IndexEnds();
        for (var i = 0; i < lefts.Count && !(onlyOne && spans.Count > 0); i++)
        {
            budget.Spend(2 * StepsALookUp);
            var (start, end) = (lefts.Start(i), lefts.End(i));
            var found = PairsOf(start, end, excludes ? null : spans, onlyOne);
            if (excludes && !found && !rights.Reaches(end - 1, start + 1, start, end))
            {
                spans.Add(start, end);
            }

            if (!allowance.Allows(spans.Count))
            {
                break;
            }
        }

        spans.Sort();
    }

    // Whether so many units as may be hold a span and a right one beside it; into a list, where there is one, go the pairs.
    private bool PairsOf(int start, int end, SpanList? into, bool onlyOne)
    {
        var (first, last) = (units.IndexOf(start), units.IndexOf(end - 1));
        if (last - first >= held)
        {
            return false;
        }

        var to = units.StartOf(first + held);
        for (var j = rights.FirstFrom(units.StartOf(last - held + 1)); j < rights.Count && rights.Start(j) < to; j++)
        {
            budget.Spend(1);
            var until = rights.Start(j) < start ? units.StartOf(units.IndexOf(rights.Start(j)) + held) : to;
            if (Math.Max(end, rights.End(j)) > until || (rights.Start(j) < end && rights.End(j) > start))
            {
                continue;
            }

            into?.Add(Math.Min(start, rights.Start(j)), Math.Max(end, rights.End(j)));
            if (into is null || onlyOne || !allowance.Allows(into.Count))
            {
                return true;
            }
        }

        return into?.Count > 0;
    }
}

/// <summary>Where sentences or paragraphs of an article's body begin. A title is one of either.</summary>
internal sealed class UnitStarts(PositionCursor? postings, SearchBudget budget)
{
    private readonly List<int> starts = [];
    private int read = -1;

    public void Read(int doc)
    {
        if (postings is null || read == doc)
        {
            return;
        }

        read = doc;
        starts.Clear();
        if (postings.Advance(doc) == doc)
        {
            var positions = postings.Positions();
            budget.Spend(positions.Length);
            starts.AddRange(positions);
        }
    }

    /// <summary>The number of the unit that a position is in; -1 before the first that is known.</summary>
    public int IndexOf(int position)
    {
        var at = starts.BinarySearch(position);
        return at < 0 ? ~at - 1 : at;
    }

    /// <summary>Where a unit begins; after the last one, behind every position.</summary>
    public int StartOf(int unit) => unit < 0 ? 0 : unit < starts.Count ? starts[unit] : int.MaxValue;
}

/// <summary>How many spans one article may have: more are a query made to hurt. What is left out makes the result partial.</summary>
internal sealed class SpanAllowance(SearchBudget budget)
{
    private const int MostSpans = 1_000_000;

    public bool Allows(int count)
    {
        budget.Spend(1);
        if (count < MostSpans)
        {
            return true;
        }

        budget.GiveUp();
        return false;
    }
}
