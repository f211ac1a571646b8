using System.Collections.Concurrent;

using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;

using SearchCore.Files;

namespace SearchCore.Storage;

/// <summary>
/// Files of segments that stand in a larger one, as Lucene puts those of small segments: <c>_7.cfs</c> has their bytes one after another,
/// <c>_7.cfe</c> says where each begins. Of one folder; what was read of it is remembered. Thread-safe.
/// </summary>
internal sealed class CompoundFiles
{
    private const string Codec = "CompoundFileWriterEntries";
    private const int FirstVersion = 0, LastVersion = 1;

    private readonly ConcurrentDictionary<string, Dictionary<string, (long Offset, long Length)>> tables = new(StringComparer.Ordinal);

    /// <summary>The name of the file in which a file of a segment stands, where its segment has such.</summary>
    public static string NameFor(string name) =>
        IndexFileNames.SegmentFileName(IndexFileNames.ParseSegmentName(name), string.Empty, IndexFileNames.COMPOUND_FILE_EXTENSION);

    /// <summary>Whether a file of a segment stands in its compound file.</summary>
    /// <param name="name">The file.</param>
    /// <param name="entries">Opens the segment's table.</param>
    /// <exception cref="CorruptIndexException">The table is damaged.</exception>
    public bool Has(string name, Func<string, IndexInput> entries) =>
        Table(name, entries).ContainsKey(IndexFileNames.StripSegmentName(name));

    /// <summary>Opens a file that stands in a compound one.</summary>
    /// <param name="name">The file.</param>
    /// <param name="entries">Opens the segment's table.</param>
    /// <param name="open">Opens the compound file; what it gives is closed with what this gives.</param>
    /// <exception cref="FileNotFoundException">It does not stand there.</exception>
    /// <exception cref="CorruptIndexException">The table is damaged, or says more than there is.</exception>
    public IReadableFile Open(string name, Func<string, IndexInput> entries, Func<string, IReadableFile> open)
    {
        var whole = NameFor(name);
        if (!Table(name, entries).TryGetValue(IndexFileNames.StripSegmentName(name), out var place))
        {
            throw new FileNotFoundException($"{name} is not in {whole}.", name);
        }

        var file = open(whole);
        if (place.Offset < 0 || place.Length < 0 || place.Offset > file.Length - place.Length)
        {
            file.Dispose();
            throw new CorruptIndexException($"{whole} is damaged: it has {file.Length} bytes, and {name} would end behind them.");
        }

        return new Part(file, place.Offset, place.Length);
    }

    /// <summary>Forgets what was read of a table that is deleted or written anew.</summary>
    public void Forget(string name)
    {
        if (name.EndsWith(IndexFileNames.COMPOUND_FILE_ENTRIES_EXTENSION, StringComparison.Ordinal))
        {
            tables.TryRemove(name, out _);
        }
    }

    private Dictionary<string, (long Offset, long Length)> Table(string name, Func<string, IndexInput> entries)
    {
        var table = IndexFileNames.SegmentFileName(
            IndexFileNames.ParseSegmentName(name), string.Empty, IndexFileNames.COMPOUND_FILE_ENTRIES_EXTENSION);
        return tables.TryGetValue(table, out var known) ? known : tables[table] = Read(table, entries);
    }

    private static Dictionary<string, (long Offset, long Length)> Read(string name, Func<string, IndexInput> entries)
    {
        using var input = new BufferedChecksumIndexInput(entries(name));
        CodecUtil.CheckHeader(input, Codec, FirstVersion, LastVersion);
        var table = new Dictionary<string, (long, long)>(StringComparer.Ordinal);
        for (var left = input.ReadVInt32(); left > 0; left--)
        {
            table[input.ReadString()] = (input.ReadInt64(), input.ReadInt64());
        }

        CodecUtil.CheckFooter(input);
        return table;
    }

    private sealed class Part(IReadableFile whole, long offset, long length) : IReadableFile
    {
        public long Length => length;

        public int Read(Span<byte> buffer, long at) => at < 0 || at >= length
            ? 0
            : whole.Read(buffer[..(int)Math.Min(buffer.Length, length - at)], offset + at);

        public void Dispose() => whole.Dispose();
    }
}
