using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

using SearchCore.Json;

namespace SearchCore.Web.Requests;

/// <summary>Answers in JSON with a tag by which a reader who has one already is told so (304) in place of getting it again.</summary>
/// <remarks>
/// The tag is a hash of what the answer says, but for how long it took and the cursor: it changes exactly where the answer does. One made
/// of the commit's number would tell a restricted reader of articles that are hidden from them, and would not change where a relative date
/// does (docs/decisions/0065).
/// </remarks>
internal static class Answers
{
    /// <summary>Text as it is: the answer says that it is JSON, and browsers are told not to guess.</summary>
    public static JsonWriterOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The answer to a search.</summary>
    /// <param name="results">What was found.</param>
    /// <param name="sequence">The commit's number; null for a reader who may not know of it.</param>
    public static IResult Of(SearchResults results, long? sequence)
    {
        var body = Written(results, sequence);
        var lasting = Written(results with { Took = default, Next = null }, sequence);
        return new Answer(body, Tag(lasting.Span));
    }

    /// <summary>The answer of one of the contracts.</summary>
    public static IResult Of<T>(T value, JsonTypeInfo<T> type)
    {
        var body = Written(json => JsonSerializer.Serialize(json, value, type));
        return new Answer(body, Tag(body.Span));
    }

    /// <summary>An answer that is written by hand.</summary>
    public static IResult Of(Action<Utf8JsonWriter> write)
    {
        var body = Written(write);
        return new Answer(body, Tag(body.Span));
    }

    // The number stands in front: whoever reads a stream has it before the hits.
    private static ReadOnlyMemory<byte> Written(SearchResults results, long? sequence)
    {
        var written = Written(json => SearchCoreJsonWriter.Write(json, results));
        if (sequence is not { } number)
        {
            return written;
        }

        byte[] front = [.. "{\"sequence\":"u8, .. Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)), (byte)','];
        return (byte[])[.. front, .. written.Span[1..]];
    }

    private static ReadOnlyMemory<byte> Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4_096);
        using var json = new Utf8JsonWriter(buffer, Plain);
        write(json);
        json.Flush();
        return buffer.WrittenMemory;
    }

    // A weak one: answers with the same tag say the same, in other bytes where the time it took is another, or where they are compressed.
    private static string Tag(ReadOnlySpan<byte> content) =>
        $"W/\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\"";
}
