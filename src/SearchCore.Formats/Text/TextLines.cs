using System.Text;

using SearchCore.Articles.Reading;

namespace SearchCore.Formats.Text;

/// <summary>Lines of UTF-8 or Windows-1252, of any number. One that is longer than any line of people comes in pieces.</summary>
internal static class TextLines
{
    private const int Longest = 1024 * 1024;

    /// <summary>The lines.</summary>
    public static IEnumerable<NumberedLine> Of(ByteInput bytes)
    {
        var offset = bytes.Offset;
        using var text = new GuessedReader(bytes);
        var (line, piece) = (new StringBuilder(), new char[16 * 1024]);
        for (int read; (read = text.Read(piece, 0, piece.Length)) > 0;)
        {
            for (var rest = piece.AsMemory(0, read); !rest.IsEmpty;)
            {
                var end = rest.Span.IndexOf('\n');
                line.Append(end < 0 ? rest.Span : rest.Span[..end]);
                rest = end < 0 ? default : rest[(end + 1)..];
                if (end >= 0 || line.Length >= Longest)
                {
                    var whole = line.ToString();
                    line.Clear();
                    yield return new(whole.TrimEnd('\r'), offset);
                    offset += text.BytesOf(whole) + (end >= 0 ? 1 : 0);
                }
            }
        }

        if (line.Length > 0)
        {
            yield return new(line.ToString(), offset);
        }
    }
}
