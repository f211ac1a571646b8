using System.Xml.Linq;

using SearchCore.Formats.Records;

namespace SearchCore.Formats.Xml;

/// <summary>The records of one document of XML, as they are met. For one input, on one thread.</summary>
internal abstract class XmlRecords
{
    /// <summary>Sees an element that is no record: what the document says of itself. May take it.</summary>
    /// <param name="document">The document, which stands at the element.</param>
    /// <param name="records">How many records came before.</param>
    public virtual void Pass(XmlElements document, int records)
    {
    }

    /// <summary>Sees an element in a record that has ended, and may take away what is not needed.</summary>
    /// <returns>How many characters were taken away.</returns>
    public virtual long Closed(XElement element) => 0;

    /// <summary>Makes ready what is parsed later, on any thread.</summary>
    /// <param name="record">The record.</param>
    /// <param name="number">Its number, from 1.</param>
    public abstract Func<ParsedRecord> Take(XElement record, int number);

    /// <summary>Something that is no article by its kind, or a version that a later one stands for.</summary>
    protected static Func<ParsedRecord> PassedOver(string what, string? id) => () => ParsedRecord.PassedOver(what, id);

    /// <summary>A record that is no article.</summary>
    protected static Func<ParsedRecord> Rejected(string code, string reason, string? excerpt) =>
        () => ParsedRecord.Rejected(code, reason, excerpt ?? string.Empty);
}
