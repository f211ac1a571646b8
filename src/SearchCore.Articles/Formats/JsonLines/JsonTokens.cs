using System.Buffers.Text;
using System.Text.Json;

namespace SearchCore.Articles.Formats.JsonLines;

/// <summary>
/// The tokens of one JSON text (RFC 8259, nothing beyond) of well-formed UTF-8, in order. One thread at a time.
/// </summary>
/// <remarks>
/// Made like <see cref="Utf8JsonReader"/>, which looks at strings with escapes byte by byte and whose search for the end of strings has to
/// be compiled when a process starts: together a tenth of a load. What is wrong is left to it: where a text is faulty it reads it again,
/// from the beginning, and says so.
/// </remarks>
/// <param name="text">The text.</param>
internal ref struct JsonTokens(ReadOnlySpan<byte> text)
{
    /// <summary>
    /// How deep lists and objects may be nested; one level more than articles may, so that not this meets what is too deep.
    /// </summary>
    public const int MaxDepth = 65;

    private const int LevelsOfANumber = 64;

    private readonly ReadOnlySpan<byte> text = text;
    private int depth;

    // A bit for each level that is an object's; in the second number for those from the 64th on.
    private ulong objects;
    private ulong deepObjects;

    /// <summary>What the last token is.</summary>
    public JsonTokenType Type { get; private set; }

    /// <summary>What stands between the quotes of a string or name, or a number's characters.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Whether there are escapes in the value.</summary>
    public bool IsEscaped { get; private set; }

    /// <summary>Where the last token begins, in bytes.</summary>
    public int Start { get; private set; }

    /// <summary>Where the last token ends, in bytes; after a name's colon.</summary>
    public int End { get; private set; }

    /// <summary>How many lists and objects the last token stands in; its own beginning and end do not count.</summary>
    public readonly int Depth => depth - (Type is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : 0);

    /// <summary>Whether a number is past what 64 bits or a double hold.</summary>
    public readonly bool IsOutOfRange => Value.ContainsAny((byte)'.', (byte)'e', (byte)'E')
        ? !Utf8Parser.TryParse(Value, out double real, out _) || !double.IsFinite(real)
        : !(Utf8Parser.TryParse(Value, out long _, out var length) && length == Value.Length)
        && !(Utf8Parser.TryParse(Value, out ulong _, out length) && length == Value.Length);

    /// <summary>Goes on to the next token.</summary>
    /// <returns>False at the end of the text.</returns>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public bool Read()
    {
        var next = Next();
        if (next < 0)
        {
            return depth == 0 && Type != JsonTokenType.None ? false : throw Fault();
        }

        switch (Type)
        {
            case JsonTokenType.None or JsonTokenType.PropertyName:
                ReadValue(next);
                break;
            case JsonTokenType.StartObject when next != '}':
                ReadName(next);
                break;
            case JsonTokenType.StartArray when next != ']':
                ReadValue(next);
                break;
            case var _ when depth == 0:
                throw Fault();
            case var _ when next == (IsInObject ? '}' : ']'):
                Single(next == '}' ? JsonTokenType.EndObject : JsonTokenType.EndArray);
                depth--;
                break;
            case var _ when next != ',':
                throw Fault();
            case var _ when IsInObject:
                End++;
                ReadName(Next());
                break;
            default:
                End++;
                ReadValue(Next());
                break;
        }

        return true;
    }

    private readonly bool IsInObject => (((depth < LevelsOfANumber ? objects : deepObjects) >> (depth % LevelsOfANumber)) & 1) != 0;

    private void Enter(bool isObject)
    {
        depth++;
        ref var levels = ref (depth < LevelsOfANumber ? ref objects : ref deepObjects);
        var level = 1UL << (depth % LevelsOfANumber);
        levels = isObject ? levels | level : levels & ~level;
    }

    /// <summary>The first byte after white space, where the next token begins; negative at the end.</summary>
    private int Next()
    {
        while (End < text.Length && text[End] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
        {
            End++;
        }

        return End < text.Length ? text[End] : -1;
    }

    private void ReadName(int next)
    {
        if (next != '"')
        {
            throw Fault();
        }

        ReadString(JsonTokenType.PropertyName);
        if (Next() != ':')
        {
            throw Fault();
        }

        End++;
    }

    private void ReadValue(int next)
    {
        switch (next)
        {
            case '"':
                ReadString(JsonTokenType.String);
                break;
            case '{' or '[' when depth < MaxDepth:
                Single(next == '{' ? JsonTokenType.StartObject : JsonTokenType.StartArray);
                Enter(isObject: next == '{');
                break;
            case 't':
                ReadLiteral("true"u8, JsonTokenType.True);
                break;
            case 'f':
                ReadLiteral("false"u8, JsonTokenType.False);
                break;
            case 'n':
                ReadLiteral("null"u8, JsonTokenType.Null);
                break;
            case '-' or (>= '0' and <= '9'):
                ReadNumber();
                break;
            default:
                throw Fault();
        }
    }

    private void Single(JsonTokenType type)
    {
        Start = End++;
        Type = type;
    }

    private void ReadString(JsonTokenType type)
    {
        Start = End;
        if (!JsonText.TryMeasure(text[(Start + 1)..], out var length, out var isEscaped))
        {
            throw Fault();
        }

        (Type, IsEscaped) = (type, isEscaped);
        Value = text.Slice(Start + 1, length);
        End = Start + length + 2;
    }

    private void ReadLiteral(ReadOnlySpan<byte> literal, JsonTokenType type)
    {
        if (!text[End..].StartsWith(literal))
        {
            throw Fault();
        }

        (Start, Type) = (End, type);
        End += literal.Length;
    }

    // What may follow a number or literal is what may follow any value: the next token sees to that.
    private void ReadNumber()
    {
        Start = End;
        End += text[End] == '-' ? 1 : 0;
        if (End < text.Length && text[End] == '0')
        {
            End++;
        }
        else
        {
            ReadDigits();
        }

        if (End < text.Length && text[End] == '.')
        {
            End++;
            ReadDigits();
        }

        if (End < text.Length && text[End] is (byte)'e' or (byte)'E')
        {
            End++;
            End += End < text.Length && text[End] is (byte)'+' or (byte)'-' ? 1 : 0;
            ReadDigits();
        }

        Type = JsonTokenType.Number;
        Value = text[Start..End];
    }

    private void ReadDigits()
    {
        var first = End;
        while (End < text.Length && text[End] is >= (byte)'0' and <= (byte)'9')
        {
            End++;
        }

        if (End == first)
        {
            throw Fault();
        }
    }

    /// <summary>What the library says of the text.</summary>
    private readonly JsonException Fault()
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (JsonException e)
        {
            return e;
        }

        return new JsonException("No token begins here.", null, 0, End);
    }
}
