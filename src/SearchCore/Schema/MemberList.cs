using System.Text;
using System.Text.Json;

namespace SearchCore.Schema;

/// <summary>The values of a member that is a list, as JSON has lists.</summary>
internal static class MemberList
{
    /// <summary>Reads them; null where the text is no list: then it is one value, brackets or not.</summary>
    public static List<string>? Read(ReadOnlySpan<byte> text)
    {
        if (text is not [(byte)'[', .., (byte)']'])
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(text);
            var values = new List<string>();
            reader.Read();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                // Null is no value; an object or a list is its JSON, as it is where it stands by itself.
                var (type, from) = (reader.TokenType, (int)reader.TokenStartIndex);
                reader.Skip();
                if (type != JsonTokenType.Null)
                {
                    values.Add(type == JsonTokenType.String
                        ? reader.GetString()!
                        : Encoding.UTF8.GetString(text[from..(int)reader.BytesConsumed]));
                }
            }

            return values;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A member as a text: the values of a list are paragraphs of it.</summary>
    public static string? AsText(ReadOnlySpan<byte> text) => Read(text) is { } values ? string.Join("\n\n", values) : null;
}
