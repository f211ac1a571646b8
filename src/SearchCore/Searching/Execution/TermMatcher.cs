using System.Numerics;
using System.Runtime.CompilerServices;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Postings;

namespace SearchCore.Searching.Execution;

/// <summary>Finds where something stands in one field of a segment, a window at a time.</summary>
internal abstract class TextMatcher
{
    /// <summary>How many documents it may look at.</summary>
    public abstract long Cost { get; }

    /// <summary>The first document from a place on that may match; the largest number where none does.</summary>
    public abstract int First(int from);

    /// <summary>Finds the matches of a window among the documents that are asked about.</summary>
    public abstract void Match(int from, ReadOnlySpan<ulong> within, FieldMatches into, bool withFrequencies);
}

/// <summary>The documents of a term.</summary>
internal sealed class TermMatcher(PostingCursor cursor, SearchBudget budget) : TextMatcher
{
    // What a block of 128 documents costs.
    private const int StepsABlock = 25;

    // So many documents of a window are gone over in the time of a window's bits; and as one is looked for.
    private const int FewInWindow = 32, OfOneSought = 8;

    public override long Cost => cursor.List.DocumentCount;

    /// <summary>What it goes over.</summary>
    public PostingCursor Cursor => cursor;

    // Where no further document is, as soon as that was seen; and whether the cursor has to go back before it is asked anything.
    private int end = int.MaxValue;
    private bool isBehind;

    /// <summary>Goes back to the first document.</summary>
    public void Restart() => isBehind = true;

    /// <summary>Whether all documents of a window are sooner gone over than those found that are asked about.</summary>
    public bool IsDense(ReadOnlySpan<ulong> within)
    {
        var expected = cursor.Among(Window.Size);
        return expected >= FewInWindow && (long)Window.Count(within) * OfOneSought >= expected;
    }

    /// <summary>Counts how often the term stands in each document of a window.</summary>
    public void Count(int from, FieldMatches into)
    {
        into.BeginCounting();
        for (var more = Advance(from); more; more = cursor.Next())
        {
            budget.Spend(StepsABlock);
            var (at, stop) = (cursor.At, cursor.End(from + Window.Size));
            into.Add(from, cursor.Documents.AsSpan(at, stop - at), cursor.Frequencies().AsSpan(at, stop - at));
            cursor.At = stop;
            if (stop < cursor.Count)
            {
                return;
            }
        }
    }

    /// <summary>
    /// Adds documents of a window to its bits: all between the first and the last of those that are asked about, and perhaps others.
    /// </summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="within">Those that are asked about.</param>
    /// <param name="into">The bits.</param>
    /// <param name="marks">Room for a window's documents, all 0 before and after.</param>
    public void Mark(int from, ReadOnlySpan<ulong> within, Span<ulong> into, byte[] marks)
    {
        var (low, high) = (within.IndexOfAnyExcept(0ul) << 6, (within.LastIndexOfAnyExcept(0ul) + 1) << 6);
        if (high == 0)
        {
            return;
        }

        for (var more = Advance(from + low); more; more = cursor.Next())
        {
            budget.Spend(StepsABlock);
            var (at, stop) = (cursor.At, cursor.End(from + high));
            Window.Mark(from, cursor.Documents.AsSpan(at, stop - at), marks);
            cursor.At = stop;
            if (stop < cursor.Count)
            {
                break;
            }
        }

        Window.AddMarked(into, marks);
    }

    // As the cursor's, but that it can go back.
    private bool Advance(int target)
    {
        if (target >= end)
        {
            return false;
        }

        if (isBehind)
        {
            cursor.Restart();
            isBehind = false;
        }

        if (cursor.Advance(target))
        {
            return true;
        }

        end = cursor.Last + 1;
        return false;
    }

    public override int First(int from) => Advance(from) ? cursor.Documents[cursor.At] : int.MaxValue;

    public override void Match(int from, ReadOnlySpan<ulong> within, FieldMatches into, bool withFrequencies)
    {
        into.Clear();
        var isAll = within.IndexOfAnyExcept(ulong.MaxValue) < 0;
        for (var next = Window.Next(within, 0); next < Window.Size && Advance(from + next);)
        {
            budget.Spend(StepsABlock);
            var documents = cursor.Documents;
            var stop = cursor.End(from + Window.Size);
            if (cursor.At < stop)
            {
                if (isAll)
                {
                    TakeAll(from, cursor.At, stop, into, withFrequencies);
                }
                else if (IsWorthSearching(from, stop, next, within))
                {
                    Search(from, stop, next, within, into, withFrequencies);
                }
                else
                {
                    Take(from, cursor.At, stop, within, into, withFrequencies);
                }
            }

            cursor.At = stop;
            if (stop < cursor.Count)
            {
                return;
            }

            next = Window.Next(within, documents[stop - 1] - from + 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeAll(int from, int at, int stop, FieldMatches into, bool withFrequencies)
    {
        var count = stop - at;
        var documents = cursor.Documents.AsSpan(at, count);
        var found = into.Documents.AsSpan(into.Count, count);
        for (var i = 0; i < documents.Length; i++)
        {
            found[i] = (ushort)(documents[i] - from);
        }

        if (withFrequencies)
        {
            var frequencies = cursor.Frequencies().AsSpan(at, count);
            var target = into.Frequencies;
            for (var i = 0; i < frequencies.Length; i++)
            {
                target[found[i]] = frequencies[i];
            }
        }

        into.Count += count;
    }

    // Where few of a block's documents are asked about, each is looked for; else all are gone through.
    private bool IsWorthSearching(int from, int stop, int next, ReadOnlySpan<ulong> within)
    {
        const int costOfOne = 8;
        var last = cursor.Documents[stop - 1] - from;
        var count = 0;
        var budgeted = (stop - cursor.At) / costOfOne;
        for (var at = next >> 6; at <= last >> 6 && count <= budgeted; at++)
        {
            count += BitOperations.PopCount(within[at]);
        }

        return count <= budgeted;
    }

    private void Search(int from, int stop, int next, ReadOnlySpan<ulong> within, FieldMatches into, bool withFrequencies)
    {
        var documents = cursor.Documents;
        var last = documents[stop - 1] - from;
        var at = cursor.At;
        for (; next <= last; next = Window.Next(within, next + 1))
        {
            var wanted = from + next;
            for (var length = stop - at; length > 1;)
            {
                var half = length >> 1;
                at += documents[at + half - 1] < wanted ? half : 0;
                length -= half;
            }

            if (documents[at] == wanted)
            {
                into.Documents[into.Count++] = (ushort)next;
                if (withFrequencies)
                {
                    into.Frequencies[next] = cursor.Frequencies()[at];
                }
            }
        }
    }

    private void Take(int from, int at, int stop, ReadOnlySpan<ulong> within, FieldMatches into, bool withFrequencies)
    {
        var (found, places) = (into.Found, into.Places);
        var count = WindowBits.Select(cursor.Documents, at, stop, from, within, found, places);
        var documents = into.Documents.AsSpan(into.Count, count);
        for (var i = 0; i < documents.Length; i++)
        {
            documents[i] = (ushort)found[i];
        }

        into.Count += count;
        if (withFrequencies && count > 0)
        {
            var frequencies = cursor.Frequencies();
            var target = into.Frequencies;
            for (var i = 0; i < count; i++)
            {
                target[found[i]] = frequencies[places[i]];
            }
        }
    }
}
