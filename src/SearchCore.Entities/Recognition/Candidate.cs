using SearchCore.Entities.Gazetteers;

namespace SearchCore.Entities.Recognition;

/// <summary>Words that may name an entity, on their way through the steps of recognition.</summary>
internal struct Candidate
{
    /// <summary>The first word.</summary>
    public int First;

    /// <summary>The word after the last one.</summary>
    public int End;

    /// <summary>The word after the name that facets show: that of a company without its legal form.</summary>
    public int Body;

    /// <summary>The gazetteer's entry for exactly these words, or null.</summary>
    public Entry? Entry;

    /// <summary>What is seen in and around the words.</summary>
    public Features Features;
    public Verdict Verdict;

    /// <summary>By how much the verdict won over the next best; in points.</summary>
    public short Margin;

    /// <summary>
    /// The name that the document gives the words, or null: of the person they lean on, of the organization they abbreviate.
    /// </summary>
    public string? Name;

    /// <summary>How many words there are.</summary>
    public readonly int Length => End - First;

    public readonly bool Has(Features feature) => (Features & feature) != 0;
}
