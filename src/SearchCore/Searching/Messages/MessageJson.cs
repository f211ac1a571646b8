using System.Buffers;
using System.Text.Json;

using SearchCore.Queries.Json;

namespace SearchCore.Searching.Messages;

/// <summary>Parts of messages that have a form in JSON travel in it: it is the one that stays as it is over versions.</summary>
internal static class MessageJson
{
    public static void Write<T>(MessageWriter writer, T value, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json, value);
        }

        writer.Block(buffer.WrittenSpan);
    }

    /// <summary>Reads a part.</summary>
    /// <exception cref="MessageException">It is none.</exception>
    public static T Read<T>(MessageReader reader, JsonReading<T> read)
    {
        try
        {
            var json = new Utf8JsonReader(reader.Block().Span);
            json.Read();
            return read(ref json, string.Empty);
        }
        catch (JsonException e)
        {
            throw new MessageException(e.Message);
        }
    }
}
