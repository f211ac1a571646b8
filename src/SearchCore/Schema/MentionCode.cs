using SearchCore.Articles;

namespace SearchCore.Schema;

/// <summary>
/// Where an article's recognized entities are mentioned, as the last value of <see cref="FieldNames.Recognized"/>: a slash (which no kind
/// begins with), the title's mentions, a slash, the body's. A mention is three numbers: which of the recognized entities, how far after
/// the end of the mention before it, how long; distances in UTF-16 units. A number is groups of five bits, lowest first, a character each:
/// <c>@</c> to <c>_</c> for the last group, <c>`</c> and above for the others.
/// </summary>
/// <remarks>Some four bytes a mention, in the article's own stored fields, so that no field, column or file of its own is needed and merges
/// copy it unread.</remarks>
internal sealed class MentionCode
{
    private const byte Mark = (byte)'/', Last = (byte)'@', More = (byte)'`';

    private byte[] bytes = new byte[256];
    private int count;
    private int end;

    /// <summary>What was added since <see cref="Start"/>; empty where that was no mention.</summary>
    public ReadOnlySpan<byte> Value => count > 2 ? bytes.AsSpan(0, count) : [];

    /// <summary>Begins an article, with its title.</summary>
    public void Start()
    {
        count = 0;
        Write(Mark);
        end = 0;
    }

    /// <summary>Goes on to the body.</summary>
    public void StartBody()
    {
        Write(Mark);
        end = 0;
    }

    /// <summary>
    /// Adds a mention. One that does not lie after the one before it is left out: it cannot be written, and nothing can be marked twice.
    /// </summary>
    public void Add(int entity, int start, int stop)
    {
        if (start < end || stop <= start)
        {
            return;
        }

        Write((uint)entity);
        Write((uint)(start - end));
        Write((uint)(stop - start));
        end = stop;
    }

    /// <summary>Whether a stored value holds mentions and no entity.</summary>
    public static bool IsCode(string value) => value.Length > 0 && value[0] == (char)Mark;

    /// <summary>Reads mentions back; stops where the value is not one that this class wrote.</summary>
    public static IReadOnlyList<ArticleMention> Read(string value, IReadOnlyList<EntityName> entities)
    {
        var mentions = new List<ArticleMention>();
        var body = false;
        for (int at = 1, from = 0; at < value.Length;)
        {
            if (value[at] == (char)Mark && !body)
            {
                (body, from) = (true, 0);
                at++;
                continue;
            }

            if (!TryRead(value, ref at, out var entity) || !TryRead(value, ref at, out var gap) || !TryRead(value, ref at, out var length)
                || entity >= entities.Count)
            {
                break;
            }

            mentions.Add(new(body, from + gap, from + gap + length, entities[entity]));
            from += gap + length;
        }

        return mentions;
    }

    private static bool TryRead(string value, ref int at, out int number)
    {
        number = 0;
        for (var shift = 0; at < value.Length && value[at] >= Last && shift < 30; shift += 5)
        {
            int c = value[at++];
            number |= (c & 31) << shift;
            if (c < More)
            {
                return true;
            }
        }

        return false;
    }

    private void Write(uint number)
    {
        for (; number > 31; number >>= 5)
        {
            Write((byte)(More | (number & 31)));
        }

        Write((byte)(Last | number));
    }

    private void Write(byte value)
    {
        if (count == bytes.Length)
        {
            Array.Resize(ref bytes, bytes.Length * 2);
        }

        bytes[count++] = value;
    }
}
