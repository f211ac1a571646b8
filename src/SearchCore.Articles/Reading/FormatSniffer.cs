using System.Text;
using System.Text.Json;

namespace SearchCore.Articles.Reading;

/// <summary>Tells a file's format by its beginning, and by its extension where that leaves it open.</summary>
internal static class FormatSniffer
{
    private const int HeadBytes = 4096;

    /// <summary>The format; null where it is none of them.</summary>
    /// <param name="path">A regular file with something in it.</param>
    /// <param name="anyExtension">Whether readable text is text whatever its extension; else it must have none, or one of text.</param>
    /// <exception cref="ArticleSourceException">The file cannot be read, and its extension tells nothing either.</exception>
    public static ArticleFormat? Sniff(string path, bool anyExtension)
    {
        var byExtension = ByExtension(path);
        try
        {
            using var input = ByteInput.OpenFile(path);
            var head = input.Peek(HeadBytes);
            var found = ByContent(head, whole: head.Length < HeadBytes);
            if (found is not null)
            {
                return found;
            }

            if (byExtension is ArticleFormat.JsonLines or ArticleFormat.Reuters)
            {
                return byExtension;
            }

            return !input.IsPacked && IsText(head) && (anyExtension || byExtension == ArticleFormat.Text) ? ArticleFormat.Text : null;
        }
        catch (ArticleSourceException) when (byExtension is ArticleFormat.JsonLines or ArticleFormat.Reuters)
        {
            // Its own reader says what is wrong with it.
            return byExtension;
        }
    }

    /// <summary>The format an extension stands for; null where it stands for none.</summary>
    public static ArticleFormat? ByExtension(string path)
    {
        var name = Path.GetFileName(path.AsSpan());
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            name = name[..^3];
        }

        return Path.GetExtension(name) switch
        {
            var e when Is(e, ".jsonl") || Is(e, ".ndjson") => ArticleFormat.JsonLines,
            var e when Is(e, ".sgm") || Is(e, ".sgml") => ArticleFormat.Reuters,
            var e when Is(e, ".txt") || e.IsEmpty => ArticleFormat.Text,
            _ => null,
        };
    }

    private static bool Is(ReadOnlySpan<char> extension, string expected) => extension.Equals(expected, StringComparison.OrdinalIgnoreCase);

    private static ArticleFormat? ByContent(ReadOnlySpan<byte> head, bool whole)
    {
        var text = head.TrimStart(" \t\r\n"u8);
        if (text is [(byte)'{', ..])
        {
            var line = text.IndexOfAny((byte)'\n', (byte)'\r');
            return IsObject(line < 0 ? text : text[..line], whole || line >= 0) ? ArticleFormat.JsonLines : null;
        }

        return StartsWith(text, "<REUTERS"u8) || StartsWith(text, "<!DOCTYPE lewis"u8) ? ArticleFormat.Reuters : null;
    }

    /// <summary>
    /// Whether a line is one object, and not the first of an object over many lines; a line cut off must be one as far as it
    /// goes.
    /// </summary>
    private static bool IsObject(ReadOnlySpan<byte> line, bool whole)
    {
        var reader = new Utf8JsonReader(line, whole, default);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>No NUL, and next to no other control characters: scanners leave a few.</summary>
    private static bool IsText(ReadOnlySpan<byte> head)
    {
        var odd = 0;
        foreach (var value in head)
        {
            if (value == 0)
            {
                return false;
            }

            odd += value < 0x20 && value is not (9 or 10 or 11 or 12 or 13) ? 1 : 0;
        }

        return odd * 50 <= head.Length;
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start) =>
        text.Length >= start.Length && Ascii.EqualsIgnoreCase(text[..start.Length], start);
}
