using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace SearchCore.Formats.Text;

/// <summary>How the characters of an input are written, by what it says or, where it says nothing, by its first bytes.</summary>
internal static partial class TextEncodings
{
    /// <summary>
    /// UTF-8 where the bytes are UTF-8 or have more characters of it than bytes that are none, else Windows-1252, which old exports are in
    /// without saying so.
    /// </summary>
    /// <param name="bytes">The bytes; the first and the last character may be cut off.</param>
    public static Encoding Guess(ReadOnlySpan<byte> bytes) =>
        Count(bytes) is var (characters, others) && (others == 0 || characters > others) ? MixedText.Utf8 : Windows;

    /// <summary>The text of a beginning.</summary>
    public static string TextOf(ReadOnlySpan<byte> head) => MixedText.Plain(Guess(head).GetString(head));

    /// <summary>How many characters beyond ASCII are UTF-8, and how many bytes beyond ASCII are none.</summary>
    public static (int Characters, int Others) Count(ReadOnlySpan<byte> bytes)
    {
        var (characters, others) = (0, 0);
        for (int at; (at = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F)) >= 0;)
        {
            bytes = bytes[at..];
            var status = Rune.DecodeFromUtf8(bytes, out _, out var length);
            characters += status == OperationStatus.Done ? 1 : 0;
            others += status == OperationStatus.InvalidData ? 1 : 0;
            bytes = bytes[length..];
        }

        return (characters, others);
    }

    /// <summary>A text in which control characters of Latin 1 are what Windows-1252 has there, as those meant who named Latin 1.</summary>
    public static string WithoutControls(string text) => !text.AsSpan().ContainsAnyInRange('\u0080', '\u009F') ? text
        : string.Concat(text.Select(c => c is >= '\u0080' and <= '\u009F' ? Windows.GetString([(byte)c])[0] : c));

    /// <summary>The encoding that an XML declaration names; UTF-8 where it names none that there is.</summary>
    public static Encoding OfXml(ReadOnlySpan<byte> head)
    {
        var text = Encoding.Latin1.GetString(head[..Math.Min(head.Length, 200)]);
        if (Declared().Match(text) is not { Success: true } match)
        {
            return MixedText.Utf8;
        }

        // Bytes without zeros are no UTF-16, whatever they say: a byte order mark has been heeded before.
        return Find(match.Groups[1].Value) is { } found && found.GetMaxByteCount(1) > 0 && found.GetBytes("<").Length == 1
            ? found : MixedText.Utf8;
    }

    /// <summary>The encoding that the server of a web page named, else the page; null where neither did.</summary>
    public static Encoding? OfPage(ReadOnlySpan<byte> html, string? charset)
    {
        if (charset is null && Meta().Match(Encoding.Latin1.GetString(html[..Math.Min(html.Length, 2048)])) is { Success: true } match)
        {
            charset = match.Groups[1].Value;
        }

        return charset is null || charset.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) ? null : Named(charset);
    }

    // On the web Latin 1 is Windows-1252.
    private static Encoding? Named(string name) =>
        name.ToLowerInvariant() is "iso-8859-1" or "latin1" or "us-ascii" ? Windows : Find(name);

    private static Encoding? Find(string name)
    {
        try
        {
            var found = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
            return found.CodePage == Encoding.UTF8.CodePage ? MixedText.Utf8 : found;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // There is none of that name, or it is UTF-7, which .NET refuses for its dangers.
            return null;
        }
    }

    /// <summary>Windows-1252.</summary>
    public static Encoding Windows { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    [GeneratedRegex("""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']""", RegexOptions.CultureInvariant)]
    private static partial Regex Declared();

    [GeneratedRegex("""<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9._:-]+)""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Meta();
}
