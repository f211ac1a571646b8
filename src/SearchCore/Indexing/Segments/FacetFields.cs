using System.Text;

using SearchCore.Analysis;
using SearchCore.Schema;

namespace SearchCore.Indexing.Segments;

/// <summary>
/// Facet values: <c>kind/Value</c> for the column, <c>kind/folded value</c> for the terms (<see cref="FacetTerm"/>). What a value folds to
/// is worked out once and remembered with it.
/// </summary>
internal sealed class FacetFields
{
    private readonly ByteKeys columns = new();
    private readonly TokenLog columnLog = new();
    private int[] termOf = new int[256];
    private byte[] key = new byte[256];

    /// <summary>The terms.</summary>
    public IndexedField Terms { get; } = new(FieldTable.Facet, new ByteKeys());

    /// <summary>The memory it holds.</summary>
    public long Bytes => columns.Bytes + columnLog.Bytes + Terms.Terms.Bytes + Terms.Log.Bytes + (termOf.Length * 4L);

    /// <summary>The memory of what is remembered from segment to segment.</summary>
    public long MemoBytes => columns.UsedBytes + Terms.Terms.UsedBytes;

    /// <summary>Adds a value to the current article.</summary>
    public void Add(ReadOnlySpan<byte> kind, ReadOnlySpan<byte> value)
    {
        if (key.Length < kind.Length + 1 + value.Length)
        {
            key = new byte[Capacity.For(kind.Length + 1 + value.Length)];
        }

        kind.CopyTo(key);
        key[kind.Length] = (byte)'/';
        value.CopyTo(key.AsSpan(kind.Length + 1));
        var known = columns.Count;
        var column = columns.Add(key.AsSpan(0, kind.Length + 1 + value.Length));
        if (column == known)
        {
            if (column == termOf.Length)
            {
                Array.Resize(ref termOf, Capacity.For(column + 1));
            }

            termOf[column] =
                Terms.Terms.Add(Encoding.UTF8.GetBytes(FacetTerm.Term(Encoding.UTF8.GetString(kind), Encoding.UTF8.GetString(value))));
        }

        columnLog.Add(column);
        Terms.Log.Add(termOf[column]);
        Terms.IsPresent = true;
    }

    /// <summary>Ends the current article.</summary>
    public void EndDocument()
    {
        var has = columnLog.Count > columnLog.Starts[^1];
        columnLog.EndDocument(has);
        Terms.Log.EndDocument(has);
    }

    /// <summary>The column of the segment.</summary>
    public FacetColumn Column() => new(columns, columnLog);

    /// <summary>Empties it; values stay remembered.</summary>
    public void Clear()
    {
        columnLog.Clear();
        Terms.Clear();
    }

    /// <summary>Forgets the values as well.</summary>
    public void Forget()
    {
        Clear();
        columns.Clear();
        Terms.Terms.Clear();
    }
}
