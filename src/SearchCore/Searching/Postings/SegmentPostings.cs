using Lucene.Net.Codecs.Lucene41;
using Lucene.Net.Index;

using SearchCore.Files;
using SearchCore.Storage;

namespace SearchCore.Searching.Postings;

/// <summary>
/// Our own readers of a segment's terms, documents and positions: of the files that Lucene 4.1's postings format and its block tree write.
/// Kept as long as the segment, over any number of reopenings. Everything that is read is checked against the bounds of its file and of the
/// segment, so that damage is an error and never a wrong access. Thread-safe.
/// </summary>
internal sealed class SegmentPostings : SegmentReader.ICoreDisposedListener
{
    private const string FormatKey = "PerFieldPostingsFormat", FormatRead = "Lucene41";
    // A block of equal numbers takes two bytes at least.
    private const int PositionsAByte = BlockDecoder.Size / 2;

    private static readonly SegmentCache<SegmentPostings> Cache = new(reader => new(reader), (postings, reader) => postings.Open(reader));

    private readonly Dictionary<string, FieldDictionary> fields = new(StringComparer.Ordinal);
    private PagedFile? terms;
    private PagedFile? documents;
    private PagedFile? positions;
    private IReadableFile? index;
    private string indexName = "";

    private SegmentPostings(SegmentReader reader)
    {
        DocumentCount = reader.MaxDoc;
        TermsName = reader.SegmentName;
    }

    /// <summary>Takes over files of postings without a dictionary.</summary>
    internal SegmentPostings(int documentCount, PagedFile documents, PagedFile positions)
    {
        (DocumentCount, TermsName) = (documentCount, documents.Name);
        (this.documents, this.positions) = (documents, positions);
    }

    /// <summary>How many documents the segment has, deleted ones included.</summary>
    public int DocumentCount { get; }

    /// <summary>What the term dictionary is called in errors.</summary>
    public string TermsName { get; private set; }

    /// <summary>The file of documents and frequencies.</summary>
    public PagedFile Documents => documents!;

    /// <summary>The file of positions.</summary>
    public PagedFile Positions => positions!;

    /// <summary>Those of a segment. To be asked for first when the segment is opened: then its files are certainly there.</summary>
    /// <exception cref="CorruptIndexException">A file is damaged.</exception>
    public static SegmentPostings Of(AtomicReader reader) => Cache.Of(reader);

    /// <summary>The terms of a field; null where no document has it.</summary>
    public FieldDictionary? Field(string name) => fields.GetValueOrDefault(name);

    /// <summary>Closes the files: the segment's last reader is closed.</summary>
    public void OnDispose(object instance)
    {
        terms?.Dispose();
        index?.Dispose();
        documents?.Dispose();
        positions?.Dispose();
    }

    /// <summary>Bytes of the term dictionary: as many as asked for, fewer where it ends.</summary>
    internal ReadOnlySpan<byte> TermBytes(long position, long most, TermLookup lookup)
    {
        var file = terms!;
        if (position < 0 || position >= file.Length)
        {
            throw file.Past(position, 1);
        }

        var count = (int)Math.Min(Math.Min(most, file.Length - position), Array.MaxLength);
        var offset = (int)position & (PagedFile.PageBytes - 1);
        if (offset + count <= PagedFile.PageBytes && file.PageIfWanted((int)(position >> PagedFile.PageShift)) is { } page)
        {
            return page.AsSpan(offset, count);
        }

        if (lookup.Copy.Length < count)
        {
            lookup.Copy = new byte[(int)Math.Min(2L * count, Array.MaxLength)];
        }

        file.ReadOnce(position, lookup.Copy.AsSpan(0, count));
        return lookup.Copy.AsSpan(0, count);
    }

    /// <summary>A block of the term dictionary, as a copy of its own.</summary>
    /// <param name="position">Where it begins.</param>
    /// <param name="entries">How many terms and further blocks it has.</param>
    /// <param name="isLast">Whether no other block of the same beginning comes behind it.</param>
    /// <param name="isLeaf">Whether it has terms alone.</param>
    /// <param name="next">Where what comes behind it begins.</param>
    /// <returns>The endings of its entries.</returns>
    internal byte[] TermBlock(long position, out int entries, out bool isLast, out bool isLeaf, out long next)
    {
        var lookup = TermLookup.Rent();
        try
        {
            var bytes = TermBytes(position, FieldDictionary.UsualBlock, lookup);
            for (var most = 2L * FieldDictionary.UsualBlock; ; most *= 2)
            {
                if (Parts(bytes, out entries, out isLast, out isLeaf, out var endings, out var length))
                {
                    next = position + length;
                    return bytes[endings].ToArray();
                }

                var before = bytes.Length;
                bytes = TermBytes(position, most, lookup);
                if (bytes.Length == before)
                {
                    throw new CorruptIndexException($"{TermsName} is damaged: a block of terms is longer than the file");
                }
            }
        }
        finally
        {
            lookup.Return();
        }
    }

