using System.Globalization;
using System.Text;

using SearchCore.Articles.Reading;
using SearchCore.Formats.Clipped;

namespace SearchCore.Formats.Rtf;

/// <summary>
/// The text of an RTF, line by line, whatever its size: one pass that holds a line. Never throws for any content; groups that are nested
/// deeper than any program nests them share what holds in the deepest.
/// </summary>
/// <param name="input">The RTF.</param>
internal sealed partial class RtfReader(ByteInput input)
{
    private const int MostGroups = 500, LongestLine = 1024 * 1024, LongestProperty = 2_000;

    private readonly byte[] buffer = new byte[64 * 1024];
    private readonly Stack<RtfGroup> groups = new();
    private readonly List<byte> pending = [];
    private readonly StringBuilder line = new(), title = new(), author = new();
    private readonly RtfFonts fonts = new();
    private readonly int[] created = new int[5];
    private readonly Queue<RtfLine> ready = new();
    private RtfGroup group = new() { UnicodeSkip = 1 };
    private int at, filled, beyond, toSkip;
    private bool isStart, isStarred, isOver;

    /// <summary>What was left out: what, and how many characters of it, or how many of them.</summary>
    public SortedDictionary<string, int> Omitted { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether it breaks off: its first group does not end.</summary>
    public bool IsCutOff { get; private set; }

    /// <summary>What the file says of itself, as far as it was read.</summary>
    public DocumentProperties Properties => new(
        "RTF",
        title.Length > 0 ? title.ToString() : null,
        author.Length > 0 ? author.ToString() : null,
        created[0] is > 0 and < 10_000
            ? string.Create(CultureInfo.InvariantCulture, $"{created[0]:0000}-{Math.Max(created[1], 1):00}-{Math.Max(created[2], 1):00}")
                + (created[3] + created[4] > 0
                    ? string.Create(CultureInfo.InvariantCulture, $"T{created[3]:00}:{created[4]:00}") : string.Empty)
            : null);

    /// <summary>The lines.</summary>
    public IEnumerable<RtfLine> Lines()
    {
        while (Next() is { } next)
        {
            yield return next;
        }
    }

    private RtfLine? Next()
    {
        while (ready.Count == 0 && !isOver)
        {
            Step();
        }

        return ready.TryDequeue(out var next) ? next : null;
    }

    private void Step()
    {
        var value = Read();
        switch (value)
        {
            case < 0:
                IsCutOff = true;
                End();
                break;
            case '{':
                Flush();
                toSkip = 0;
                if (groups.Count < MostGroups)
                {
                    groups.Push(group);
                }
                else
                {
                    beyond++;
                }

                (isStart, isStarred) = (true, false);
                break;
            case '}':
                Flush();
                (toSkip, isStart) = (0, false);
                if (beyond > 0)
                {
                    beyond--;
                }
                else if (groups.Count > 0)
                {
                    group = groups.Pop();
                }

                if (groups.Count == 0)
                {
                    End();
                    OmitRest();
                }

                break;
            case '\\':
                Control();
                break;
            case '\r' or '\n':
                break;
            default:
                isStart = false;
                Byte((byte)value);
                break;
        }
    }

    private void End()
    {
        Flush();
        isOver = true;
        if (line.Length > 0)
        {
            EndLine();
        }
    }

    // Two documents that were put together, or an end too many: what follows is no part of the document, and said.
    private void OmitRest()
    {
        var characters = 0;
        for (int next; (next = Read()) >= 0;)
        {
            characters += next > ' ' ? 1 : 0;
        }

        if (characters > 0)
        {
            Omitted["characters behind the document"] = characters;
        }
    }

    private int Read()
    {
        if (at == filled)
        {
            (at, filled) = (0, input.Read(buffer));
            if (filled == 0)
            {
                return -1;
            }
        }

        return buffer[at++];
    }

    private void Control()
    {
        var first = Read();
        if (first < 0)
        {
            return;
        }

        if (!char.IsAsciiLetter((char)first))
        {
            Symbol(first);
            return;
        }

        Span<char> word = stackalloc char[32];
        var (length, value) = (0, first);
        for (; value >= 0 && char.IsAsciiLetter((char)value); value = Read())
        {
            if (length < word.Length)
            {
                word[length++] = (char)value;
            }
        }

        var (isNegative, digits, number) = (value == '-', 0, 0L);
        if (isNegative)
        {
            value = Read();
        }

        for (; value is >= '0' and <= '9'; value = Read())
        {
            (number, digits) = (Math.Min((number * 10) + value - '0', int.MaxValue), digits + 1);
        }

        // A blank belongs to the word; anything else is what comes next.
        if (value >= 0 && value != ' ')
        {
            at--;
        }

        Flush();
        var isFirst = isStart;
        isStart = false;
        Word(word[..length], digits > 0 ? (int)(isNegative ? -number : number) : null, isFirst);
    }

    private void Symbol(int symbol)
    {
        switch (symbol)
        {
            case '\'':
                isStart = false;
                var (high, low) = (Hex(Read()), Hex(Read()));
                if (high >= 0 && low >= 0)
                {
                    Byte((byte)((high << 4) | low));
                }

                break;
            case '*':
                isStarred = isStart;
                break;
            case '\\' or '{' or '}':
                isStart = false;
                Byte((byte)symbol);
                break;
            case '~':
                Flush();
                Add(' ');
                break;
            case '_':
                Flush();
                Add('-');
                break;
            case '\r' or '\n':
                Flush();
                EndLine();
                break;
        }
    }

    private static int Hex(int value) =>
        value is >= '0' and <= '9' ? value - '0'
        : value is >= 'a' and <= 'f' ? value - 'a' + 10
        : value is >= 'A' and <= 'F' ? value - 'A' + 10 : -1;

    // In code pages of two bytes the second may be a letter: bytes are decoded together.
    private void Byte(byte value)
    {
        if (toSkip > 0)
        {
            toSkip--;
            return;
        }

        if (group.Destination is not (RtfDestination.Nowhere or RtfDestination.Fonts or RtfDestination.Created))
        {
            pending.Add(value);
            if (pending.Count >= LongestLine)
            {
                Flush();
            }
        }
    }

    private void Flush()
    {
        if (pending.Count > 0)
        {
            var text = fonts.Of(group.Font).GetString([.. pending]);
            pending.Clear();
            foreach (var c in text)
            {
                Add(c);
            }
        }
    }

    private void Add(char c)
    {
        switch (group.Destination)
        {
            case RtfDestination.Text when group.IsHidden:
                Omit("hidden text");
                break;
            case RtfDestination.Text:
                line.Append(c);
                if (line.Length >= LongestLine)
                {
                    EndLine();
                }

                break;
            case RtfDestination.Omitted:
                Omit(group.Omitting!);
                break;
            case RtfDestination.Title when title.Length < LongestProperty:
                title.Append(c);
                break;
            case RtfDestination.Author when author.Length < LongestProperty:
                author.Append(c);
                break;
        }
    }

    private void Omit(string what) => Omitted[what] = Omitted.GetValueOrDefault(what) + 1;

    private void EndLine()
    {
        if (group.Destination == RtfDestination.Text)
        {
            ready.Enqueue(new(line.ToString().TrimEnd(), group.IsCentred));
            line.Clear();
        }
        else
        {
            Add(' ');
        }
    }
}
