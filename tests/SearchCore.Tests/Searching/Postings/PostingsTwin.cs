using System.Text;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using SearchCore.Searching.Postings;
using SearchCore.Storage;
using SearchCore.Tests.Indexing.Segments;

namespace SearchCore.Tests.Searching.Postings;

/// <summary>Compares all that our readers say about the terms of an index with what Lucene's say. For one thread.</summary>
internal sealed class PostingsTwin
{
    private const int PackedSize = BlockDecoder.Size;

    // One cursor for all: what one term leaves behind must not show in the next.
    private readonly PostingCursor cursor = new();
    private readonly PositionCursor places = new();

    /// <summary>The segments of an index, and the one that Lucene makes of them.</summary>
    public void CompareWithMerged(TestIndex index, Random random)
    {
        var point = index.Open();
        try
        {
            Compare(point.Reader, random);
            using var directory = new RAMDirectory();
            using (var writer = new IndexWriter(directory, Twins.Config()))
            {
                writer.AddIndexes(point.Reader);
            }

            using var merged = DirectoryReader.Open(directory);
            Assert.True(merged.Leaves.Count <= 1);
            Compare(merged, random);
        }
        finally
        {
            point.Release();
        }
    }

    private void Compare(DirectoryReader reader, Random random)
    {
        foreach (var leaf in reader.Leaves)
        {
            var postings = SegmentPostings.Of(leaf.AtomicReader);
            Assert.Equal(leaf.AtomicReader.MaxDoc, postings.DocumentCount);
            foreach (var name in leaf.AtomicReader.Fields)
            {
                // A merge that leaves no article of a field keeps the field and no term of it.
                if (leaf.AtomicReader.GetTerms(name) is { } terms)
                {
                    Compare(postings, name, terms, random);
                }
                else
                {
                    Assert.Null(postings.Field(name));
                }
            }
        }
    }

    private void Compare(SegmentPostings postings, string name, Terms expected, Random random)
    {
        var field = postings.Field(name);
        Assert.NotNull(field);
        Assert.Equal(
            (expected.HasPositions, expected.DocCount, expected.SumTotalTermFreq),
            (field.HasPositions, field.DocumentCount, field.Occurrences));
        var terms = expected.GetEnumerator();
        var other = expected.GetEnumerator();
        while (terms.MoveNext())
        {
            var term = terms.Term.Bytes.AsSpan(terms.Term.Offset, terms.Term.Length).ToArray();
            Assert.True(field.TryFind(term, out var list), $"{name}:{Convert.ToHexString(term)}");
            var occurrences = terms.TotalTermFreq < 0 ? terms.DocFreq : terms.TotalTermFreq;
            Assert.Equal((terms.DocFreq, occurrences), (list.DocumentCount, list.Occurrences));
            if (random.Next(4) == 0)
            {
                CompareNeighbours(field, other, term, random);
            }

            // Of a vocabulary's many rare words some are enough.
            if (list.DocumentCount > 2 || list.Occurrences > PackedSize || random.Next(4) == 0)
            {
                try
                {
                    Compare(postings, list, new LuceneTerm(terms, expected.HasPositions), random);
                }
                catch (Exception failure)
                {
                    throw new InvalidOperationException($"{name}:{Encoding.UTF8.GetString(term)}", failure);
                }
            }
        }

        foreach (var none in (byte[][])[[], [0], [0xFF], [0xFF, 0xFF], new byte[1_000]])
        {
            Assert.Equal(other.SeekExact(new BytesRef(none)), field.TryFind(none, out _));
            CompareCeiling(field, other, none);
        }
    }

    private static void CompareNeighbours(FieldDictionary field, TermsEnum other, byte[] term, Random random)
    {
        byte[] lower = [.. term], higher = [.. term], changed = [.. term];
        if (term.Length > 0)
        {
            lower[^1]--;
            higher[^1]++;
            changed[random.Next(term.Length)] = (byte)random.Next(256);
        }

        foreach (var near in (byte[][])
            [
                lower, higher, changed, [.. term, 0], [.. term, (byte)random.Next(256)], [.. term, .. term],
                term[..(term.Length / 2)], term[..Math.Max(0, term.Length - 1)], term[Math.Min(1, term.Length)..],
            ])
        {
            var expected = other.SeekExact(new BytesRef(near));
            Assert.True(expected == field.TryFind(near, out var list), Convert.ToHexString(near));
            Assert.True(expected ? list.DocumentCount == other.DocFreq : list.DocumentCount == 0, Convert.ToHexString(near));
            if (random.Next(10) == 0)
            {
                CompareCeiling(field, other, near);
            }
        }
    }

    private static void CompareCeiling(FieldDictionary field, TermsEnum other, byte[] from)
    {
        var expected = other.SeekCeil(new BytesRef(from)) == TermsEnum.SeekStatus.END ? null : BytesRef.DeepCopyOf(other.Term).Bytes;
        var found = field.Ceiling(from);
        Assert.True(found is null ? expected is null : found.AsSpan().SequenceEqual(expected), Convert.ToHexString(from));
    }

