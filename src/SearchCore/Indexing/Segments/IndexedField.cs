using Lucene.Net.Index;

using SearchCore.Analysis;

namespace SearchCore.Indexing.Segments;

/// <summary>A field that has terms: its tokens so far, and the terms their numbers stand for.</summary>
/// <param name="name">Its name.</param>
/// <param name="terms">The terms; fields may share them.</param>
internal sealed class IndexedField(string name, ByteKeys terms) : ISegmentField
{
    private readonly TermMemo? memo;

    /// <summary>A field of words: its terms have positions and norms, and where the memo knows exact forms, its tokens are these and stand for their stems too.</summary>
    public IndexedField(string name, TermMemo memo)
        : this(name, memo.Terms) => this.memo = memo;

    public string Name => name;

    public ByteKeys Terms => terms;

    public TokenLog Log { get; } = new();

    public bool IsPresent { get; set; }

    public bool HasTerms => Log.DocumentsWithTokens > 0;

    public bool HasNorms => memo is not null;

    public IndexOptions Options => memo is not null ? IndexOptions.DOCS_AND_FREQS_AND_POSITIONS : IndexOptions.DOCS_ONLY;

    /// <summary>The memory that inverting it takes beside the log.</summary>
    public long InversionBytes => Inverter.BytesFor((memo is { HasExactForms: true } ? 2L : 1L) * Log.Count);

    public void Write(FieldInfo field, Inverter inverter, PostingsEncoder postings, TermDictionary dictionary) =>
        inverter.Write(field, Log, terms, memo is null ? default : memo.Stems, postings, dictionary);

    public void Clear()
    {
        Log.Clear();
        IsPresent = false;
    }
}
