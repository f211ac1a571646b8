using Lucene.Net.Index;

using SearchCore.Analysis;

namespace SearchCore.Indexing.Segments;

/// <summary>A field that has terms: its tokens so far, and the terms their numbers stand for.</summary>
/// <param name="name">Its name.</param>
/// <param name="number">Its number, the same in every segment.</param>
/// <param name="terms">The terms; fields may share them.</param>
/// <param name="withPositions">Whether it is text with positions and norms; without, its terms have documents alone.</param>
internal sealed class IndexedField(string name, int number, ByteKeys terms, bool withPositions)
{
    public string Name => name;

    public int Number => number;

    public ByteKeys Terms => terms;

    public bool WithPositions => withPositions;

    public TokenLog Log { get; } = new();

    /// <summary>Whether any article has the field, be it without a term.</summary>
    public bool IsPresent { get; set; }

    public IndexOptions Options => withPositions ? IndexOptions.DOCS_AND_FREQS_AND_POSITIONS : IndexOptions.DOCS_ONLY;

    public void Clear()
    {
        Log.Clear();
        IsPresent = false;
    }
}
