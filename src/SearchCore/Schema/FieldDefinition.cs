using System.Text;

namespace SearchCore.Schema;

/// <summary>Which terms a field has.</summary>
internal enum FieldTerms
{
    None,

    /// <summary>Whole values.</summary>
    Exact,

    /// <summary>An address and its site (<see cref="AddressTerms"/>).</summary>
    Address,

    /// <summary>Dates at several precisions (<see cref="PublishedTrie"/>).</summary>
    Dates,

    /// <summary>The words of a text, with positions.</summary>
    Words,

    /// <summary>What begins at a word of a text, at that word's position (<see cref="TextMarks"/>).</summary>
    Marks,
}

/// <summary>Which column a field has.</summary>
internal enum FieldColumn
{
    None,

    /// <summary>A number an article, or none.</summary>
    Number,

    /// <summary>A set of values an article.</summary>
    Values,
}

/// <summary>A field of the index: all that writing, reading and querying need to know of it. Immutable.</summary>
/// <param name="Number">Its number in every segment, from 0.</param>
/// <param name="Name">Its name in the index.</param>
internal sealed record FieldDefinition(int Number, string Name)
{
    /// <summary>Its terms.</summary>
    public FieldTerms Terms { get; init; }

    /// <summary>Its column.</summary>
    public FieldColumn Column { get; init; }

    /// <summary>Whether its values are stored as they came.</summary>
    public bool IsStored { get; init; }

    /// <summary>Its own name in queries, to which the query language may add others; null where queries cannot name it.</summary>
    public string? QueryName { get; init; }

    /// <summary>The member of an article's JSON that it comes from; null where it comes from none of its own.</summary>
    public string? JsonName { get; init; }

    /// <summary>The kind of facet value that its values are; null for none.</summary>
    public string? FacetKind { get; init; }

    /// <summary>Whether its values are facet values that name their kind themselves: <c>kind/Name</c>.</summary>
    public bool NamesFacetKind { get; init; }

    /// <summary>Whether its postings hold frequencies and positions; otherwise they hold articles alone.</summary>
    public bool HasPositions => Terms is FieldTerms.Words or FieldTerms.Marks;

    /// <summary>Whether the number of its words is kept as a norm for each article that has the field.</summary>
    public bool HasNorms => Terms == FieldTerms.Words;

    /// <summary>The field in words, as an index's commit has it (<see cref="IndexSchema.Text"/>).</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Name).Append(':');
        Add(Terms switch
        {
            FieldTerms.None => null,
            FieldTerms.Exact => "exact terms",
            FieldTerms.Address => "address terms",
            FieldTerms.Dates => "date terms",
            FieldTerms.Words => "words with positions and norms",
            _ => "marks with positions",
        });
        Add(Column switch { FieldColumn.None => null, FieldColumn.Number => "number column", _ => "value column" });
        Add(IsStored ? "stored" : null);
        Add(FacetKind is null ? null : "facet " + FacetKind);
        Add(NamesFacetKind ? "facet of the kind it names" : null);
        return text.ToString(0, text.Length - 1);

        void Add(string? property) => text.Append(property is null ? string.Empty : " " + property + ",");
    }
}
