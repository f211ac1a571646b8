using SearchCore.Analysis;
using SearchCore.Schema;

namespace SearchCore.Indexing.Segments;

/// <summary>The articles' ids, and which article of an id counts: the one latest in input order.</summary>
internal sealed class IdField
{
    private readonly List<int> current = [];
    private readonly List<int> superseded = [];

    /// <summary>The ids as terms.</summary>
    public IndexedField Field { get; } = new(FieldTable.Id, new ByteKeys());

    /// <summary>Articles that another one with their id supersedes, in no order.</summary>
    public IReadOnlyList<int> Superseded => superseded;

    /// <summary>For each article the number of its id.</summary>
    public NumericColumn Hashes { get; } = new();

    /// <summary>The memory it holds.</summary>
    public long Bytes => Field.Terms.Bytes + Field.Log.Bytes + (current.Capacity * 4L) + Hashes.Bytes;

    /// <summary>Adds the next article.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="sequences">The articles' places in input order, this one's included.</param>
    public void Add(ReadOnlySpan<byte> id, NumericColumn sequences)
    {
        var document = Field.Log.Documents;
        var number = Field.Terms.Add(id);
        Field.Log.Add(number);
        Field.Log.EndDocument(hasTokens: true);
        Field.IsPresent = true;
        Hashes.Add((long)IdHash.Of(id));
        if (number == current.Count)
        {
            current.Add(document);
        }
        else if (sequences[current[number]] <= sequences[document])
        {
            superseded.Add(current[number]);
            current[number] = document;
        }
        else
        {
            superseded.Add(document);
        }
    }

    public void Clear()
    {
        Field.Clear();
        Field.Terms.Clear();
        Hashes.Clear();
        current.Clear();
        superseded.Clear();
    }
}
