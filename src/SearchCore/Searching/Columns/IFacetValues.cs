namespace SearchCore.Searching.Columns;

/// <summary>The values of one kind of facet, numbered from 0 in the order of their code points.</summary>
internal interface IFacetValues
{
    /// <summary>How many there are.</summary>
    int Size { get; }

    /// <summary>A value as it is shown.</summary>
    string Value(int number);

    /// <summary>A value as it is compared.</summary>
    string Folded(int number);
}
