using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace SearchCore.Formats.WebArchives;

/// <summary>The page in an answer of a web server, as a crawler kept it.</summary>
internal static class HttpResponse
{
    private const int MostBytes = 64 * 1024 * 1024;

    /// <summary>The page and the encoding that the server named; null where the answer is no page, or none that was found.</summary>
    /// <param name="response">The answer, header and all.</param>
    /// <param name="isNot">What it is where it is no page.</param>
    public static (byte[] Html, string? Charset)? Page(ReadOnlySpan<byte> response, out string isNot)
    {
        isNot = "an answer without a header";
        var end = response.IndexOf("\r\n\r\n"u8);
        var length = 4;
        if (end < 0)
        {
            (end, length) = (response.IndexOf("\n\n"u8), 2);
        }

        if (end < 0)
        {
            return null;
        }

        var lines = Encoding.Latin1.GetString(response[..end]).Split('\n');
        var status = lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (status.Length < 2 || !status[1].StartsWith('2'))
        {
            isNot = $"an answer of status {(status.Length < 2 ? "?" : status[1])}";
            return null;
        }

        var header = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines[1..])
        {
            if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                header[line[..colon].Trim()] = line[(colon + 1)..].Trim();
            }
        }

        var type = header.GetValueOrDefault("content-type") ?? "text/html";
        if (!type.Contains("html", StringComparison.OrdinalIgnoreCase))
        {
            isNot = $"an answer of type {type.Split(';')[0].Trim()}";
            return null;
        }

        var body = response[(end + length)..].ToArray();
        if (header.GetValueOrDefault("transfer-encoding")?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true)
        {
            body = Joined(body);
        }

        body = Unpacked(body, header.GetValueOrDefault("content-encoding"));
        var at = type.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        return (body, at < 0 ? null : type[(at + 8)..].Split(';')[0].Trim(' ', '"', '\''));
    }

    // Crawlers that joined the chunks leave the header as it was: what is no chunk stays.
    private static byte[] Joined(byte[] body)
    {
        var whole = new MemoryStream();
        var rest = body.AsSpan();
        while (rest.IndexOf((byte)'\n') is > 0 and < 32 and var end)
        {
            var size = Encoding.Latin1.GetString(rest[..end]).Split(';')[0].Trim();
            if (!int.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length) || length < 0)
            {
                break;
            }

            if (length == 0)
            {
                return whole.ToArray();
            }

            rest = rest[(end + 1)..];
            length = Math.Min(length, rest.Length);
            whole.Write(rest[..length]);
            rest = rest[length..].TrimStart("\r\n"u8);
        }

        return whole.Length > 0 ? whole.ToArray() : body;
    }

    private static byte[] Unpacked(byte[] body, string? encoding)
    {
        using var packed = new MemoryStream(body);
        using Stream? unpacking = encoding?.Trim().ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" when body is [0x1F, 0x8B, ..] => new GZipStream(packed, CompressionMode.Decompress),
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            "deflate" when body is [0x78, ..] => new ZLibStream(packed, CompressionMode.Decompress),
            _ => null,
        };
        if (unpacking is null)
        {
            return body;
        }

        var (whole, piece) = (new MemoryStream(), new byte[64 * 1024]);
        try
        {
            for (int read; (read = unpacking.Read(piece)) > 0 && whole.Length <= MostBytes;)
            {
                whole.Write(piece, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            // Unpacked already, or damaged: what there is may be a page all the same.
        }

        return whole.Length > 0 ? whole.ToArray() : body;
    }
}
