using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Mapping;
using SearchCore.Formats.Records;

namespace SearchCore.Formats.Parquet;

/// <summary>Parquet: a table by columns, of which a row is an article. Reads one group of rows at a time.</summary>
internal sealed class ParquetFormat : IArticleFormat
{
    public string Name => "parquet";

    public string Description => "Parquet";

    public FormatMatch Recognize(InputHead head) =>
        head.Failure is null && head.Text.StartsWith("PAR1"u8) ? FormatMatch.Content : FormatMatch.None;

    public IArticleSource Open(ArticleInput input, ReadingOptions options) =>
        new RecordsSource(input, options, bytes => Cut(bytes, input, options));

    private static IEnumerable<RawRecord> Cut(ByteInput bytes, ArticleInput input, ReadingOptions options)
    {
        using var file = SeekableFile.Of(input, bytes);
        using var table = new ParquetTable(file, input.Name);
        var dates = new ArticleDateReader(options.Dates);
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
                    : new Row(table, cells, id, dates, number, size);
            }
        }
    }

    private sealed record Row(
        ParquetTable Table, IReadOnlyList<string>?[] Cells, string Id, ArticleDateReader Dates, long Number, long Size)
        : RawRecord(0, Number, Size)
    {
        public override ParsedRecord Parse()
        {
            var parsed = ArticleMapper.Map(new ParquetMembers(Table.Columns, Cells), Id, Dates);
            return Table.Unread.Count == 0 ? parsed
                : parsed with
                {
                    Notices =
                    [
                        .. parsed.Notices,
                        .. Table.Unread.Select(c => (ArticleNoticeKind.MemberDropped, $"the column {c} is of a kind that is not read")),
                    ],
                };
        }
    }
}
