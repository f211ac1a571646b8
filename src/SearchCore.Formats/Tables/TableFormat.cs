using nietras.SeparatedValues;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Mapping;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Tables;

/// <summary>Tables as CSV, TSV or with semicolons, told by a first line of columns that articles have.</summary>
/// <param name="mapping">What is stated about its columns.</param>
/// <param name="survey">Takes note of what is met; null for nobody.</param>
internal sealed class TableFormat(ArticleMapping mapping, MappingSurvey? survey = null) : IArticleFormat, IIdentifiedFormat
{
    public string Identity { get; } = mapping.Identity;

    private const int Head = 64 * 1024;

    /// <inheritdoc/>
    public string Name => "csv";

    /// <inheritdoc/>
    public string Description => "CSV";

    /// <inheritdoc/>
    public FormatMatch Recognize(InputHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        if (head.Failure is not null || head.Text.IsEmpty || head.Text[0] is (byte)'{' or (byte)'[' or (byte)'<'
            || head.Text.Contains((byte)0))
        {
            return FormatMatch.None;
        }

        var table = TableHead.Of(head.Text);
        return table is not null && (table.HasArticles || (table.Rows > 0 && table.HasAny(mapping))) ? FormatMatch.Content
            : table is not null && head.Extension is ".csv" or ".tsv" ? FormatMatch.Name
            : FormatMatch.None;
    }

    /// <inheritdoc/>
    public IArticleSource Open(ArticleInput input, ReadingOptions options)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(options);
        return new RecordsSource(this, input, options, bytes => MappedRecord.Guessed(Cut(bytes, input, options)));
    }

    private IEnumerable<RawRecord> Cut(ByteInput bytes, ArticleInput input, ReadingOptions options)
    {
        var head = bytes.Peek(Head);
        var table = TableHead.Of(head)
            ?? throw new ArticleSourceException(input.Name, 0, "its first line names no columns: id, title, body, published …");
        using var text = new GuessedReader(bytes);
        using var reader = Sep.New(table.Separator).Reader(o => o with
        {
            Unescape = true,
            DisableColCountCheck = true,
            DisableQuotesParsing = false,

            // Columns without a name, and two of one name, are no fault.
            HasHeader = false,
        }).From(text);
        var by = RecordMapping.Of(mapping, survey, options);
        var (number, bytesSoFar) = (0L, bytes.Offset);
        var heads = table.Rows;
        foreach (var row in reader)
        {
            if (heads-- > 0)
            {
                bytesSoFar += row.Span.Length;
                continue;
            }

            number++;
            var cells = new string[row.ColCount];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = row[i].ToString();
            }

            var size = row.Span.Length;
            yield return size > options.MaxRecordBytes
                ? RawRecord.Of(
                    ParsedRecord.Rejected(RejectCodes.TooLong, $"the row has {size:N0} characters", row.Span[..200].ToString()),
                    bytesSoFar, row.LineNumberFrom, size)
                : new Row(
                    table, cells, $"{input.Id}#{number}", by, bytesSoFar, row.LineNumberFrom, size);
            bytesSoFar += size;
        }
    }

    private sealed record Row(
        TableHead Table, string[] Cells, string Id, RecordMapping Mapping, long Offset, long Line, long Bytes)
        : MappedRecord(Id, Mapping, Offset, Line, Bytes)
    {
        public override RecordMembers Members() => new RowMembers(Table.Columns, [.. Cells.Select(MixedText.Plain)]);

        public override ParsedRecord Parse()
        {
            var (cells, repairs) = MixedText.Settle(Cells);
            var parsed = ArticleMapper.Map(new RowMembers(Table.Columns, cells), Id, Mapping);
            List<RecordNotice> notices = [.. parsed.Notices, .. repairs];
            var beyond = cells.Skip(Table.Columns.Count).Where(c => c.Length > 0).ToList();
            if (beyond.Count > 0)
            {
                notices.Add(new(
                    ArticleNoticeKind.MemberDropped, $"{beyond.Count} cells beyond the columns that the first line names", "",
                    OneLine.Of(string.Join("; ", beyond))));
            }

            return parsed with { Notices = notices };
        }
    }
}
