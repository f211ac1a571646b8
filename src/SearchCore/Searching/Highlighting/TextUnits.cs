using System.Text;

using SearchCore.Analysis;
using SearchCore.Queries;

namespace SearchCore.Searching.Highlighting;

/// <summary>Where sentences and paragraphs begin in a text that is broken into words again, told as the index path tells it.</summary>
/// <param name="text">The text.</param>
/// <param name="isOne">Whether all of it is one sentence and one paragraph, as a title is.</param>
internal sealed class TextUnits(ReadOnlyMemory<char> text, bool isOne)
{
    private readonly List<int> sentences = [];
    private readonly List<int> paragraphs = [];
    private byte[] buffer = new byte[256];
    private (int Start, int End)? previous;

    /// <summary>Takes the next word.</summary>
    public void Add(int position, int start, int end)
    {
        if (previous is { } before && !isOne)
        {
            var found = Between(before, (start, end));
            if (found != TextBreak.None)
            {
                sentences.Add(position);
            }

            if (found == TextBreak.Paragraph)
            {
                paragraphs.Add(position);
            }
        }

        previous = (start, end);
    }

    /// <summary>The number of the sentence or paragraph a position is in.</summary>
    public int Of(int position, ProximityUnit unit)
    {
        var at = (unit == ProximityUnit.Sentence ? sentences : paragraphs).BinarySearch(position);
        return at < 0 ? ~at : at + 1;
    }

    private TextBreak Between((int Start, int End) before, (int Start, int End) next)
    {
        var most = Encoding.UTF8.GetMaxByteCount(next.End - before.Start);
        buffer = buffer.Length < most ? new byte[most] : buffer;
        var length = 0;
        var word = Append(before.Start, before.End);
        Append(before.End, next.Start);
        var following = Append(next.Start, next.End);
        return SentenceBreaks.Between(buffer.AsSpan(0, length), word, following);

        WordSpan Append(int from, int to)
        {
            var written = Encoding.UTF8.GetBytes(text.Span[from..to], buffer.AsSpan(length));
            var span = new WordSpan(length, written);
            length += written;
            return span;
        }
    }
}
