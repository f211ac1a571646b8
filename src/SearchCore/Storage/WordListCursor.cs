using Lucene.Net.Index;

namespace SearchCore.Storage;

/// <summary>Goes over the words of a <see cref="WordList"/> in order. For one thread.</summary>
/// <param name="list">The words.</param>
/// <param name="isOnce">Whether all of them are read once: then they drive nothing out of the memory that searches use.</param>
internal sealed class WordListCursor(WordList list, bool isOnce = false)
{
    private byte[] bytes = [];
    private int length;
    private int at;
    private int block = -1;
    private byte[] word = new byte[64];
    private byte[] term = new byte[64];
    private int wordLength;
    private int termLength;

    /// <summary>The word, as UTF-8. Good until the next step.</summary>
    public ReadOnlySpan<byte> Word => word.AsSpan(0, wordLength);

    /// <summary>Its term, as the index has it. Good until the next step.</summary>
    public ReadOnlySpan<byte> Term => term.AsSpan(0, termLength);

    /// <summary>Goes to the first word that is not before a beginning.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="CorruptIndexException">The list is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public bool Seek(ReadOnlySpan<byte> beginning)
    {
        if (list.Blocks == 0)
        {
            return false;
        }

        Enter(list.BlockOf(beginning));
        while (Next())
        {
            if (Word.SequenceCompareTo(beginning) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Goes to the next word; to the first one, if it went to none yet.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="CorruptIndexException">The list is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public bool Next()
    {
        if (at == length)
        {
            if (block + 1 >= list.Blocks)
            {
                return false;
            }

            Enter(block + 1);
        }

        var numbers = new ByteCursor(bytes.AsSpan(at, length - at), list.File.Name);
        var (shared, more) = Counts(ref numbers);
        if (shared > wordLength || more > WordListFormat.MostBytes - shared)
        {
            throw Damaged();
        }

        Join(ref word, word, shared, numbers.Take(more));
        wordLength = shared + more;
        (shared, more) = Counts(ref numbers);
        shared = wordLength - shared;
        if (shared < 0 || more > WordListFormat.MostBytes)
        {
            throw Damaged();
        }

        Join(ref term, word, shared, numbers.Take(more));
        termLength = shared + more;
        at += numbers.At;
        return true;
    }

    private static (int First, int Second) Counts(ref ByteCursor numbers)
    {
        var both = numbers.Byte();
        return both == 0xFF ? (numbers.VInt(), numbers.VInt()) : (both >> 4, both & 0xF);
    }

    private static void Join(ref byte[] into, byte[] from, int shared, ReadOnlySpan<byte> more)
    {
        var room = into.Length < shared + more.Length ? new byte[2 * (shared + more.Length)] : into;
        from.AsSpan(0, shared).CopyTo(room);
        more.CopyTo(room.AsSpan(shared));
        into = room;
    }

    private void Enter(int next)
    {
        block = next;
        bytes = list.Block(next, bytes, out length, isOnce);
        at = wordLength = 0;
    }

    private CorruptIndexException Damaged() => new($"{list.File.Name} is damaged: its words are not as they are written");
}
