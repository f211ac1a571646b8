using Lucene.Net.Index;

namespace SearchCore.Storage;

/// <summary>A field as a segment's term dictionary has it.</summary>
/// <param name="Info">The field.</param>
/// <param name="RootCode">What the automaton gives for the empty prefix: where the block at the root stands.</param>
/// <param name="Terms">How many terms it has.</param>
/// <param name="Occurrences">How many words all documents have in it; -1 where nobody counts.</param>
/// <param name="Postings">How many documents all its terms have, deleted ones included.</param>
/// <param name="Documents">How many documents have it, deleted ones included.</param>
internal readonly record struct TermField(
    FieldInfo Info, byte[] RootCode, long Terms, long Occurrences, long Postings, int Documents)
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

    // Fields are a closed list of some tens, of which each takes some tens of bytes.
    private const int MostBytes = 1 << 20;

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
            if (fields.Exists(field => field.Info.Number == info.Number))
            {
                throw new CorruptIndexException($"{name} is damaged: it has {info.Name} twice");
            }

            var terms = at.VLong();
            var rootCode = at.Take(at.VInt()).ToArray();
            var hasPositions = info.IndexOptions == IndexOptions.DOCS_AND_FREQS_AND_POSITIONS;
            if (!hasPositions && info.IndexOptions != IndexOptions.DOCS_ONLY)
            {
                throw new CorruptIndexException($"{name}: the postings of {info.Name} have parts that are not read");
            }

            var occurrences = hasPositions ? at.VLong() : -1;
            var postings = at.VLong();
            var count = at.VInt();
            var longs = at.VInt();
            if (longs != (hasPositions ? 2 : 1) || count > documents)
            {
                throw new CorruptIndexException($"{name} is damaged: the counts of {info.Name} cannot be");
            }

            fields.Add(new TermField(info, rootCode, terms, occurrences, postings, count));
        }

        return fields;
    }

    /// <summary>A place that the file's end tells, where it is in front of that end.</summary>
    /// <exception cref="CorruptIndexException">It is not.</exception>
    public static long Within(ReadOnlySpan<byte> place, long length, string name)
    {
        var at = new ByteCursor(place, name).Int64();
        return at >= 0 && length - TailBytes - at is >= 0 and <= MostBytes
            ? at : throw new CorruptIndexException($"{name} is damaged: its directory is not in it");
    }
}
