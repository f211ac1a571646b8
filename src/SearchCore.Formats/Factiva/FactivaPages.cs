using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Factiva;

/// <summary>Cuts a Factiva export in HTML into its articles. Holds one article, and nothing of one that is too long.</summary>
internal static class FactivaPages
{
    private const int Piece = 64 * 1024, Ahead = 1024 * 1024;

    private const int LongestTag = 4_096;

    private static readonly byte[] Numbered = [.. "id=\"article-"u8], Named = [.. "class=\"article "u8];

    /// <summary>The articles.</summary>
    public static IEnumerable<RawRecord> Cut(ByteInput bytes, string id, int most, ArticleDateReader dates)
    {
        var head = bytes.Peek(Ahead);
        var encoding = TextEncodings.OfPage(head[..Math.Min(head.Length, 4096)], null) is { } named && named != MixedText.Utf8
            ? named : TextEncodings.Windows;
        var mark = head.IndexOf(Numbered) >= 0 ? Numbered : Named;
        var (held, piece, number) = (new List<byte>(), new byte[Piece], 0);
        var (isBegun, begin, searched, dropped) = (false, bytes.Offset, 0, 0L);
        while (true)
        {
            var read = bytes.Read(piece);
            held.AddRange(piece.AsSpan(0, read));
            while (Find() is >= 0 and var found)
            {
                if (isBegun)
                {
                    yield return Record(found);
                }

                Drop(found);
                (isBegun, searched, dropped) = (true, mark.Length + 16, 0);
            }

            // Of what stands before the first article, and of an article that is too long, only what may begin the next is held.
            if (!isBegun || held.Count > most + Piece || dropped > 0)
            {
                var rest = Math.Min(held.Count, 512);
                dropped += isBegun ? held.Count - rest : 0;
                Drop(held.Count - rest);
                searched = 0;
            }

            if (read == 0)
            {
                if (isBegun)
                {
                    yield return Record(held.Count);
                }

                yield break;
            }
        }

        // Where the tag begins that has the mark.
        int Find()
        {
            var span = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(held);
            while (true)
            {
                var from = Math.Min(searched, span.Length);
                var at = span[from..].IndexOf(mark);
                if (at < 0)
                {
                    searched = Math.Max(from, span.Length - mark.Length);
                    return -1;
                }

                // A tag is not longer than that.
                var start = Math.Max(0, from + at - LongestTag);
                var tag = span[start..(from + at)].LastIndexOf((byte)'<') is >= 0 and var here ? start + here : -1;
                if (tag >= 0 && !(isBegun && tag == 0))
                {
                    return tag;
                }

                searched = from + at + 1;
            }
        }

        void Drop(int count)
        {
            held.RemoveRange(0, count);
            begin += count;
        }

        RawRecord Record(int length)
        {
            number++;
            var size = dropped + length;
            return size > most
                ? RawRecord.Of(
                    ParsedRecord.Rejected(RejectCodes.TooLong, $"the article has {size:N0} bytes", $"{id}#{number}"), begin, 0, size)
                : new FactivaPage([.. held.GetRange(0, length)], encoding, $"{id}#{number}", dates, begin);
        }
    }
}
