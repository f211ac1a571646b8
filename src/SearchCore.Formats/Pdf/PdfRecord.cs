using SearchCore.Articles;
using SearchCore.Formats.Clipped;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

using UglyToad.PdfPig.Exceptions;

namespace SearchCore.Formats.Pdf;

/// <summary>
/// A PDF. Read on a thread of its own, with room for what nests and within a time: a file that runs away rejects itself and nothing else.
/// </summary>
/// <param name="File">Its bytes.</param>
/// <param name="Id">The article's id.</param>
/// <param name="Dates">Reads its date.</param>
internal sealed record PdfRecord(byte[] File, string Id, ArticleDateReader Dates) : RawRecord(0, 0, File.Length)
{
    private const int Stack = 32 * 1024 * 1024;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public override ParsedRecord Parse()
    {
        PdfText? text = null;
        Exception? failure = null;
        using var ending = new CancellationTokenSource();
        var cancellation = ending.Token;
        var reading = new Thread(
            () =>
            {
                try
                {
                    text = PdfText.Of(File, cancellation);
                }
                catch (Exception e)
                {
                    failure = e;
                }
            },
            Stack)
        {
            IsBackground = true,
            Name = "PDF",
        };
        reading.Start();
        if (!reading.Join(Longest))
        {
            // It stops at its next page or stream; until then it holds nothing that others wait for.
            ending.Cancel();
            return Rejected(RejectCodes.UnreadableFile, $"the PDF takes longer than {Longest.TotalSeconds:N0} seconds to read");
        }

        return failure switch
        {
            null => Article(text!),
            PdfDocumentEncryptedException => Rejected(
                RejectCodes.UnreadableFile, "the PDF is encrypted; save it without its password: qpdf --decrypt --password=… FILE OUT"),
            PdfLimitException => Rejected(RejectCodes.UnreadableFile, failure.Message),
            _ => Rejected(RejectCodes.UnreadableFile, $"the PDF is damaged: {failure.Message}"),
        };
    }

    private ParsedRecord Article(PdfText pdf)
    {
        if (pdf.Text.Length == 0)
        {
            return Rejected(
                RejectCodes.Empty,
                $"the PDF has no text: its {pdf.Pages:N0} pages are scans; recognize their text first: ocrmypdf FILE OUT");
        }

        var notices = new RecordNotices(Dates);
        if (pdf.PagesWithoutText > 0)
        {
            notices.Add(
                ArticleNoticeKind.TextOmitted, $"{pdf.PagesWithoutText:N0} of {pdf.Pages:N0} pages have no text: scans or pictures");
        }

        if (pdf.Furniture > 0)
        {
            notices.Add(ArticleNoticeKind.TextOmitted, $"headers and footers: {pdf.Furniture:N0} characters");
        }

        if (pdf.DamagedPages > 0)
        {
            notices.Add(ArticleNoticeKind.TextOmitted, $"{pdf.DamagedPages:N0} of {pdf.Pages:N0} pages cannot be read");
        }

        return ClippedText.Article(pdf.Text, pdf.Properties, Id, notices, isTitled: false);
    }

    private ParsedRecord Rejected(string code, string reason) => ParsedRecord.Rejected(code, reason, Id);
}