    private void Compare(SegmentPostings postings, in PostingList list, LuceneTerm expected, Random random)
    {
        CompareBlocks(postings, list, expected);
        for (var round = 0; round < 3; round++)
        {
            CompareJumps(postings, list, expected, random);
            if (list.HasPositions)
            {
                ComparePositions(postings, list, expected, random);
            }
        }

        if (list.HasPositions)
        {
            CompareAllPositions(postings, list, expected);
        }
    }

    private void CompareBlocks(SegmentPostings postings, in PostingList list, LuceneTerm expected)
    {
        cursor.Open(postings, list);
        var at = 0;
        while (cursor.Next())
        {
            AssertBlock(expected, at, withFrequencies: true);
            at += cursor.Count;
        }

        Assert.Equal((expected.Count, 0), (at, cursor.Count));
        Assert.False(cursor.Next());
    }

    private void CompareJumps(SegmentPostings postings, in PostingList list, LuceneTerm expected, Random random)
    {
        cursor.Open(postings, list);
        var (step, block) = (Step(postings, random), -1);
        for (var target = random.Next(step); ; target += 1 + random.Next(step))
        {
            var at = expected.First(target);
            Same(at < expected.Count, cursor.Advance(target));
            if (at == expected.Count)
            {
                return;
            }

            Same(expected.Document(at), cursor.Documents[cursor.At]);
            if (block != at - cursor.At || random.Next(20) == 0)
            {
                block = at - cursor.At;
                AssertBlock(expected, block, withFrequencies: random.Next(3) == 0);
            }

            Same(Math.Min(expected.First(target + step) - (at - cursor.At), cursor.Count), cursor.End(target + step));

            // From where it came to it may also go on block by block.
            if (random.Next(8) == 0)
            {
                var next = at - cursor.At + cursor.Count;
                Same(next < expected.Count, cursor.Next());
                if (next == expected.Count)
                {
                    return;
                }

                AssertBlock(expected, next, withFrequencies: random.Next(3) == 0);
                target = Math.Max(target, expected.Document(next));
            }
        }
    }

    private void AssertBlock(LuceneTerm expected, int first, bool withFrequencies)
    {
        Same(Math.Min(PackedSize, expected.Count - first), cursor.Count);
        Same(0, first % PackedSize);
        var frequencies = withFrequencies ? cursor.Frequencies() : null;
        for (var i = 0; i < cursor.Count; i++)
        {
            if (cursor.Documents[i] != expected.Document(first + i)
                || (frequencies is not null && frequencies[i] != expected.Frequency(first + i)))
            {
                Assert.Fail(
                    $"{cursor.Documents[i]} × {frequencies?[i]} for {expected.Document(first + i)} × {expected.Frequency(first + i)} "
                    + $"at {first} + {i}");
            }
        }
    }

    private void ComparePositions(SegmentPostings postings, in PostingList list, LuceneTerm expected, Random random)
    {
        places.Open(postings, list);
        Assert.Equal((-1, list.DocumentCount), (places.Document, places.Cost));
        var step = Step(postings, random);
        for (var target = random.Next(step); ; target += 1 + random.Next(step))
        {
            var at = expected.First(target);
            Same(expected.Document(at), places.Advance(target));
            Same(expected.Document(at), places.Document);
            if (at == expected.Count)
            {
                return;
            }

            if (random.Next(3) > 0)
            {
                AssertPositions(expected, at);
            }
        }
    }

    private void CompareAllPositions(SegmentPostings postings, in PostingList list, LuceneTerm expected)
    {
        places.Open(postings, list);
        for (var at = 0; at < expected.Count; at++)
        {
            Same(expected.Document(at), places.Advance(places.Document + 1));
            AssertPositions(expected, at);
        }

        Same(int.MaxValue, places.Advance(places.Document + 1));
    }

    private void AssertPositions(LuceneTerm expected, int at)
    {
        Same(expected.Frequency(at), places.Frequency);
        Same(true, places.Positions().SequenceEqual(expected.Positions(at)));
        var padded = places.PaddedPositions();
        Same(expected.Frequency(at) + PositionCursor.Pad, padded.Length);
        Same(true, padded[..^PositionCursor.Pad].SequenceEqual(expected.Positions(at)));
    }

    // The assertions of the library take longer than what they look at here.
    private static void Same<T>(T expected, T actual)
        where T : IEquatable<T>
    {
        if (!expected.Equals(actual))
        {
            Assert.Equal(expected, actual);
        }
    }

    private static int Step(SegmentPostings postings, Random random) => 1 + random.Next(4) switch
    {
        0 => random.Next(4),
        1 => random.Next(60),
        2 => random.Next(1_500),
        _ => random.Next(postings.DocumentCount),
    };
}
