using Lucene.Net.Index;

namespace SearchCore.Indexing.Segments;

/// <summary>A field of a segment that has terms.</summary>
internal interface ISegmentField
{
    /// <summary>Its name.</summary>
    string Name { get; }

    /// <summary>Whether any article has the field, be it without a term.</summary>
    bool IsPresent { get; }

    /// <summary>Whether any article has a term in it.</summary>
    bool HasTerms { get; }

    /// <summary>Whether a norm is kept for each article.</summary>
    bool HasNorms { get; }

    /// <summary>What its postings hold.</summary>
    IndexOptions Options { get; }

    /// <summary>Writes its postings and terms.</summary>
    void Write(FieldInfo field, Inverter inverter, PostingsEncoder postings, TermDictionary dictionary);
}
