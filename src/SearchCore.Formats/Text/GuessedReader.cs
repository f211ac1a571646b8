using System.Text;

using SearchCore.Articles.Reading;

namespace SearchCore.Formats.Text;

/// <summary>
/// The text of an input of any size, in the encoding that is known; else UTF-8 or Windows-1252, told where the first letter stands that is
/// not the same in both, however far behind that is. What is marked as no UTF-8 is settled by its record (<see cref="MixedText"/>).
/// </summary>
/// <param name="bytes">The input; left open.</param>
/// <param name="known">The encoding that somebody named; null where nobody did.</param>
internal sealed class GuessedReader(ByteInput bytes, Encoding? known = null) : TextReader
{
    // The text that has to be looked at, and how much UTF-8 there must be in Windows-1252 to end it.
    private const int Piece = 4 * 1024, Window = 64 * 1024, FewestOfUtf8 = 3;

    private readonly byte[] piece = new byte[Piece];
    private char[] text = [];
    private int at;
    private int end;
    private bool isOver;
    private Decoder? decoder = known?.GetDecoder();

    /// <summary>How many bytes a part of the text is in the input.</summary>
    public int BytesOf(string part) => Encoding.CodePage == Encoding.UTF8.CodePage ? MixedText.BytesOf(part) : Encoding.GetByteCount(part);

    private Encoding Encoding { get; set; } = known ?? MixedText.Utf8;

    public override int Peek() => Fill() ? text[at] : -1;

    public override int Read() => Fill() ? text[at++] : -1;

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (buffer.IsEmpty || !Fill())
        {
            return 0;
        }

        var length = Math.Min(buffer.Length, end - at);
        text.AsSpan(at, length).CopyTo(buffer);
        at += length;
        return length;
    }

    private bool Fill()
    {
        while (at == end && !isOver)
        {
            var read = bytes.Read(piece);
            isOver = read == 0;
            if (known is null)
            {
                Guess(piece.AsSpan(0, read));
            }

            var by = decoder ?? Encoding.UTF8.GetDecoder();
            var most = Encoding.GetMaxCharCount(Piece);
            text = text.Length >= most ? text : new char[most];
            (at, end) = (0, by.GetChars(piece.AsSpan(0, read), text, flush: isOver));
        }

        return at < end;
    }

    private void Guess(ReadOnlySpan<byte> read)
    {
        if (decoder is null)
        {
            var first = read.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (first >= 0)
            {
                Encoding = TextEncodings.Guess([.. read[first..], .. Ahead()]);
                decoder = Encoding.GetDecoder();
            }
        }
        else if (Encoding == TextEncodings.Windows)
        {
            // Of files that were put together the next may be UTF-8, which nothing in Windows-1252 looks like.
            var (characters, others) = TextEncodings.Count(read);
            if (characters >= FewestOfUtf8 && characters > others)
            {
                Encoding = MixedText.Utf8;
                decoder = Encoding.GetDecoder();
            }
        }
    }

    private ReadOnlySpan<byte> Ahead()
    {
        try
        {
            return bytes.Peek(Window);
        }
        catch (ArticleSourceException)
        {
            // Damaged further on, which is said when it is read.
            return [];
        }
    }
}
