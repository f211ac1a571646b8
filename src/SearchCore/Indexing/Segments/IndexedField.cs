using Lucene.Net.Index;

using SearchCore.Analysis;
using SearchCore.Schema;

namespace SearchCore.Indexing.Segments;

/// <summary>A field that has terms: its tokens so far, and the terms their numbers stand for.</summary>
/// <param name="definition">What it is.</param>
/// <param name="terms">The terms; fields may share them.</param>
internal sealed class IndexedField(FieldDefinition definition, ByteKeys terms) : ISegmentField
{
    private readonly TermTable? table;

    /// <summary>A field of words; where the table knows exact forms, its tokens are these and stand for their stems too.</summary>
    public IndexedField(FieldDefinition definition, TermTable table)
        : this(definition, table.Terms) => this.table = table;

    public FieldDefinition Definition => definition;

    public ByteKeys Terms => terms;

    public TokenLog Log { get; } = new();

    public bool IsPresent { get; set; }

    public bool HasTerms => Log.DocumentsWithTokens > 0;

    /// <summary>The memory that inverting it takes beside the log.</summary>
    public long InversionBytes => Inverter.BytesFor((table is { HasExactForms: true } ? 2L : 1L) * Log.Count);

    public void Write(FieldInfo field, Inverter inverter, PostingsEncoder postings, TermDictionary dictionary) =>
        inverter.Write(field, Log, terms, table is null ? default : table.Stems, postings, dictionary);

    public void Clear()
    {
        Log.Clear();
        IsPresent = false;
    }
}
