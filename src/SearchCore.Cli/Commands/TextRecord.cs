using System.Text;
using System.Text.Json;

namespace SearchCore.Cli.Commands;

/// <summary>A text to look for entities in: <c>text</c>, or what <c>title</c> and <c>body</c> make together.</summary>
internal readonly record struct TextRecord(string Id, string Text)
{
    /// <summary>Reads one line of JSON.</summary>
    /// <returns>Whether there was an id and a text; if not, <paramref name="reason"/> says what is missing.</returns>
    public static bool TryRead(ReadOnlySpan<byte> line, out TextRecord record, out string reason)
    {
        record = default;
        string? id = null, text = null, title = null, body = null;
        try
        {
            if (line.StartsWith(Encoding.UTF8.Preamble))
            {
                line = line[Encoding.UTF8.Preamble.Length..];
            }

            var json = new Utf8JsonReader(line);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                reason = "the line is not a JSON object";
                return false;
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("id"u8))
                {
                    id = ReadString(ref json);
                }
                else if (json.ValueTextEquals("text"u8))
                {
                    text = ReadString(ref json);
                }
                else if (json.ValueTextEquals("title"u8))
                {
                    title = ReadString(ref json);
                }
                else if (json.ValueTextEquals("body"u8))
                {
                    body = ReadString(ref json);
                }
                else
                {
                    json.Read();
                    json.Skip();
                }
            }

            if (json.Read())
            {
                reason = "something follows the object";
                return false;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            reason = "the line is not well-formed JSON";
            return false;
        }

        text ??= title is null ? body : body is null ? title : $"{title}\n\n{body}";
        reason = id is null ? "there is no id" : "there is neither text nor title nor body";
        record = new TextRecord(id ?? "", text ?? "");
        return id is not null && text is not null;
    }

    private static string? ReadString(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String)
        {
            return json.GetString();
        }

        json.Skip();
        return null;
    }
}
