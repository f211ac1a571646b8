using System.Buffers;
using System.Text;

namespace SearchCore.Analysis;

/// <summary>
/// The words of a text in UTF-16, at the places that the index path gives them: the same <see cref="WordBreaker"/> finds them. A word that
/// is too long is passed over and leaves its position empty.
/// </summary>
/// <remarks>To be disposed, which gives a buffer back. A lone surrogate counts as the character that replaces it.</remarks>
internal ref struct StringWords
{
    private readonly ReadOnlySpan<byte> bytes;
    private readonly bool isAscii;
    private byte[]? buffer;
    private WordBreaker breaker;
    private WordSpan word;

    public StringWords(ReadOnlySpan<char> text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        buffer = ArrayPool<byte>.Shared.Rent(length);
        bytes = buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, buffer));
        isAscii = length == text.Length;
        breaker = new WordBreaker(bytes);
    }

    /// <summary>The word's position, from 0; of no meaning before the first word.</summary>
    public int Position { get; private set; } = -1;

    /// <summary>The word's first UTF-16 unit.</summary>
    public int Start { get; private set; }

    /// <summary>The unit after its last.</summary>
    public int End { get; private set; }

    /// <summary>The word in UTF-8; valid until this is disposed.</summary>
    public readonly ReadOnlySpan<byte> Utf8 => bytes.Slice(word.Start, word.Length);

    /// <summary>Goes to the next word.</summary>
    /// <returns>False at the end of the text.</returns>
    public bool MoveNext()
    {
        var last = word.Start + word.Length;
        var next = default(WordSpan);
        while (breaker.Next(new Span<WordSpan>(ref next)) > 0)
        {
            Position++;
            if (next.IsGap)
            {
                continue;
            }

            word = next;
            Start = isAscii ? next.Start : End + Encoding.UTF8.GetCharCount(bytes[last..next.Start]);
            End = isAscii ? next.Start + next.Length : Start + Encoding.UTF8.GetCharCount(Utf8);
            return true;
        }

        return false;
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        if (buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = null;
        }
    }
}
