using SearchCore.Articles.Reading;
using SearchCore.Formats.Records;

namespace SearchCore.Formats.Pdf;

/// <summary>PDF with text, an article a file.</summary>
internal sealed class PdfFormat : IArticleFormat
{
    public string Name => "pdf";

    public string Description => "PDF";

    public FormatMatch Recognize(InputHead head) =>
        head.Failure is null && head.Text[..Math.Min(head.Text.Length, 1024)].IndexOf("%PDF-"u8) is 0 or 1 or 2 or 3
            ? FormatMatch.Content : FormatMatch.None;

    public IArticleSource Open(ArticleInput input, ReadingOptions options) =>
        new RecordsSource(this, input, options, bytes => [Read(bytes, input, options)]);

    private static RawRecord Read(ByteInput bytes, ArticleInput input, ReadingOptions options) =>
        WholeInput.Read(bytes, options.MaxRecordBytes, "PDF", input.Name, file => new PdfRecord(file, input.Id, new(options.Dates)));
}
