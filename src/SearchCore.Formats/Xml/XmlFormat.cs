using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Records;

namespace SearchCore.Formats.Xml;

/// <summary>
/// A format of XML: told by the first element of its documents, its records are elements of certain names. They stream, whatever their
/// number, and are parsed where they are indexed.
/// </summary>
/// <param name="name">What it is called on a command line.</param>
/// <param name="description">What it is called in messages.</param>
/// <param name="roots">The local names of the elements that its documents begin with.</param>
/// <param name="records">The local names of its records.</param>
internal abstract class XmlFormat(string name, string description, string[] roots, string[] records) : IArticleFormat
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Description => description;

    /// <inheritdoc/>
    public FormatMatch Recognize(InputHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return XmlInput.RootOf(head) is { } root && roots.Contains(root) ? FormatMatch.Content : FormatMatch.None;
    }

    /// <inheritdoc/>
    public IArticleSource Open(ArticleInput input, ReadingOptions options)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(options);
        return new RecordsSource(this, input, options, bytes => Cut(bytes, input, options));
    }

    /// <summary>Begins a document.</summary>
    /// <param name="input">The input it is.</param>
    /// <param name="dates">Reads its dates.</param>
    protected abstract XmlRecords Begin(ArticleInput input, ArticleDateReader dates);

    private IEnumerable<RawRecord> Cut(ByteInput bytes, ArticleInput input, ReadingOptions options)
    {
        using var document = new XmlElements(bytes, options.MaxRecordBytes);
        var reading = Begin(input, new(options.Dates));
        var (number, begin) = (0, bytes.Offset);
        string? root = null;
        while (document.Next())
        {
            root ??= document.Name;
            if (!records.Contains(document.Name))
            {
                reading.Pass(document, number);
                continue;
            }

            var element = document.Name;
            var record = document.Take(reading.Closed);
            var size = bytes.Offset - begin;
            number++;
            yield return record is not null
                ? new XmlRecord(reading.Take(record, number), document.Repairs, begin, size)
                : RawRecord.Of(
                    ParsedRecord.Rejected(
                        RejectCodes.TooLong, $"the {element} has more than {options.MaxRecordBytes:N0} characters", $"{element} {number}"),
                    begin, 0, size);
            begin = bytes.Offset;
        }

        // A feed may have no items, a page has none because it is no feed.
        if (number == 0 && root is not null && !roots.Contains(root))
        {
            var reason = $"nothing of {Description} was found in it: it begins with <{root}>, not with <{string.Join("> or <", roots)}>. "
                + "Without --format what it is is told by its content";
            throw new ArticleSourceException(input.Name, 0, reason);
        }
    }
}
