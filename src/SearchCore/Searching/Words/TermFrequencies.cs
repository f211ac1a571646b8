using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Schema;

namespace SearchCore.Searching.Words;

/// <summary>
/// In how many articles a term of the text stands: in the title, and in the body. Deleted articles count. For one thread.
/// </summary>
internal sealed class TermFrequencies
{
    private readonly List<(TermsEnum? Title, TermsEnum? Body)> segments;
    private readonly BytesRef sought = new(64);

    public TermFrequencies(IndexReader reader) =>
        segments = [.. reader.Leaves.Select(leaf => (Terms(leaf, FieldNames.Title), Terms(leaf, FieldNames.Body)))];

    public (long Titles, long Bodies) Of(ReadOnlySpan<byte> term)
    {
        if (sought.Bytes.Length < term.Length)
        {
            sought.Bytes = new byte[term.Length];
        }

        term.CopyTo(sought.Bytes);
        (sought.Offset, sought.Length) = (0, term.Length);
        var (titles, bodies) = (0L, 0L);
        foreach (var (title, body) in segments)
        {
            titles += Frequency(title);
            bodies += Frequency(body);
        }

        return (titles, bodies);
    }

    private static TermsEnum? Terms(AtomicReaderContext leaf, string field) => leaf.AtomicReader.GetTerms(field)?.GetEnumerator();

    private int Frequency(TermsEnum? terms) => terms?.SeekExact(sought) == true ? terms.DocFreq : 0;
}
