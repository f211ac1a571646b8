using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Mapping;
using SearchCore.Formats.Records;

namespace SearchCore.Formats.Parquet;

/// <summary>Parquet: a table by columns, of which a row is an article. Reads one group of rows at a time.</summary>
/// <param name="mapping">What is stated about its columns.</param>
/// <param name="survey">Takes note of what is met; null for nobody.</param>
internal sealed class ParquetFormat(ArticleMapping mapping, MappingSurvey? survey = null) : IArticleFormat, IIdentifiedFormat
{
    public string Identity { get; } = mapping.Identity;

    public string Name => "parquet";

    public string Description => "Parquet";

    public FormatMatch Recognize(InputHead head) =>
        head.Failure is null && head.Text.StartsWith("PAR1"u8) ? FormatMatch.Content : FormatMatch.None;

    public IArticleSource Open(ArticleInput input, ReadingOptions options) =>
        new RecordsSource(this, input, options, bytes => MappedRecord.Guessed(Cut(bytes, input, options)));

    private IEnumerable<RawRecord> Cut(ByteInput bytes, ArticleInput input, ReadingOptions options)
    {
        using var file = new BoundedStream(SeekableFile.Of(input, bytes));
        using var table = new ParquetTable(file, input.Name, mapping);
        var by = RecordMapping.Of(mapping, survey, options);
        var number = 0L;
        for (var group = 0; group < table.Groups; group++)
        {
            foreach (var (cells, size) in table.Rows(group))
            {
                number++;
                var id = $"{input.Id}#{number}";
                yield return size > options.MaxRecordBytes
                    ? RawRecord.Of(
                        ParsedRecord.Rejected(RejectCodes.TooLong, $"the row has {size:N0} characters", id), 0, number, size)
                    : new Row(table, cells, id, by, number, size);
            }
        }
    }

    private sealed record Row(
        ParquetTable Table, IReadOnlyList<string>?[] Cells, string Id, RecordMapping Mapping, long Number, long Size)
        : MappedRecord(Id, Mapping, 0, Number, Size)
    {
        public override RecordMembers Members() => new ParquetMembers(Table.Columns, Cells);

        public override ParsedRecord Parse()
        {
            var parsed = ArticleMapper.Map(Members(), Id, Mapping);
            return Table.Unread.Count == 0 ? parsed
                : parsed with
                {
                    Notices =
                    [
                        .. parsed.Notices,
                        .. Table.Unread.Select(c => new RecordNotice(
                            ArticleNoticeKind.MemberDropped, $"the column {c} is of a kind that is not read", c)),
                    ],
                };
        }
    }
}
