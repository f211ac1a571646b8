using System.Text;

using SearchCore.Articles;

namespace SearchCore.Formats.Text;

/// <summary>
/// UTF-8 in which some letters are Windows-1252, as files are that were put together from several. Such letters are decoded behind a mark,
/// so that a record, which is cut out later, knows which of its letters they were.
/// </summary>
internal static class MixedText
{
    // No character: nobody writes it.
    private const char Mark = '\uFDD0';

    // Of Windows-1252, what stands behind a letter at the end of a word: dots, quotes, dashes, a blank that breaks no line.
    private const string BehindWords = "\u2026\u2018\u2019\u201C\u201D\u2013\u2014\u00A0\u00AB\u00BB";

    /// <summary>UTF-8 that marks what is none and reads well as Windows-1252; what does not becomes U+FFFD.</summary>
    public static Encoding Utf8 { get; } = Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new Marking());

    /// <summary>How many bytes of an input in UTF-8 a text was.</summary>
    public static int BytesOf(string text) => Encoding.UTF8.GetByteCount(text) - MarkedBytes(text);

    /// <summary>A text without marks.</summary>
    public static string Plain(string text) => text.Replace($"{Mark}", string.Empty, StringComparison.Ordinal);

    /// <summary>The texts of a record without marks, and what is to be said of them.</summary>
    public static (string[] Texts, IReadOnlyList<RecordNotice> Notices) Settle(string[] texts)
    {
        var repairs = new TextRepairs();
        return ([.. texts.Select(repairs.Settle)], repairs.Notices);
    }

    /// <summary>How many letters are marked.</summary>
    public static int Marked(string text) => text.AsSpan().Count(Mark);

    private static int MarkedBytes(string text)
    {
        var bytes = 0;
        for (var at = text.IndexOf(Mark, StringComparison.Ordinal); at >= 0 && at + 1 < text.Length; at = text.IndexOf(Mark, at + 1))
        {
            bytes += Encoding.UTF8.GetByteCount(text.AsSpan(at, 2)) - 1;
        }

        return bytes;
    }

    private sealed class Marking : DecoderFallback
    {
        // Two letters and their marks, of a sequence of two bytes that may begin a character of UTF-8.
        public override int MaxCharCount => 4;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer();
    }

    private sealed class Buffer : DecoderFallbackBuffer
    {
        private string text = string.Empty;
        private int at;

        public override int Remaining => text.Length - at;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            (text, at) = (Read(bytesUnknown), 0);
            return true;
        }

        public override char GetNextChar() => at < text.Length ? text[at++] : '\0';

        public override bool MovePrevious() => at > 0 && at-- > 0;

        public override void Reset() => (text, at) = (string.Empty, 0);

        // A character of UTF-8 that was cut off is several bytes, and no word of Windows-1252.
        private static string Read(byte[] bytes)
        {
            var letters = TextEncodings.Windows.GetString(bytes);
            return letters.Any(char.IsControl) ? "\uFFFD"
                : letters.Length == 1 ? $"{Mark}{letters}"
                : letters.Length == 2 && BehindWords.Contains(letters[1], StringComparison.Ordinal)
                    ? $"{Mark}{letters[0]}{Mark}{letters[1]}"
                : "\uFFFD";
        }
    }
}
