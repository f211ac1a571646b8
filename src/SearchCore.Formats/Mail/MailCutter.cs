using SearchCore.Articles.Reading;

namespace SearchCore.Formats.Mail;

/// <summary>
/// Cuts a mailbox into its messages: each begins behind a line such as <c>From a@example.net Tue May  7 06:30:00 2019</c> that follows an
/// empty one. Holds one message at a time, and nothing of one that is too long.
/// </summary>
/// <param name="input">The input.</param>
/// <param name="most">The longest message, in bytes.</param>
/// <param name="isMailbox">Whether it is a mailbox; else it is one message.</param>
internal sealed class MailCutter(ByteInput input, long most, bool isMailbox)
{
    private const int Piece = 64 * 1024;

    /// <summary>A message: its bytes (the beginning alone where it is too long), where it stands and how long it is.</summary>
    public readonly record struct Cut(byte[] Bytes, long Offset, long Line, long Length, bool IsTooLong);

    /// <summary>The messages.</summary>
    public IEnumerable<Cut> Messages()
    {
        var (message, piece) = (new MemoryStream(), new byte[Piece]);
        var (begin, line, first, length) = (input.Offset, 0L, 1L, 0L);
        var (isBegun, isBlank) = (!isMailbox, true);
        while (Line(piece, out var read, out var isWhole))
        {
            line++;
            var here = input.Offset - read;
            if (isMailbox && isBlank && IsSeparator(piece.AsSpan(0, read)))
            {
                if (isBegun)
                {
                    yield return Take();
                }

                (isBegun, begin, first, length) = (true, here, line, 0);
                message.SetLength(0);
                read = 0;
            }

            isBlank = isWhole && piece.AsSpan(0, read).TrimEnd("\r\n"u8).IsEmpty && read > 0;
            Add(read);

            // A line longer than a piece goes on.
            while (!isWhole && Line(piece, out read, out isWhole))
            {
                Add(read);
            }
        }

        if (isBegun && length > 0)
        {
            yield return Take();
        }

        void Add(int count)
        {
            length += count;
            if (length <= most)
            {
                message.Write(piece, 0, count);
            }
        }

        Cut Take() => new(message.ToArray(), begin, first, length, length > most);
    }

    // From, a word, and a year at the end: prose has lines that begin so, and no year.
    private static bool IsSeparator(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("From "u8))
        {
            return false;
        }

        line = line[5..].TrimEnd("\r\n "u8);
        var word = line.IndexOf((byte)' ');
        return word > 0 && line.Length >= word + 5 && HasYear(line[word..]);
    }

    private static bool HasYear(ReadOnlySpan<byte> text)
    {
        var digits = 0;
        foreach (var value in text)
        {
            digits = char.IsAsciiDigit((char)value) ? digits + 1 : 0;
            if (digits == 4)
            {
                return true;
            }
        }

        return false;
    }

    // A line with its end, or as much of one as there is room for.
    private bool Line(byte[] piece, out int length, out bool isWhole)
    {
        var ahead = input.Peek(1024);
        var end = ahead.IndexOf((byte)'\n');
        if (end < 0 && ahead.Length == 1024)
        {
            ahead = input.Peek(piece.Length);
            end = ahead.IndexOf((byte)'\n');
        }

        (length, isWhole) = (end < 0 ? ahead.Length : end + 1, end >= 0 || ahead.Length < piece.Length);
        for (var at = 0; at < length;)
        {
            at += input.Read(piece.AsSpan(at, length - at));
        }

        return length > 0;
    }
}
