using Lucene.Net.Index;

namespace SearchCore.Storage;

/// <summary>A field as a segment's term dictionary has it.</summary>
/// <param name="Info">The field.</param>
/// <param name="RootCode">What the automaton gives for the empty prefix: where the block at the root stands.</param>
/// <param name="Occurrences">How many words all documents have in it; -1 where nobody counts.</param>
/// <param name="Documents">How many documents have it, deleted ones included.</param>
internal readonly record struct TermField(FieldInfo Info, byte[] RootCode, long Occurrences, int Documents)
{
    /// <summary>Whether it has frequencies and positions; without, it has documents alone.</summary>
    public bool HasPositions => Info.IndexOptions == IndexOptions.DOCS_AND_FREQS_AND_POSITIONS;
}

/// <summary>Reads the directory of fields that stands at the end of a term dictionary (Lucene 4.8's block tree).</summary>
internal static class TermDirectory
{
    /// <summary>How many bytes of the file come behind the directory.</summary>
    public const int TailBytes = 16 + PlaceBytes;

    /// <summary>How many of those say where the directory begins, the first of them.</summary>
    public const int PlaceBytes = 8;

    /// <summary>Reads it.</summary>
    /// <param name="directory">Its bytes, and what is behind them.</param>
    /// <param name="infos">The segment's fields.</param>
    /// <param name="documents">How many documents the segment has, deleted ones included.</param>
    /// <param name="name">What to call the file in errors.</param>
    /// <exception cref="CorruptIndexException">It cannot be.</exception>
    public static List<TermField> Read(ReadOnlySpan<byte> directory, FieldInfos infos, int documents, string name)
    {
        var at = new ByteCursor(directory, name);
        var fields = new List<TermField>();
        for (var left = at.VInt(); left > 0; left--)
        {
            var info = infos.FieldInfo(at.VInt()) ?? throw new CorruptIndexException($"{name} is damaged: it has an unknown field");
            at.VLong();
            var rootCode = at.Take(at.VInt()).ToArray();
            var hasPositions = info.IndexOptions == IndexOptions.DOCS_AND_FREQS_AND_POSITIONS;
            if (!hasPositions && info.IndexOptions != IndexOptions.DOCS_ONLY)
            {
                throw new CorruptIndexException($"{name}: the postings of {info.Name} have parts that are not read");
            }

            var occurrences = hasPositions ? at.VLong() : -1;
            at.VLong();
            var count = at.VInt();
            var longs = at.VInt();
            if (longs != (hasPositions ? 2 : 1) || count > documents)
            {
                throw new CorruptIndexException($"{name} is damaged: the counts of {info.Name} cannot be");
            }

            fields.Add(new TermField(info, rootCode, occurrences, count));
        }

        return fields;
    }

    /// <summary>A place that the file's end tells, where it is in the file.</summary>
    /// <exception cref="CorruptIndexException">It is not.</exception>
    public static long Within(ReadOnlySpan<byte> place, long length, string name)
    {
        var at = new ByteCursor(place, name).Int64();
        return at >= 0 && at < length ? at : throw new CorruptIndexException($"{name} is damaged: its directory is not in it");
    }
}
