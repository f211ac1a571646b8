using System.Numerics;
using System.Runtime.Intrinsics.X86;

using Lucene.Net.Index;

using SearchCore.Analysis;

namespace SearchCore.Indexing.Segments;

/// <summary>
/// Turns a <see cref="TokenLog"/> into postings: counts each term, gives each its share of one array, scatters the tokens' places into
/// it in one pass, and encodes share after share in the order of the terms. No chain hangs on a term, and nothing is sorted but the terms.
/// </summary>
/// <remarks>Its arrays are kept for the next segment: four bytes a token (eight where tokens stand for two terms) and four a term. Not safe
/// for use by two threads at a time.</remarks>
internal sealed class Inverter
{
    // Eight hints an article, about, but one for 128 places at least.
    private const int MostHintBits = 7, HintsOfAnArticle = 3, Ahead = 24;

    private int[] next = [];
    private int[] used = [];
    private int[] places = [];
    private int[] hints = [];
    private int hintBits;
    private ulong[] scratch = [];

    /// <summary>The memory that the places of so many tokens take.</summary>
    public static long BytesFor(long tokens) => Room(tokens) * sizeof(int);

    /// <summary>The memory that it holds for places of tokens.</summary>
    public long PlacesBytes => places.Length * (long)sizeof(int);

    /// <summary>Room to sort in, for others too while it is not used.</summary>
    public ref ulong[] Scratch => ref scratch;

    /// <summary>The memory it holds beside the places of tokens.</summary>
    public long Bytes => ((long)next.Length + used.Length + hints.Length) * sizeof(int) + (scratch.Length * (long)sizeof(ulong));

    /// <summary>Writes a field.</summary>
    /// <param name="field">The field; with positions or without.</param>
    /// <param name="log">Its tokens, as numbers of terms.</param>
    /// <param name="terms">The terms.</param>
    /// <param name="seconds">By term a second one that stands wherever it does, different from all that are logged; empty where terms have
    /// none.</param>
    /// <param name="postings">Where postings go.</param>
    /// <param name="dictionary">Where terms go.</param>
    public void Write(
        FieldInfo field, TokenLog log, ByteKeys terms, ReadOnlySpan<int> seconds, PostingsEncoder postings, TermDictionary dictionary)
    {
        var distinct = Count(log, terms.Count, seconds);
        var sorted = used.AsSpan(0, distinct);
        terms.Sort(sorted, ref scratch);
        Allot(sorted);
        Scatter(log, seconds);
        Hint(log);

        var (bytes, starts) = terms.Flat;
        var withPositions = field.IndexOptions == IndexOptions.DOCS_AND_FREQS_AND_POSITIONS;
        dictionary.StartField(field);
        var from = 0;
        foreach (var term in sorted)
        {
            var to = next[term];
            postings.StartTerm(withPositions);
            var share = places.AsSpan(from, to - from);
            if (withPositions)
            {
                postings.AddPlaces(share, log.Starts, hints, hintBits);
            }
            else
            {
                EncodeDocuments(share, log.Starts, postings);
            }

            dictionary.Add(bytes.AsSpan(starts[term]..starts[term + 1]), postings.FinishTerm());
            from = to;
        }

        dictionary.FinishField(log.DocumentsWithTokens);
    }

    // How often each term stands in the log; the terms that do.
    private int Count(TokenLog log, int terms, ReadOnlySpan<int> seconds)
    {
        Grow(ref next, terms);
        Grow(ref used, Math.Min(terms, log.Count * (seconds.IsEmpty ? 1L : 2L)));
        var counts = next.AsSpan(0, terms);
        counts.Clear();
        var distinct = 0;
        for (var page = 0; page < log.PageCount; page++)
        {
            foreach (var term in log.Page(page))
            {
                if ((uint)term < (uint)counts.Length && counts[term]++ == 0)
                {
                    used[distinct++] = term;
                }
            }
        }

        // A second term stands as often as the logged ones that have it.
        for (var (i, logged) = (0, distinct); !seconds.IsEmpty && i < logged; i++)
        {
            var second = seconds[used[i]];
            if (counts[second] == 0)
            {
                used[distinct++] = second;
            }

            counts[second] += counts[used[i]];
        }

        return distinct;
    }

    // From counts to where each term's share begins.
    private void Allot(ReadOnlySpan<int> sorted)
    {
        var at = 0;
        foreach (var term in sorted)
        {
            (at, next[term]) = (at + next[term], at);
        }

        // Segments of one budget are alike, but none is like the one before: what is to spare takes no memory before it is used.
        Grow(ref places, at + (at >> 3));
    }

    private unsafe void Scatter(TokenLog log, ReadOnlySpan<int> seconds)
    {
        // Where no token has a term, there are no shares to look at.
        if (next.Length == 0)
        {
            return;
        }

        var place = 0;
        fixed (int* to = places, shares = next, second = seconds)
        {
            for (var number = 0; number < log.PageCount; number++)
            {
                var page = log.Page(number);
                fixed (int* tokens = page)
                {
                    for (var i = 0; i < page.Length; i++, place++)
                    {
                        // Where a token's place goes is far from where the last one's went: it is sent for some tokens before.
                        var coming = tokens[Math.Min(i + Ahead, page.Length - 1)];
                        if (Sse.IsSupported)
                        {
                            Sse.Prefetch0(to + shares[Math.Max(coming, 0)]);
                        }

                        var term = tokens[i];
                        if (term >= 0)
                        {
                            to[shares[term]++] = place;
                            if (second is not null)
                            {
                                to[shares[second[term]]++] = place;
                            }
                        }
                    }
                }
            }
        }
    }

    // For every so many places the article of the first of them: where the search for a place's article begins. They are as far apart as
    // articles are long, so that the search is mostly over with its first step.
    private void Hint(TokenLog log)
    {
        hintBits = Math.Clamp(BitOperations.Log2((uint)(log.Count / Math.Max(1, log.Documents)) | 1) - HintsOfAnArticle, 0, MostHintBits);
        Grow(ref hints, (log.Count >> hintBits) + 1);
        var starts = log.Starts;
        var document = 0;
        for (var place = 0; place < log.Count; place += 1 << hintBits)
        {
            while (starts[document + 1] <= place)
            {
                document++;
            }

            hints[place >> hintBits] = document;
        }
    }

    private void EncodeDocuments(ReadOnlySpan<int> share, ReadOnlySpan<int> starts, PostingsEncoder postings)
    {
        var (document, end) = (0, 0);
        foreach (var place in share)
        {
            if (place >= end)
            {
                document = Math.Max(document, hints[place >> hintBits]);
                while (starts[document + 1] <= place)
                {
                    document++;
                }

                end = starts[document + 1];
                postings.AddDocument(document);
            }
        }
    }

    // Nothing is copied when arrays grow and segments of one budget are alike: a little to spare is enough.
    private static long Room(long length) => length + (length >> 5);

    private static void Grow(ref int[] array, long length)
    {
        if (array.Length < length)
        {
            array = [];
            array = GC.AllocateUninitializedArray<int>((int)Math.Min(Array.MaxLength, Room(length)));
        }
    }
}
