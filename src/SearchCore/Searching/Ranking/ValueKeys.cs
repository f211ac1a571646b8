using Lucene.Net.Index;

using SearchCore.Searching.Columns;

namespace SearchCore.Searching.Ranking;

/// <summary>
/// Groups by the values of a kind of facet: an article with several belongs to the first of them by code points of how they are compared,
/// which does not depend on what other articles there are. For one thread.
/// </summary>
internal sealed class ValueKeys(KindOrdinals values) : IArticleKeys
{
    private AtomicReaderContext? leaf;
    private KindColumn? column;

    /// <inheritdoc/>
    public bool AreFew => false;

    /// <inheritdoc/>
    public void Enter(AtomicReaderContext segment) => (leaf, column) = (segment, values.Column(segment.Ord));

    /// <inheritdoc/>
    public int Of(int document)
    {
        if (column is null || column.Of(document) is not { Length: > 0 } own)
        {
            return IArticleKeys.None;
        }

        var first = own[0];
        for (var i = 1; i < own.Length; i++)
        {
            if (string.CompareOrdinal(Folded(own[i]), Folded(first)) < 0)
            {
                first = own[i];
            }
        }

        return values.Global(leaf!.Ord, first - column.First);
    }

    private string Folded(int number) => column!.Folded(number - column.First);
}
