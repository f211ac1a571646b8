using SearchCore.Articles;
using SearchCore.Formats.Records;

namespace SearchCore.Formats.Xml;

/// <summary>An element that was cut out of a document.</summary>
internal sealed record XmlRecord(Func<ParsedRecord> Make, IReadOnlyList<RecordNotice> Repairs, long Offset, long Bytes)
    : RawRecord(Offset, 0, Bytes)
{
    public override ParsedRecord Parse()
    {
        var parsed = Make();
        return Repairs.Count == 0 ? parsed : parsed with { Notices = [.. parsed.Notices, .. Repairs] };
    }
}
