using System.Text;
using System.Text.Json;
using System.Text.Unicode;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Mapping;
using SearchCore.Formats.Records;

namespace SearchCore.Formats.Json;

/// <summary>A JSON object, of any shape.</summary>
/// <param name="Json">Its bytes.</param>
/// <param name="Id">The article's id where it has none of its own.</param>
/// <param name="Reading">How to read.</param>
/// <param name="Mapping">What it is mapped by.</param>
/// <param name="Offset">Its first byte in the input.</param>
/// <param name="Line">Its first line.</param>
internal sealed record JsonRecord(byte[] Json, string Id, ReadingOptions Reading, RecordMapping Mapping, long Offset, long Line)
    : MappedRecord(Id, Mapping, Offset, Line, Json.Length)
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64, AllowTrailingCommas = true };

    public override ParsedRecord Parse()
    {
        var json = Json;
        var isRepaired = !Utf8.IsValid(json);
        if (isRepaired)
        {
            if (!Reading.Lenient)
            {
                return ParsedRecord.Rejected(RejectCodes.MalformedUtf8, "the record is malformed UTF-8", Excerpt());
            }

            json = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json));
        }

        try
        {
            using var document = Read(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return ParsedRecord.Rejected(RejectCodes.NotAnObject, "the record is no object", Excerpt());
            }

            var parsed = ArticleMapper.Map(new JsonMembers(document.RootElement), Id, Mapping);
            isRepaired |= HasHalves(json);
            const string Repaired = "malformed UTF-8, or half a character";
            return isRepaired
                ? parsed with { Notices = [.. parsed.Notices, new(ArticleNoticeKind.TextRepaired, Repaired)] } : parsed;
        }
        catch (JsonException e)
        {
            var position = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            return ParsedRecord.Rejected(RejectCodes.MalformedJson, position < 0 ? e.Message : e.Message[..position], Excerpt());
        }
    }

    // An escape of half a surrogate pair, which comes out as U+FFFD.
    private static bool HasHalves(ReadOnlySpan<byte> json)
    {
        for (int at; (at = json.IndexOf((byte)'\\')) >= 0 && at + 1 < json.Length;)
        {
            var rest = json[at..];
            if (!IsSurrogate(rest, out var isHigh))
            {
                json = rest[2..];
                continue;
            }

            if (!isHigh || rest.Length < 12 || !IsSurrogate(rest[6..], out var isNextHigh) || isNextHigh)
            {
                return true;
            }

            json = rest[12..];
        }

        return false;
    }

    private static bool IsSurrogate(ReadOnlySpan<byte> escape, out bool isHigh)
    {
        isHigh = escape.Length > 3 && escape[3] is (byte)'8' or (byte)'9' or (byte)'a' or (byte)'b' or (byte)'A' or (byte)'B';
        return escape.Length >= 6 && escape[0] == '\\' && escape[1] == 'u' && escape[2] is (byte)'d' or (byte)'D'
            && (isHigh || (escape[3] | 0x20) is >= 'c' and <= 'f');
    }

    public override RecordMembers? Members()
    {
        try
        {
            // Not disposed of: the members are read while it lives, and it goes with them.
            var document = Read(Utf8.IsValid(Json) ? Json : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Json)));
            return document.RootElement.ValueKind == JsonValueKind.Object ? new JsonMembers(document.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Tables that were turned into JSON have NaN where a cell was empty, which is no JSON.
    private static JsonDocument Read(byte[] json)
    {
        try
        {
            return JsonDocument.Parse(json, Options);
        }
        catch (JsonException) when (json.AsSpan().IndexOf("NaN"u8) >= 0 || json.AsSpan().IndexOf("Infinity"u8) >= 0)
        {
            return JsonDocument.Parse(WithoutNaN(json), Options);
        }
    }

    private static byte[] WithoutNaN(byte[] json)
    {
        var (cleaned, inString) = (new List<byte>(json.Length), false);
        for (var i = 0; i < json.Length; i++)
        {
            var rest = json.AsSpan(i);
            if (inString && rest[0] == '\\' && rest.Length > 1)
            {
                cleaned.Add(json[i++]);
            }
            else if (rest[0] == '"')
            {
                inString = !inString;
            }
            else if (!inString && Bare(rest) is > 0 and var length)
            {
                cleaned.AddRange("null"u8);
                i += length - 1;
                continue;
            }

            cleaned.Add(json[i]);
        }

        return [.. cleaned];
    }

    private static int Bare(ReadOnlySpan<byte> text) =>
        text.StartsWith("NaN"u8) ? 3 : text.StartsWith("-Infinity"u8) ? 9 : text.StartsWith("Infinity"u8) ? 8 : 0;

    private string Excerpt() => Encoding.UTF8.GetString(Json.AsSpan(0, Math.Min(Json.Length, 400)));
}
