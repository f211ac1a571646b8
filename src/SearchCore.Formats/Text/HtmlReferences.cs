using System.Globalization;
using System.Text;

using AngleSharp.Html;

namespace SearchCore.Formats.Text;

/// <summary>References to characters in HTML: <c>&amp;eacute;</c>, <c>&amp;#8217;</c>, <c>&amp;#x2019;</c>.</summary>
internal static class HtmlReferences
{
    private const int Longest = 34;

    // Of old editors: numbers that mean Windows-1252, as the standard of HTML has it.
    private const string Windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    private static readonly System.Buffers.SearchValues<char> Letters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    /// <summary>Whether a text begins like a reference.</summary>
    /// <param name="text">From behind the <c>&amp;</c> on.</param>
    public static bool Is(ReadOnlySpan<char> text)
    {
        var end = text[..Math.Min(text.Length, Longest)].IndexOf(';');
        if (end < 2)
        {
            return false;
        }

        var name = text[..end];
        return name[0] == '#'
            ? name.Length > 1 && (char.IsAsciiDigit(name[1]) || (name[1] is 'x' or 'X' && name.Length > 2))
            : !name.ContainsAnyExcept(Letters);
    }

    /// <summary>A text with its references resolved; what is none stays as it is.</summary>
    public static ReadOnlySpan<char> Decode(ReadOnlySpan<char> text)
    {
        if (!text.Contains('&'))
        {
            return text;
        }

        var decoded = new StringBuilder(text.Length);
        for (int at; (at = text.IndexOf('&')) >= 0;)
        {
            decoded.Append(text[..at]);
            text = text[(at + 1)..];
            if (Is(text) && Symbol(text[..text.IndexOf(';')]) is { } symbol)
            {
                decoded.Append(symbol);
                text = text[(text.IndexOf(';') + 1)..];
            }
            else
            {
                decoded.Append('&');
            }
        }

        return decoded.Append(text).ToString();
    }

    private static string? Symbol(ReadOnlySpan<char> name)
    {
        if (name[0] != '#')
        {
            return HtmlEntityProvider.Resolver.GetSymbol($"{name};");
        }

        var isHex = name[1] is 'x' or 'X';
        return int.TryParse(
            name[(isHex ? 2 : 1)..], isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? code is >= 0x80 and <= 0x9F ? Windows1252[code - 0x80].ToString()
                : code != 0 && Rune.IsValid(code) ? new Rune(code).ToString() : "\uFFFD"
            : null;
    }
}
