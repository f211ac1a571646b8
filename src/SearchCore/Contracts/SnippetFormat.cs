using System.Buffers;
using System.Text;
using System.Text.Json;

namespace SearchCore;

/// <summary>Snippets as HTML, and back.</summary>
internal static class SnippetFormat
{
    private const string Open = "<em>", Close = "</em>";

    private const int LongestReference = 6;

    private static readonly (string Reference, char Character)[] References =
        [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\'')];

    /// <summary>The snippet whose HTML this is; null where it holds any other markup.</summary>
    public static Snippet? FromHtml(string html)
    {
        var (text, matches) = (new StringBuilder(html.Length), new List<TextRange>());
        var (at, start) = (0, -1);
        while (at < html.Length)
        {
            var rest = html.AsSpan(at);
            if (rest[0] is not ('<' or '&'))
            {
                var plain = rest.IndexOfAny('<', '&');
                text.Append(plain < 0 ? rest : rest[..plain]);
                at += plain < 0 ? rest.Length : plain;
            }
            else if (start < 0 && rest.StartsWith(Open, StringComparison.Ordinal))
            {
                (start, at) = (text.Length, at + Open.Length);
            }
            else if (start >= 0 && rest.StartsWith(Close, StringComparison.Ordinal))
            {
                matches.Add(new(start, text.Length));
                (start, at) = (-1, at + Close.Length);
            }
            else if (!Decode(rest, text, ref at))
            {
                return null;
            }
        }

        return start < 0 ? new(text.ToString(), matches) : null;
    }

    private static bool Decode(ReadOnlySpan<char> rest, StringBuilder text, ref int at)
    {
        foreach (var (reference, character) in References)
        {
            if (rest.StartsWith(reference, StringComparison.Ordinal))
            {
                text.Append(character);
                at += reference.Length;
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> Special => ['&', '<', '>', '"', '\''];

    public static string ToHtml(Snippet snippet)
    {
        var room = ArrayPool<char>.Shared.Rent(MostHtml(snippet));
        var html = new string(ToHtml(snippet, room));
        ArrayPool<char>.Shared.Return(room);
        return html;
    }

    /// <summary>Writes a snippet as a member of an object: its HTML, of which no string is made.</summary>
    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Snippet snippet)
    {
        var room = ArrayPool<char>.Shared.Rent(MostHtml(snippet));
        writer.WriteString(name, ToHtml(snippet, room));
        ArrayPool<char>.Shared.Return(room);
    }

    private static int MostHtml(Snippet snippet) =>
        (snippet.Text.Length * LongestReference) + (snippet.Matches.Count * (Open.Length + Close.Length));

    private static ReadOnlySpan<char> ToHtml(Snippet snippet, Span<char> room)
    {
        var (written, at) = (0, 0);
        for (var match = 0; match < snippet.Matches.Count; match++)
        {
            var (start, end) = snippet.Matches[match];
            Encode(room, ref written, snippet.Text.AsSpan(at, start - at));
            Append(room, ref written, Open);
            Encode(room, ref written, snippet.Text.AsSpan(start, end - start));
            Append(room, ref written, Close);
            at = end;
        }

        Encode(room, ref written, snippet.Text.AsSpan(at));
        return room[..written];
    }

    // What has a meaning in HTML's text and attributes, and nothing else: accents stay readable.
    private static void Encode(Span<char> room, ref int written, ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAny(Special); at >= 0; at = text.IndexOfAny(Special))
        {
            Append(room, ref written, text[..at]);
            Append(room, ref written, References[Special.IndexOf(text[at])].Reference);
            text = text[(at + 1)..];
        }

        Append(room, ref written, text);
    }

    private static void Append(Span<char> room, ref int written, ReadOnlySpan<char> text)
    {
        text.CopyTo(room[written..]);
        written += text.Length;
    }
}
