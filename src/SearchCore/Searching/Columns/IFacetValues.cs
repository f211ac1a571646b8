namespace SearchCore.Searching.Columns;

/// <summary>
/// The values of one kind of facet, numbered from 0 in the order of their code points as they are shown. Values that fold together are one,
/// shown in its most frequent spelling.
/// </summary>
internal interface IFacetValues
{
    /// <summary>How many there are.</summary>
    int Size { get; }

    /// <summary>A value as it is shown.</summary>
    string Value(int number);

    /// <summary>A value as it is compared.</summary>
    string Folded(int number);

    /// <summary>The number of a value, of which is given how it is compared; -1 where it is none of them.</summary>
    int FindFolded(string folded);

    /// <summary>Whether articles spell a value in several ways.</summary>
    bool IsSpelledVariously(int number);

    /// <summary>The spellings of a value.</summary>
    IReadOnlyList<Spelling> Spellings(int number);
}