    // Where the endings of a block's entries are in its bytes, and how long it is; not where there are too few bytes.
    private bool Parts(
        ReadOnlySpan<byte> bytes, out int entries, out bool isLast, out bool isLeaf, out Range endings, out int length)
    {
        const int heads = 20;
        (entries, isLast, isLeaf, endings, length) = (0, false, false, default, 0);
        if (bytes.Length < heads)
        {
            return false;
        }

        var at = new ByteCursor(bytes, TermsName);
        var head = at.VInt();
        (entries, isLast) = (head >>> 1, (head & 1) != 0);
        head = at.VInt();
        isLeaf = (head & 1) != 0;
        endings = new(at.At, at.At + (head >>> 1));

        // Behind the endings come counts and places, each with its length in front.
        long end = (long)at.At + (head >>> 1);
        for (var part = 0; part < 2; part++)
        {
            if (end > bytes.Length - heads)
            {
                return false;
            }

            var rest = new ByteCursor(bytes[(int)end..], TermsName);
            var size = rest.VInt();
            end += rest.At + (long)size;
        }

        length = (int)Math.Min(end, int.MaxValue);
        return entries > 0 && end <= bytes.Length;
    }

    /// <summary>Whether postings can stand where a term says.</summary>
    internal bool IsPossible(in PostingList list) =>
        list.DocumentCount > 0
        && list.DocumentCount <= DocumentCount
        && list.Occurrences >= list.DocumentCount
        && list.OnlyDocument < DocumentCount
        && list.Documents >= 0
        && (list.OnlyDocument >= 0 || list.Documents < documents!.Length)
        && (list.Skips < 0 || list.Skips < documents!.Length - list.Documents)
        && (!list.HasPositions
            || (list.Positions >= 0
                && list.Positions < positions!.Length
                && list.Occurrences / PositionsAByte <= positions.Length - list.Positions
                && list.LastPositions <= positions.Length - list.Positions));

    private void Open(SegmentReader reader)
    {
        var (directory, infos, segment) = (reader.SegmentInfo.Info.Dir, reader.FieldInfos, reader.SegmentName);
        var suffix = SharedFiles.SuffixOf(infos.Where(info => info.IsIndexed), FormatKey, FormatRead, segment);

        // A segment of articles without anything to find.
        if (suffix is null)
        {
            return;
        }

        terms = SharedFiles.Paged(directory, IndexFileNames.SegmentFileName(segment, suffix, "tim"));
        documents = SharedFiles.Paged(directory, IndexFileNames.SegmentFileName(segment, suffix, Lucene41PostingsFormat.DOC_EXTENSION));
        if (infos.HasProx)
        {
            positions = SharedFiles.Paged(directory, IndexFileNames.SegmentFileName(segment, suffix, Lucene41PostingsFormat.POS_EXTENSION));
        }

        TermsName = terms.Name;
        index = SharedFiles.Open(directory, IndexFileNames.SegmentFileName(segment, suffix, "tip"), out indexName);
        ReadFields(infos);
    }

    private void ReadFields(FieldInfos infos)
    {
        var dictionary = new byte[terms!.Length - Tail(terms)];
        terms.ReadThrough(Tail(terms), dictionary);
        var end = IndexTail();
        var places = new ByteCursor(ReadIndex(end, index!.Length), indexName);
        var named = TermDirectory.Read(dictionary, infos, DocumentCount, TermsName);
        var starts = new long[named.Count + 1];
        for (var i = 0; i < named.Count; i++)
        {
            starts[i] = places.VLong();
        }

        // Automata stand one after another, in the order of the fields.
        starts[^1] = end;
        for (var i = 0; i < named.Count; i++)
        {
            var (start, next) = (starts[i], starts[i + 1]);
            if (start < 0 || start >= next || next - start > Array.MaxLength)
            {
                throw new CorruptIndexException($"{indexName} is damaged: the automata in it are not where they can be");
            }

            fields[named[i].Info.Name] = new FieldDictionary(
                this, () => new TermIndex(ReadIndex(start, next), indexName), named[i].RootCode)
            {
                HasPositions = named[i].HasPositions,
                DocumentCount = named[i].Documents,
                Occurrences = named[i].Occurrences,
            };
        }
    }

    private byte[] ReadIndex(long from, long to)
    {
        var bytes = GC.AllocateUninitializedArray<byte>((int)(to - from));
        ReadIndex(from, bytes);
        return bytes;
    }

    private void ReadIndex(long from, Span<byte> into)
    {
        int read;
        try
        {
            read = index!.Read(into, from);
        }
        catch (IOException e) when (e is not CorruptIndexException)
        {
            throw new FileReadException($"{indexName} cannot be read at {from}: {e.Message}", e);
        }

        if (read != into.Length)
        {
            throw new FileReadException($"{indexName} ends before its length of {index.Length} bytes");
        }
    }

    // Where the directory of fields begins, which stands before the footer.
    private static long Tail(PagedFile file)
    {
        Span<byte> place = stackalloc byte[TermDirectory.PlaceBytes];
        file.ReadThrough(file.Length - TermDirectory.TailBytes, place);
        return TermDirectory.Within(place, file.Length, file.Name);
    }

    private long IndexTail()
    {
        if (index!.Length < TermDirectory.TailBytes)
        {
            throw new CorruptIndexException($"{indexName} is damaged: its end is missing");
        }

        Span<byte> place = stackalloc byte[TermDirectory.PlaceBytes];
        ReadIndex(index.Length - TermDirectory.TailBytes, place);
        return TermDirectory.Within(place, index.Length, indexName);
    }
}
