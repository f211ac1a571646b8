using System.Text;
using System.Text.RegularExpressions;

using MimeKit;

using SearchCore.Articles;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Mail;

/// <summary>A message that was cut out of an input.</summary>
/// <param name="Message">Its bytes.</param>
/// <param name="Id">The article's id where the message has none.</param>
/// <param name="IsOfMailbox">Whether lines that would begin a message are quoted in it.</param>
/// <param name="Dates">Reads its date.</param>
/// <param name="Offset">Its first byte in the input.</param>
/// <param name="Line">Its first line.</param>
internal sealed partial record MailMessage(
    byte[] Message, string Id, bool IsOfMailbox, ArticleDateReader Dates, long Offset, long Line) : RawRecord(Offset, Line, Message.Length)
{
    private const int MostDepth = 32;

    public override ParsedRecord Parse()
    {
        using var bytes = new MemoryStream(Message, writable: false);
        try
        {
            using var message = MimeMessage.Load(new ParserOptions { MaxMimeDepth = MostDepth }, bytes, persistent: true);
            return Article(message);
        }
        catch (FormatException)
        {
            return ParsedRecord.Rejected(
                RejectCodes.UnreadableRecord, "the message has no header",
                Encoding.Latin1.GetString(Message.AsSpan(0, Math.Min(Message.Length, 200))));
        }
    }

    private ParsedRecord Article(MimeMessage message)
    {
        var notices = new RecordNotices(Dates);
        foreach (var attachment in message.Attachments)
        {
            var name = attachment.ContentDisposition?.FileName ?? attachment.ContentType.MimeType;
            notices.Add(ArticleNoticeKind.TextOmitted, $"attachment {name}");
        }

        var body = message.TextBody is { } plain && !string.IsNullOrWhiteSpace(plain) ? plain.Trim()
            : message.HtmlBody is { } html ? HtmlText.Of(html) : null;
        body = body is null ? null : TextEncodings.WithoutControls(body);
        return new()
        {
            Notices = notices.All,
            Article = new()
            {
                Id = message.MessageId is { Length: > 0 } id ? id : Id,
                Title = string.IsNullOrWhiteSpace(message.Subject) ? null : HtmlText.LineOf(TextEncodings.WithoutControls(message.Subject)),
                Body = body is not null && IsOfMailbox ? Quoted().Replace(body, "$1") : body,
                Published = notices.First(("Date", message.Headers[HeaderId.Date])),
                Source = message.Headers[HeaderId.ListId] ?? message.Headers[HeaderId.Newsgroups],
                Authors =
                [
                    .. message.From.Mailboxes.Select(m => string.IsNullOrWhiteSpace(m.Name) ? m.Address : m.Name)
                        .Where(a => a is { Length: > 0 }),
                ],
            },
        };
    }

    // A mailbox quotes lines that would begin a message.
    [GeneratedRegex(@"^>(>*From )", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Quoted();
}
