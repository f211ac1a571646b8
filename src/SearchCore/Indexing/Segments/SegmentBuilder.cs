using System.Text;

using SearchCore.Analysis;
using SearchCore.Articles;
using SearchCore.Schema;
using SearchCore.Storage;

namespace SearchCore.Indexing.Segments;

/// <summary>
/// Articles to a Lucene segment: what IndexWriter does with documents of the schema's fields, several times faster and to the same
/// result. Adding breaks words, looks each up once and logs its term; flushing inverts the log and encodes it.
/// </summary>
/// <remarks>
/// <para>
/// One builder serves one worker, and not two threads at a time. Its memory is flat arrays that <see cref="Reset"/> keeps, so that in
/// steady state an article allocates next to nothing; what words and facet values become is remembered from segment to segment, up to a
/// limit.
/// </para>
/// <para>Call order: ((Add Spill?)* Flush Reset)*. An exception out of <see cref="Add"/> leaves an article half added: <see cref="Reset"/>
/// then.</para>
/// </remarks>
internal sealed class SegmentBuilder : IDisposable
{
    /// <summary>What is remembered at most from segment to segment, in bytes.</summary>
    private const long MaxMemoBytes = 48L * 1024 * 1024;

    // Of the terms so much that one more segment's do not have the tables of them grow to twice their size: what was let go for that stays
    // in the memory of the process for long.
    private const long MaxTermBytes = 30L * 1024 * 1024;

    private readonly IndexSchema schema;
    private readonly TermMemos memos;
    private readonly StoredFieldsEncoder stored = new();
    private readonly FacetFields facets = new();
    private readonly StoredFieldsEntry article;
    private readonly IdField ids = new();
    private readonly MarksField marks = new();
    private readonly AddressField addresses = new();
    private readonly TextPostings title;
    private readonly TextPostings body;
    private readonly PublishedField published = new();
    private readonly NumericColumn sequences = new();
    private readonly SegmentWriters writers;
    private readonly OwnFields own;
    private readonly OwnTexts ownTexts;
    private readonly SignatureColumn? signatures;

    // What the writer of the last segment holds: the next one's will need it.
    private long writerBytes;

    // Of the last article: mostly the next one is of the same language.
    private byte[] language = [];
    private TextAnalysis analysis;

    /// <summary>A builder of segments of an index.</summary>
    /// <param name="schema">What the index is made to hold.</param>
    /// <param name="writers">What it writes them with, together with others; null for one of its own.</param>
    public SegmentBuilder(IndexSchema schema, SegmentWriters? writers = null)
    {
        (this.schema, this.writers) = (schema, writers ?? new SegmentWriters(0));
        own = new OwnFields(schema.Fields, facets);
        memos = new TermMemos(schema.ExactForms, words: true);
        title = new TextPostings(FieldTable.Title, memos.Table);
        signatures = schema.HasSignatures ? new SignatureColumn() : null;
        body = new TextPostings(FieldTable.Body, memos.Table, marks, signatures);
        ownTexts = new OwnTexts(schema, memos.Table);
        analysis = schema.AnalysisFor(language: null);
        article = new StoredFieldsEntry(stored, facets);
    }

    /// <summary>Articles added since the last <see cref="Reset"/>, superseded ones included.</summary>
    public int Documents => ids.Field.Log.Documents;

    /// <summary>
    /// The memory that the articles added so far need, with what inverting them will take (eight bytes a token, twelve with exact forms),
    /// their stored fields compressed, and what is kept from segment to segment. To be held against the budget after each article.
    /// </summary>
    public long EstimatedBytes =>
        ((body.Field.Log.Count + title.Field.Log.Count) * (long)sizeof(int))
        + InversionBytes + marks.Bytes
        + stored.UsedBytes + memos.Bytes + facets.Bytes + ids.Bytes + published.Bytes + addresses.Bytes + writerBytes
        + own.Bytes + ownTexts.Bytes + (signatures?.Bytes ?? 0);

    /// <summary>Adds an article.</summary>
    /// <param name="source">The article; it can be used again afterwards.</param>
    /// <param name="recognized">Entities found in its text, distinct, none of a kind the article brings itself.</param>
    /// <param name="sequence">Its place in input order; of two with one id the higher counts.</param>
    /// <param name="mentions">
    /// Where the recognized entities are mentioned, as <see cref="MentionCode"/> writes it; empty where that is not kept.
    /// </param>
    public void Add(ArticleBuffer source, IReadOnlyList<EntityName> recognized, long sequence, ReadOnlySpan<byte> mentions = default)
    {
        sequences.Add(sequence);
        ids.Add(source[source.Id], sequences);
        var memo = memos.Of(AnalysisOf(source[source.Language]));
        marks.Add(analysis);
        title.Add(source[source.Title], memo);
        body.Add(source[source.Body], memo);
        signatures?.EndDocument(source[source.Title], source[source.Body]);
        published.Add(source.Published?.UnixSeconds);
        addresses.Add(source[source.Url]);
        own.Add(source);
        ownTexts.Add(source, memo);
        article.Add(source, recognized, mentions);
    }

