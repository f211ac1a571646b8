using Lucene.Net.Index;

using SearchCore.Storage;

namespace SearchCore.Searching.Postings;

/// <summary>The terms of one field of a segment. Thread-safe.</summary>
internal sealed class FieldDictionary
{
    private const int CodeShift = 2, CodeHasTerms = 2, CodeIsFloor = 1, PackedSize = BlockDecoder.Size;

    /// <summary>What is read of a block at first: it holds some forty terms. A larger one is read whole too.</summary>
    internal const int UsualBlock = 4_096;

    private readonly SegmentPostings segment;
    private readonly byte[] rootCode;

    // Most of what an index reads when it is opened would be this of fields that nobody asks for.
    private readonly Lazy<TermIndex> index;

    internal FieldDictionary(SegmentPostings segment, Func<TermIndex> index, byte[] rootCode) =>
        (this.segment, this.index, this.rootCode) = (segment, new(index, LazyThreadSafetyMode.PublicationOnly), rootCode);

    /// <summary>Whether its index was read, as it is when a term is first looked up.</summary>
    public bool IsRead => index.IsValueCreated;

    /// <summary>Whether the field has frequencies and positions; without, it has documents alone.</summary>
    public required bool HasPositions { get; init; }

    /// <summary>How many documents have the field, deleted ones included.</summary>
    public required int DocumentCount { get; init; }

    /// <summary>How many words all of them have in it; -1 where nobody counts.</summary>
    public required long Occurrences { get; init; }

    /// <summary>Looks a term up.</summary>
    /// <param name="term">Its bytes.</param>
    /// <param name="list">Where its postings stand.</param>
    /// <returns>Whether the field has it.</returns>
    /// <exception cref="CorruptIndexException">The dictionary is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public bool TryFind(ReadOnlySpan<byte> term, out PostingList list)
    {
        var lookup = TermLookup.Rent();
        try
        {
            return TryFind(term, lookup, out list);
        }
        finally
        {
            lookup.Return();
        }
    }

    /// <summary>The first term from a place in the order of terms on, itself or what comes after it; null where there is none.</summary>
    /// <exception cref="CorruptIndexException">The dictionary is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public byte[]? Ceiling(ReadOnlySpan<byte> from)
    {
        var head = new ByteCursor(rootCode, segment.TermsName).VLong();
        return TermCeiling.Find(segment, head >>> CodeShift, from);
    }

    private bool TryFind(ReadOnlySpan<byte> term, TermLookup lookup, out PostingList list)
    {
        list = default;
        var prefix = index.Value.Find(term, rootCode, ref lookup.Code, out var codeLength);
        var code = new ByteCursor(lookup.Code.AsSpan(0, codeLength), segment.TermsName);
        var head = code.VLong();
        var position = head >>> CodeShift;
        var hasTerms = (head & CodeHasTerms) != 0;
        if ((head & CodeIsFloor) != 0 && term.Length > prefix)
        {
            // The block goes on in others, each of which begins with a byte.
            var first = position;
            for (var left = code.VInt(); left > 0; left--)
            {
                var label = code.Byte();
                var next = code.VLong();
                if (term[prefix] < label)
                {
                    break;
                }

                position = first + (next >>> 1);
                hasTerms = (next & 1) != 0;
            }
        }

        return hasTerms && Scan(term[prefix..], position, lookup, out list);
    }

