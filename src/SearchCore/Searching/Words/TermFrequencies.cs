using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Schema;

namespace SearchCore.Searching.Words;

/// <summary>
/// In how many articles a term of the text stands: in the title or the body, whichever has it in more; an article that has it in both must
/// not count twice. Deleted articles count until they are merged away. For one thread.
/// </summary>
internal sealed class TermFrequencies
{
    private readonly List<(TermsEnum? Title, TermsEnum? Body)> segments;
    private readonly BytesRef sought = new(64);

    public TermFrequencies(IndexReader reader) =>
        segments = [.. reader.Leaves.Select(leaf => (Terms(leaf, FieldNames.Title), Terms(leaf, FieldNames.Body)))];

    public int Articles(ReadOnlySpan<byte> term)
    {
        if (sought.Bytes.Length < term.Length)
        {
            sought.Bytes = new byte[term.Length];
        }

        term.CopyTo(sought.Bytes);
        (sought.Offset, sought.Length) = (0, term.Length);
        var (titles, bodies) = (0, 0);
        foreach (var (title, body) in segments)
        {
            titles += Frequency(title);
            bodies += Frequency(body);
        }

        // Over all segments, not in each: how the index is cut must not count.
        return Math.Max(titles, bodies);
    }

    private static TermsEnum? Terms(AtomicReaderContext leaf, string field) => leaf.AtomicReader.GetTerms(field)?.GetEnumerator();

    private int Frequency(TermsEnum? terms) => terms?.SeekExact(sought) == true ? terms.DocFreq : 0;
}
