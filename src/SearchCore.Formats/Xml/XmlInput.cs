using System.Buffers;

using SearchCore.Articles.Reading;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Xml;

/// <summary>Tells XML by its beginning.</summary>
internal static class XmlInput
{
    private static readonly SearchValues<char> EndOfName = SearchValues.Create(" \t\r\n/>");

    /// <summary>The local name of a document's first element; null where the text is no XML.</summary>
    public static string? RootOf(InputHead head)
    {
        if (head.Failure is not null || head.Text.TrimStart(" \t\r\n"u8) is not [(byte)'<', ..])
        {
            return null;
        }

        var text = MixedText.Plain(TextEncodings.OfXml(head.Text).GetString(head.Text));
        for (var at = 0; (at = text.IndexOf('<', at)) >= 0 && at + 1 < text.Length;)
        {
            var end = text[at + 1] switch
            {
                '?' => text.IndexOf("?>", at, StringComparison.Ordinal),
                '!' when text.AsSpan(at).StartsWith("<!--", StringComparison.Ordinal) => text.IndexOf("-->", at, StringComparison.Ordinal),
                '!' => EndOfDocumentType(text, at),
                _ => -2,
            };
            if (end == -2)
            {
                var name = text.AsSpan(at + 1);
                var length = name.IndexOfAny(EndOfName);
                name = length < 0 ? name : name[..length];
                return name.Length == 0 || !(char.IsLetter(name[0]) || name[0] == '_') ? null : name[(name.IndexOf(':') + 1)..].ToString();
            }

            if (end < 0)
            {
                return null;
            }

            at = end + 1;
        }

        return null;
    }

    private static int EndOfDocumentType(string text, int at)
    {
        var depth = 0;
        for (var i = at; i < text.Length; i++)
        {
            depth += text[i] switch { '[' => 1, ']' => -1, _ => 0 };
            if (text[i] == '>' && depth == 0)
            {
                return i;
            }
        }

        return -1;
    }
}
