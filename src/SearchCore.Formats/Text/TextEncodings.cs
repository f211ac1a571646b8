using System.Text;
using System.Text.RegularExpressions;

namespace SearchCore.Formats.Text;

/// <summary>How the characters of an input are written, by what it says or, where it says nothing, by its first bytes.</summary>
internal static partial class TextEncodings
{
    /// <summary>UTF-8 where the bytes are UTF-8, else Windows-1252, which old exports are in without saying so.</summary>
    /// <param name="head">The first bytes; the last character may be cut off.</param>
    public static Encoding Guess(ReadOnlySpan<byte> head)
    {
        for (var cut = 0; cut < 4 && cut <= head.Length; cut++)
        {
            if (System.Text.Unicode.Utf8.IsValid(head[..^cut]))
            {
                return Encoding.UTF8;
            }
        }

        return Windows;
    }

    /// <summary>The encoding that an XML declaration names; UTF-8 where it names none that there is.</summary>
    public static Encoding OfXml(ReadOnlySpan<byte> head)
    {
        var text = Encoding.Latin1.GetString(head[..Math.Min(head.Length, 200)]);
        if (Declared().Match(text) is not { Success: true } match)
        {
            return Encoding.UTF8;
        }

        // Bytes without zeros are no UTF-16, whatever they say: a byte order mark has been heeded before.
        return Find(match.Groups[1].Value) is { } found && found.GetMaxByteCount(1) > 0 && found.GetBytes("<").Length == 1
            ? found : Encoding.UTF8;
    }

    /// <summary>The encoding of a web page: what the server named, else what the page names, else a guess.</summary>
    public static Encoding OfPage(ReadOnlySpan<byte> html, string? charset)
    {
        if (charset is null && Meta().Match(Encoding.Latin1.GetString(html[..Math.Min(html.Length, 2048)])) is { Success: true } match)
        {
            charset = match.Groups[1].Value;
        }

        return charset is null || charset.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase)
            ? Guess(html) : Named(charset) ?? Guess(html);
    }

    // On the web Latin 1 is Windows-1252.
    private static Encoding? Named(string name) =>
        name.ToLowerInvariant() is "iso-8859-1" or "latin1" or "us-ascii" ? Windows : Find(name);

    private static Encoding? Find(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
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
