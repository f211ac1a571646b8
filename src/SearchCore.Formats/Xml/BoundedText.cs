namespace SearchCore.Formats.Xml;

/// <summary>A text of any length of which a reader takes one piece after the other, none of them without end.</summary>
/// <param name="text">The text; disposed with this.</param>
/// <param name="most">The longest piece, in characters.</param>
internal sealed class BoundedText(TextReader text, long most) : TextReader
{
    // Readers read ahead.
    private const long Ahead = 1024 * 1024;

    private long taken;

    /// <summary>Begins a piece.</summary>
    public void Begin() => taken = 0;

    public override int Peek() => text.Peek();

    public override int Read()
    {
        Count(1);
        return text.Read();
    }

    public override int Read(char[] buffer, int index, int count)
    {
        var read = text.Read(buffer, index, count);
        Count(read);
        return read;
    }

    public override int Read(Span<char> buffer)
    {
        var read = text.Read(buffer);
        Count(read);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            text.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Count(int read)
    {
        if ((taken += read) > most + Ahead)
        {
            throw new InvalidDataException($"a tag, comment or declaration in it is longer than {most:N0} characters");
        }
    }
}
