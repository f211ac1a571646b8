using System.Text;
using System.Text.Json;

using SearchCore.Articles;
using SearchCore.Formats.Mapping;
using SearchCore.Formats.Records;

namespace SearchCore.Formats.Json;

/// <summary>A JSON object, of any shape.</summary>
/// <param name="Json">Its bytes.</param>
/// <param name="Id">The article's id where it has none of its own.</param>
/// <param name="Dates">Reads its dates.</param>
/// <param name="Offset">Its first byte in the input.</param>
/// <param name="Line">Its first line.</param>
internal sealed record JsonRecord(byte[] Json, string Id, ArticleDateReader Dates, long Offset, long Line)
    : RawRecord(Offset, Line, Json.Length)
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64, AllowTrailingCommas = true };

    public override ParsedRecord Parse()
    {
        try
        {
            using var document = Read();
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? ArticleMapper.Map(new JsonMembers(document.RootElement), Id, Dates)
                : ParsedRecord.Rejected(RejectCodes.NotAnObject, "the record is no object", Excerpt());
        }
        catch (JsonException e)
        {
            var position = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            return ParsedRecord.Rejected(RejectCodes.MalformedJson, position < 0 ? e.Message : e.Message[..position], Excerpt());
        }
    }

    // Tables that were turned into JSON have NaN where a cell was empty, which is no JSON.
    private JsonDocument Read()
    {
        try
        {
            return JsonDocument.Parse(Json, Options);
        }
        catch (JsonException) when (Json.AsSpan().IndexOf("NaN"u8) >= 0 || Json.AsSpan().IndexOf("Infinity"u8) >= 0)
        {
            return JsonDocument.Parse(WithoutNaN(Json), Options);
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
