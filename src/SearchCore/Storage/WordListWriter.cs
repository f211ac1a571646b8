using Lucene.Net.Codecs;
using Lucene.Net.Store;

namespace SearchCore.Storage;

/// <summary>Writes a <see cref="WordListFormat"/>. For one thread.</summary>
internal sealed class WordListWriter : IDisposable
{
    private readonly IndexOutput output;
    private readonly List<(byte[] Word, long Start)> blocks = [];
    private byte[] last = new byte[256];
    private byte[] block = new byte[2 * WordListFormat.BlockBytes];
    private int lastLength;
    private int used;
    private long start;

    /// <summary>Begins the file of a segment.</summary>
    public WordListWriter(Lucene.Net.Store.Directory directory, string segment, IOContext context)
    {
        output = directory.CreateOutput(WordListFormat.NameOf(segment), context);
        CodecUtil.WriteHeader(output, WordListFormat.Codec, WordListFormat.Version);
        start = output.Position;
    }

    /// <summary>Adds a word.</summary>
    /// <param name="word">The word; not before the last one, in the order of bytes.</param>
    /// <param name="term">Its term.</param>
    public void Add(ReadOnlySpan<byte> word, ReadOnlySpan<byte> term)
    {
        if (used >= WordListFormat.BlockBytes)
        {
            EndBlock();
        }

        if (used == 0)
        {
            blocks.Add((word.ToArray(), start));
            lastLength = 0;
        }

        var shared = word.CommonPrefixLength(last.AsSpan(0, lastLength));
        var kept = term.CommonPrefixLength(word);
        Reserve(32 + word.Length + term.Length);
        Counts(shared, word.Length - shared);
        Bytes(word[shared..]);
        Counts(word.Length - kept, term.Length - kept);
        Bytes(term[kept..]);
        if (last.Length < word.Length)
        {
            last = new byte[2 * word.Length];
        }

        word.CopyTo(last);
        lastLength = word.Length;
    }

    /// <summary>Ends the file.</summary>
    public void Finish()
    {
        EndBlock();
        var index = output.Position;
        output.WriteVInt32(blocks.Count);
        var before = index;
        for (var i = 0; i < blocks.Count; i++)
        {
            var (word, at) = blocks[i];
            output.WriteVInt32(word.Length);
            output.WriteBytes(word, 0, word.Length);
            output.WriteVInt64(i == 0 ? at : at - before);
            before = at;
        }

        output.WriteInt64(index);
        CodecUtil.WriteFooter(output);
    }

    public void Dispose() => output.Dispose();

    private void EndBlock()
    {
        output.WriteBytes(block, 0, used);
        start += used;
        used = 0;
    }

    private void Reserve(int room)
    {
        if (block.Length - used < room)
        {
            Array.Resize(ref block, used + room);
        }
    }

    // Two counts, in one byte where both are small.
    private void Counts(int first, int second)
    {
        if (first < WordListFormat.Short && second < WordListFormat.Short)
        {
            block[used++] = (byte)((first << 4) | second);
            return;
        }

        block[used++] = 0xFF;
        Number(first);
        Number(second);
    }

    private void Number(int value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            block[used++] = (byte)(value | 0x80);
        }

        block[used++] = (byte)value;
    }

    private void Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(block.AsSpan(used));
        used += bytes.Length;
    }
}