    private bool Scan(ReadOnlySpan<byte> suffix, long position, TermLookup lookup, out PostingList list)
    {
        list = default;
        var bytes = segment.TermBytes(position, UsualBlock, lookup);
        var block = new ByteCursor(bytes, segment.TermsName);
        var entries = block.VInt() >>> 1;
        var suffixHead = block.VInt();
        var (isLeaf, suffixLength) = ((suffixHead & 1) != 0, suffixHead >>> 1);

        // The block's three parts, of which a long one may reach past what was read.
        var suffixesAt = block.At;
        bytes = Reaching(bytes, (long)suffixesAt + suffixLength, position, lookup);
        var ordinal = Ordinal(suffix, bytes.Slice(suffixesAt, suffixLength), entries, isLeaf);
        if (ordinal < 0)
        {
            return false;
        }

        bytes = Part(bytes, suffixesAt + suffixLength, position, lookup, out var statisticsAt, out var statisticsLength);
        bytes = Part(bytes, statisticsAt + statisticsLength, position, lookup, out var metadataAt, out var metadataLength);
        list = Decode(bytes.Slice(statisticsAt, statisticsLength), bytes.Slice(metadataAt, metadataLength), ordinal);
        return true;
    }

    // The next part of a block, which begins with its length.
    private ReadOnlySpan<byte> Part(ReadOnlySpan<byte> bytes, int from, long position, TermLookup lookup, out int at, out int length)
    {
        var head = new ByteCursor(bytes[from..], segment.TermsName);
        length = head.VInt();
        at = from + head.At;
        return Reaching(bytes, (long)at + length, position, lookup);
    }

    // The bytes of a block up to an end, and some behind it for the length of the next part.
    private ReadOnlySpan<byte> Reaching(ReadOnlySpan<byte> bytes, long end, long position, TermLookup lookup)
    {
        const int most = 10;
        if (end + most > bytes.Length)
        {
            bytes = segment.TermBytes(position, end + most, lookup);
        }

        return end <= bytes.Length
            ? bytes
            : throw new CorruptIndexException($"{segment.TermsName} is damaged: a block of terms is longer than the file");
    }

    // The place of a term among those of a block; -1 where it is not there.
    private int Ordinal(ReadOnlySpan<byte> suffix, ReadOnlySpan<byte> suffixes, int entries, bool isLeaf)
    {
        var at = new ByteCursor(suffixes, segment.TermsName);
        var ordinal = 0;
        for (var entry = 0; entry < entries; entry++)
        {
            var length = at.VInt();
            var isTerm = isLeaf || (length & 1) == 0;
            var bytes = at.Take(isLeaf ? length : length >>> 1);
            if (!isTerm)
            {
                at.VLong();
                continue;
            }

            if (bytes.Length == suffix.Length && bytes.SequenceEqual(suffix))
            {
                return ordinal;
            }

            ordinal++;
        }

        return -1;
    }

    private PostingList Decode(ReadOnlySpan<byte> statistics, ReadOnlySpan<byte> metadata, int ordinal)
    {
        var counts = new ByteCursor(statistics, segment.TermsName);
        var places = new ByteCursor(metadata, segment.TermsName);
        var list = new PostingList { HasPositions = HasPositions };
        for (var i = 0; i <= ordinal; i++)
        {
            list.DocumentCount = counts.VInt();
            list.Documents += places.VLong();
            if (HasPositions)
            {
                list.Occurrences = list.DocumentCount + counts.VLong();
                list.Positions += places.VLong();
            }
            else
            {
                list.Occurrences = list.DocumentCount;
            }

            list.OnlyDocument = list.DocumentCount == 1 ? places.VInt() : -1;
            list.LastPositions = HasPositions && list.Occurrences > PackedSize ? places.VLong() : -1;
            list.Skips = list.DocumentCount > PackedSize ? places.VLong() : -1;
        }

        return segment.IsPossible(list) ? list : throw new CorruptIndexException($"{segment.TermsName} is damaged: a term has no place");
    }
}

/// <summary>What looking a term up needs, used again by the thread.</summary>
internal sealed class TermLookup
{
    [ThreadStatic]
    private static TermLookup? spare;

    /// <summary>What the automaton gave.</summary>
    public byte[] Code = new byte[64];

    /// <summary>A block that lies in two pages.</summary>
    public byte[] Copy = [];

    public static TermLookup Rent()
    {
        var lookup = spare ?? new();
        spare = null;
        return lookup;
    }

    public void Return() => spare = this;
}