    /// <summary>Values of the last article that are not of the type that their field was declared with.</summary>
    public IReadOnlyList<(string Field, string Value)> Unread => own.Unread;

    /// <summary>How many bytes of stored fields it holds that could be spilled.</summary>
    public long HeldBytes => stored.HeldBytes;

    /// <summary>Whether stored fields are in a file alone, which is needed up to <see cref="Reset"/> or <see cref="Reload"/>.</summary>
    public bool HasSpilled => stored.HasSpilled;

    /// <summary>
    /// Writes the stored fields that it holds to the folder that the segment will be written to. Where that fails they stay in memory, and
    /// <see cref="Flush"/> tells.
    /// </summary>
    /// <param name="staging">The folder.</param>
    /// <param name="name">The segment's name.</param>
    public void Spill(DurableDirectory staging, string name) => stored.Spill(staging, name);

    /// <summary>Whether it could be flushed now without waiting for other builders.</summary>
    public bool CanFlush => writers.HasRoom(InversionBytes);

    /// <summary>As <see cref="StoredFieldsEncoder.Reload"/>: after a failure, so that the folder may go.</summary>
    public void Reload() => stored.Reload();

    /// <summary>
    /// Writes what was added as a segment, but for the commit that makes it one of an index. Where that fails, nothing stays open and
    /// nothing that was added is lost: it can be flushed again, to another folder.
    /// </summary>
    /// <param name="staging">
    /// Where to: a folder that holds nothing but what was spilled. To another one after a failure: that is read again then.
    /// </param>
    /// <param name="name">The segment's name: an underscore and a number in base 36, as Lucene names segments.</param>
    /// <param name="packs">Whether the files of a small one are put into one (<see cref="SegmentWriter.Write"/>).</param>
    /// <param name="waits">Whether it waits for other builders where there is little memory to write with (<see cref="SegmentWriters"/>).
    /// </param>
    public StagedSegment Flush(Lucene.Net.Store.Directory staging, string name, bool packs = false, bool waits = true)
    {
        var contents = new SegmentContents(
            stored, article, ids, title, body, marks, published, addresses, facets, sequences, memos.Table.Words, own,
            [.. ownTexts.Postings],
            signatures is null ? null : (schema.SignatureNumber, signatures));
        var room = InversionBytes;
        var writer = writers.Rent(room, waits);
        try
        {
            return writer.Write(contents, staging, name, packs);
        }
        finally
        {
            writerBytes = writer.Bytes;
            writers.Return(writer, room);
        }
    }

    /// <summary>Forgets the articles; memory is kept, and what words and facet values become stays remembered up to a limit.</summary>
    public void Reset()
    {
        stored.Clear();
        article.Clear();
        ids.Clear();
        title.Field.Clear();
        body.Field.Clear();
        marks.Clear();
        published.Clear();
        addresses.Clear();
        facets.Clear();
        sequences.Clear();
        own.Clear();
        ownTexts.Clear();
        signatures?.Clear();
        memos.BeginSegment();
        if (memos.Bytes > MaxMemoBytes)
        {
            memos.Release();
        }
        else if (memos.Table.UsedBytes > MaxTermBytes)
        {
            memos.Clear();
        }

        if (facets.MemoBytes > MaxMemoBytes)
        {
            facets.Forget();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => memos.Dispose();

    private long InversionBytes => body.Field.InversionBytes + title.Field.InversionBytes;

    private TextAnalysis AnalysisOf(ReadOnlySpan<byte> given)
    {
        if (!given.SequenceEqual(language))
        {
            language = given.ToArray();
            analysis = schema.AnalysisFor(Encoding.UTF8.GetString(given));
        }

        return analysis;
    }
}

/// <summary>What goes into a segment.</summary>
internal sealed record SegmentContents(
    StoredFieldsEncoder Stored,
    StoredFieldsEntry Article,
    IdField Ids,
    TextPostings Title,
    TextPostings Body,
    MarksField Marks,
    PublishedField Published,
    AddressField Addresses,
    FacetFields Facets,
    NumericColumn Sequences,
    SegmentWords? Words,
    OwnFields Own,
    IReadOnlyList<TextPostings> OwnTexts,
    (int Number, SignatureColumn Column)? Signatures)
{
    /// <summary>How many articles.</summary>
    public int Documents => Ids.Field.Log.Documents;

    /// <summary>The fields that have terms, in the order of their names.</summary>
    public ISegmentField[] Indexed { get; } =
        ByName([
            Ids.Field, Title.Field, Body.Field, Published.Field, Facets.Terms, Addresses.Field, Marks, .. OwnTexts.Select(t => t.Field),
        ]);

    /// <summary>The fields of words, in the order of their names.</summary>
    public TextPostings[] Texts { get; } =
        [.. OwnTexts.Append(Body).Append(Title).OrderBy(t => t.Field.Definition.Name, StringComparer.Ordinal)];

    private static ISegmentField[] ByName(ISegmentField[] fields)
    {
        Array.Sort(fields, (a, b) => string.CompareOrdinal(a.Definition.Name, b.Definition.Name));
        return fields;
    }
}
