using Lucene.Net.Index;

using SearchCore.Schema;

namespace SearchCore.Indexing.Segments;

/// <summary>A field of a segment that has terms.</summary>
internal interface ISegmentField
{
    /// <summary>What it is.</summary>
    FieldDefinition Definition { get; }

    /// <summary>Whether any article has the field, be it without a term.</summary>
    bool IsPresent { get; }

    /// <summary>Whether any article has a term in it.</summary>
    bool HasTerms { get; }

    /// <summary>Writes its postings and terms.</summary>
    void Write(FieldInfo field, Inverter inverter, PostingsEncoder postings, TermDictionary dictionary);
}
