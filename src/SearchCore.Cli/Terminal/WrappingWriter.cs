using System.Globalization;
using System.Text;

namespace SearchCore.Cli.Terminal;

/// <summary>
/// What goes to a terminal, with lines that are wider than it broken between words and set in below one another: a terminal would break
/// them in the middle of words, at the left edge. Lines with escape sequences were laid out by somebody and pass as they are, and so does
/// data (<see cref="Plain"/>), which people copy.
/// </summary>
/// <param name="inner">The terminal.</param>
/// <param name="width">Its width in cells, asked for each line that may be too wide.</param>
/// <param name="isUnbuffered">Whether half a line is shown at once, as of progress.</param>
internal sealed class WrappingWriter(TextWriter inner, Func<int> width, bool isUnbuffered = false)
    : TextWriter(CultureInfo.InvariantCulture)
{
    // What every terminal has: shorter lines are not measured.
    private const int AlwaysFits = 20, SetIn = 2, LeastColumn = 20;

    private readonly StringBuilder line = new();

    public override Encoding Encoding => inner.Encoding;

    /// <summary>The writer for data, of which no line may be broken.</summary>
    public static TextWriter Plain(TextWriter output)
    {
        if (output is not WrappingWriter { } wrapping)
        {
            return output;
        }

        wrapping.Release();
        return wrapping.Inner;
    }

    /// <summary>The width of a terminal; a very large number where output is none.</summary>
    public static int WidthOf(TextWriter output) => output is WrappingWriter wrapping ? wrapping.Cells : int.MaxValue;

    /// <summary>A text's lines in at most so many cells, each with its line break.</summary>
    public static string Wrapped(string text, int cells)
    {
        var whole = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            Append(whole, line, cells);
            whole.Append('\n');
        }

        return whole.ToString(0, whole.Length - 1);
    }

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Take(buffer);
        if (isUnbuffered)
        {
            Flush();
        }
    }

    // As one piece: half a line would be shown at once where nothing is held back.
    public override void WriteLine(string? value) => Write(string.Concat(value, "\n"));

    public override void Flush()
    {
        Release();
        inner.Flush();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Release();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private TextWriter Inner => inner;

    private int Cells => width();

    private void Take(ReadOnlySpan<char> text)
    {
        while (text.IndexOf('\n') is var end and >= 0)
        {
            line.Append(text[..end]);
            var done = line.ToString();
            line.Clear();
            if (done.Length <= AlwaysFits || done.Contains('\e', StringComparison.Ordinal))
            {
                inner.Write(done);
            }
            else
            {
                var whole = new StringBuilder();
                Append(whole, done, width());
                inner.Write(whole);
            }

            inner.Write('\n');
            text = text[(end + 1)..];
        }

        line.Append(text);
    }

    private void Release()
    {
        inner.Write(line);
        line.Clear();
    }

    private static void Append(StringBuilder whole, string text, int cells)
    {
        if (CellWidth.Of(text) <= cells)
        {
            whole.Append(text);
            return;
        }

        var start = text.Length - text.TrimStart(' ').Length;
        var gap = text.LastIndexOf("  ", StringComparison.Ordinal);
        var column = gap > start ? CellWidth.Of(text.AsSpan(0, gap + 2)) : 0;
        var first = start > cells / 3 ? SetIn * 2 : start;
        var below = Math.Min(first + SetIn, cells / 3);
        if (column == 0 || first != start)
        {
            Append(whole, Words(text[start..]), first, below, cells);
        }
        else if (column <= cells / 2 && cells - column >= LeastColumn)
        {
            // Text in a second column goes on below itself.
            var name = text[start..(gap + 2)].TrimEnd().PadRight(gap + 1 - start);
            Append(whole, [name, .. Words(text[(gap + 2)..])], first, column, cells);
        }
        else
        {
            // Where the first column leaves too little, the second one stands below it.
            Append(whole, Words(text[start..gap]), first, below, cells);
            whole.Append('\n');
            Append(whole, Words(text[(gap + 2)..]), below, below, cells);
        }
    }

    private static void Append(StringBuilder whole, string[] words, int first, int rest, int cells)
    {
        whole.Append(' ', first);
        var used = first;
        var isStart = true;
        foreach (var word in words)
        {
            var wide = CellWidth.Of(word);
            if (!isStart && used + 1 + wide > cells)
            {
                whole.Append('\n').Append(' ', rest);
                (used, isStart) = (rest, true);
            }

            whole.Append(isStart ? "" : " ");
            used += isStart ? 0 : 1;
            used = wide <= cells - used ? Put(whole, word, wide, used) : Break(whole, word, cells, used, rest);
            isStart = false;
        }
    }

    private static int Put(StringBuilder whole, string word, int wide, int used)
    {
        whole.Append(word);
        return used + wide;
    }

    // A word that no row has room for: an address, a path.
    private static int Break(StringBuilder whole, string word, int cells, int used, int rest)
    {
        for (var at = 0; at < word.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(word, at);
            var wide = CellWidth.Of(word.AsSpan(at, length));
            if (used + wide > cells && used > rest)
            {
                whole.Append('\n').Append(' ', rest);
                used = rest;
            }

            whole.Append(word, at, length);
            (at, used) = (at + length, used + wide);
        }

        return used;
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
