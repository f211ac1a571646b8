using Lucene.Net.Codecs;
using Lucene.Net.Index;

namespace SearchCore.Storage;

/// <summary>
/// The words of a segment as they are written (<see cref="WordListFormat"/>), open for reading as long as the segment. Thread-safe;
/// <see cref="WordListCursor"/> goes over them.
/// </summary>
internal sealed class WordList : IDisposable, SegmentReader.ICoreDisposedListener
{
    private const int FooterBytes = 16, PlaceBytes = 8;
    private const long MostOfBlock = WordListFormat.BlockBytes + (4L * WordListFormat.MostBytes);

    private static readonly SegmentCache<WordList> Cache = new(reader => new(reader.SegmentInfo.Info.Dir, reader.SegmentName));

    private readonly Lazy<(byte[][] Firsts, long[] Starts)> blocks;

    /// <summary>Opens the list of a segment.</summary>
    /// <param name="directory">Its folder.</param>
    /// <param name="segment">Its name.</param>
    /// <exception cref="CorruptIndexException">It is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public WordList(Lucene.Net.Store.Directory directory, string segment)
    {
        File = SharedFiles.Paged(directory, WordListFormat.NameOf(segment));

        // A fault is thrown again by whoever asks next.
        blocks = new(ReadBlocks, LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>Its file.</summary>
    public PagedFile File { get; }

    /// <summary>How many blocks it has.</summary>
    public int Blocks => blocks.Value.Firsts.Length;

    /// <summary>
    /// That of a segment that is open for searches. To be asked for first when the segment is opened: then its file is certainly there.
    /// </summary>
    /// <returns>Null where the segment has none: it is not one of ours.</returns>
    /// <exception cref="CorruptIndexException">It is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static WordList? Of(AtomicReader reader)
    {
        if (Cache.Known(reader) is { } known)
        {
            return known;
        }

        var segment = (SegmentReader)FilterAtomicReader.Unwrap(reader);
        return SharedFiles.Has(segment.SegmentInfo.Info, WordListFormat.NameOf(segment.SegmentName)) ? Cache.Of(segment) : null;
    }

    /// <summary>The block in which the first word from a beginning on can stand.</summary>
    public int BlockOf(ReadOnlySpan<byte> beginning)
    {
        var firsts = blocks.Value.Firsts;
        var (low, high) = (0, firsts.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            (low, high) = firsts[middle].AsSpan().SequenceCompareTo(beginning) < 0 ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    /// <summary>The bytes of a block.</summary>
    /// <param name="number">The block.</param>
    /// <param name="room">Where to put them, if they fit.</param>
    /// <param name="length">How many there are.</param>
    /// <param name="isOnce">Whether nobody is likely to ask for what is around them again: then nothing is kept in memory.</param>
    public byte[] Block(int number, byte[] room, out int length, bool isOnce)
    {
        var starts = blocks.Value.Starts;
        length = (int)(starts[number + 1] - starts[number]);
        if (room.Length < length)
        {
            room = new byte[length];
        }

        if (isOnce)
        {
            File.ReadThrough(starts[number], room.AsSpan(0, length));
        }
        else
        {
            File.Read(starts[number], room.AsSpan(0, length));
        }

        return room;
    }

    public void OnDispose(object instance) => Dispose();

    public void Dispose() => File.Dispose();

    private (byte[][] Firsts, long[] Starts) ReadBlocks()
    {
        var header = CodecUtil.HeaderLength(WordListFormat.Codec);
        if (File.Length < header + PlaceBytes + FooterBytes)
        {
            throw Damaged();
        }

        Span<byte> place = stackalloc byte[PlaceBytes];
        var end = File.Length - FooterBytes - PlaceBytes;
        File.ReadThrough(end, place);
        var index = new ByteCursor(place, File.Name).Int64();
        if (index < header || index >= end || end - index > Array.MaxLength)
        {
            throw Damaged();
        }

        var bytes = new byte[end - index];
        File.ReadThrough(index, bytes);
        var at = new ByteCursor(bytes, File.Name);
        var count = at.VInt();
        if (count > bytes.Length)
        {
            throw Damaged();
        }

        var (words, places) = (new byte[count][], new long[count + 1]);
        for (var i = 0; i < count; i++)
        {
            words[i] = at.Take(at.VInt()).ToArray();
            places[i] = at.VLong() + (i == 0 ? 0 : places[i - 1]);
            if (places[i] < header || places[i] >= index
                || (i > 0 && (places[i] <= places[i - 1] || places[i] - places[i - 1] > MostOfBlock)))
            {
                throw Damaged();
            }
        }

        if (count > 0 && index - places[count - 1] > MostOfBlock)
        {
            throw Damaged();
        }

        places[count] = index;
        return (words, places);
    }

    private CorruptIndexException Damaged() => new($"{File.Name} is damaged: the blocks of its words are not where they can be");
}
