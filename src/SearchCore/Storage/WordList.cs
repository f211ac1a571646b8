using System.Runtime.CompilerServices;

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

    private static readonly ConditionalWeakTable<object, WordList> Cache = [];

    private readonly byte[][] firsts;
    private readonly long[] starts;

    /// <summary>Opens the list of a segment.</summary>
    /// <param name="directory">Its folder.</param>
    /// <param name="segment">Its name.</param>
    /// <exception cref="CorruptIndexException">It is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public WordList(Lucene.Net.Store.Directory directory, string segment)
    {
        File = SharedFiles.Paged(directory, WordListFormat.NameOf(segment));
        try
        {
            (firsts, starts) = ReadBlocks();
        }
        catch
        {
            File.Dispose();
            throw;
        }
    }

    /// <summary>Its file.</summary>
    public PagedFile File { get; }

    /// <summary>How many blocks it has.</summary>
    public int Blocks => firsts.Length;

    /// <summary>That of a segment that is open for searches.</summary>
    /// <exception cref="CorruptIndexException">It is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static WordList Of(SegmentReader reader) =>
        Cache.TryGetValue(reader.CoreCacheKey, out var known) ? known : Cache.GetValue(reader.CoreCacheKey, _ => Open(reader));

    /// <summary>The block in which the first word from a beginning on can stand.</summary>
    public int BlockOf(ReadOnlySpan<byte> beginning)
    {
        var (low, high) = (0, firsts.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            (low, high) = firsts[middle].AsSpan().SequenceCompareTo(beginning) < 0 ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    /// <summary>The bytes of a block.</summary>
    public byte[] Block(int number, byte[] room, out int length)
    {
        length = (int)(starts[number + 1] - starts[number]);
        if (room.Length < length)
        {
            room = new byte[length];
        }

        File.Read(starts[number], room.AsSpan(0, length));
        return room;
    }

    public void OnDispose(object instance) => Dispose();

    public void Dispose() => File.Dispose();

    private static WordList Open(SegmentReader reader)
    {
        var opened = new WordList(reader.SegmentInfo.Info.Dir, reader.SegmentName);
        reader.AddCoreDisposedListener(opened);
        return opened;
    }

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

        var (words, blocks) = (new byte[count][], new long[count + 1]);
        for (var i = 0; i < count; i++)
        {
            words[i] = at.Take(at.VInt()).ToArray();
            blocks[i] = at.VLong() + (i == 0 ? 0 : blocks[i - 1]);
            var longest = WordListFormat.BlockBytes + (4L * WordListFormat.MostBytes);
            if (blocks[i] < header || blocks[i] >= index || (i > 0 && (blocks[i] <= blocks[i - 1] || blocks[i] - blocks[i - 1] > longest)))
            {
                throw Damaged();
            }
        }

        blocks[count] = index;
        return (words, blocks);
    }

    private CorruptIndexException Damaged() => new($"{File.Name} is damaged: the blocks of its words are not where they can be");
}
