using SearchCore.Analysis;
using SearchCore.Schema;

namespace SearchCore.Indexing.Segments;

/// <summary>The articles' addresses: two terms each, the site's and the address's (<see cref="AddressTerms"/>).</summary>
internal sealed class AddressField
{
    private readonly AddressTerms terms = new();

    /// <summary>The terms.</summary>
    public IndexedField Field { get; } = new(FieldTable.Url, new ByteKeys());

    /// <summary>The memory it holds.</summary>
    public long Bytes => Field.Terms.Bytes + Field.Log.Bytes;

    /// <summary>Adds the next article's; empty where it has none.</summary>
    public void Add(ReadOnlySpan<byte> address)
    {
        if (!address.IsEmpty)
        {
            terms.Read(address);
            Field.Log.Add(Field.Terms.Add(terms.Site));
            Field.Log.Add(Field.Terms.Add(terms.Address));
            Field.IsPresent = true;
        }

        Field.Log.EndDocument(hasTokens: !address.IsEmpty);
    }

    public void Clear()
    {
        Field.Clear();
        Field.Terms.Clear();
    }
}
