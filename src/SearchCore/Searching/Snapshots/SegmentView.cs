using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Searching.Columns;
using SearchCore.Searching.Postings;

namespace SearchCore.Searching.Snapshots;

/// <summary>A segment at one moment: what is read of it, and which of its articles are not deleted. Thread-safe.</summary>
internal sealed class SegmentView
{
    private const int WordsAStretch = 64;

    private readonly Lazy<ulong[]?> live;

    public SegmentView(AtomicReaderContext leaf)
    {
        Leaf = leaf;
        Reader = leaf.AtomicReader;
        Postings = SegmentPostings.Of(Reader);
        Columns = SegmentColumns.Of(Reader);
        live = new(() => Reader.LiveDocs is { } bits ? WordsOf(bits) : null);
    }

    /// <summary>The segment among those of its index.</summary>
    public AtomicReaderContext Leaf { get; }

    /// <summary>Its reader.</summary>
    public AtomicReader Reader { get; }

    /// <summary>Its number among those of its index.</summary>
    public int Ord => Leaf.Ord;

    /// <summary>How many articles it has, deleted ones included.</summary>
    public int DocumentCount => Reader.MaxDoc;

    /// <summary>Its terms and where they stand.</summary>
    public SegmentPostings Postings { get; }

    /// <summary>Its columns.</summary>
    public SegmentColumns Columns { get; }

    /// <summary>
    /// A bit for each article that is not deleted, in whole stretches of 64 words; null where none is. It must not be written to.
    /// </summary>
    public ulong[]? Live => live.Value;

    private static ulong[] WordsOf(IBits bits)
    {
        var words = new ulong[((bits.Length >> 6) / WordsAStretch * WordsAStretch) + WordsAStretch];
        for (var i = 0; i < bits.Length; i++)
        {
            if (bits.Get(i))
            {
                words[i >> 6] |= 1ul << i;
            }
        }

        return words;
    }
}
