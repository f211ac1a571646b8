using Lucene.Net.Codecs.Lucene41;
using Lucene.Net.Index;

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
        if (offset + count <= PagedFile.PageBytes)
        {
            return file.Page((int)(position >> PagedFile.PageShift)).AsSpan(offset, count);
        }

        if (lookup.Copy.Length < count)
        {
            lookup.Copy = new byte[(int)Math.Min(2L * count, Array.MaxLength)];
        }

        file.Read(position, lookup.Copy.AsSpan(0, count));
        return lookup.Copy.AsSpan(0, count);
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
        var index = SharedFiles.ReadAll(directory, IndexFileNames.SegmentFileName(segment, suffix, "tip"), out var indexName);
        ReadFields(infos, index, indexName);
    }

    private void ReadFields(FieldInfos infos, byte[] index, string indexName)
    {
        var dictionary = new byte[terms!.Length - Tail(terms)];
        terms.ReadThrough(Tail(terms), dictionary);
        var indexAt = new ByteCursor(index.AsSpan((int)Tail(index, indexName)), indexName);
        foreach (var field in TermDirectory.Read(dictionary, infos, DocumentCount, TermsName))
        {
            fields[field.Info.Name] = new FieldDictionary(this, new TermIndex(index, indexAt.VLong(), indexName), field.RootCode)
            {
                HasPositions = field.HasPositions,
                DocumentCount = field.Documents,
                Occurrences = field.Occurrences,
            };
        }
    }

    // Where the directory of fields begins, which stands before the footer.
    private static long Tail(PagedFile file)
    {
        Span<byte> place = stackalloc byte[TermDirectory.PlaceBytes];
        file.ReadThrough(file.Length - TermDirectory.TailBytes, place);
        return TermDirectory.Within(place, file.Length, file.Name);
    }

    private static long Tail(byte[] file, string name) =>
        file.Length < TermDirectory.TailBytes
            ? throw new CorruptIndexException($"{name} is damaged: its end is missing")
            : TermDirectory.Within(file.AsSpan(file.Length - TermDirectory.TailBytes), file.Length, name);
}
