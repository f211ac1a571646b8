using System.Text;
using System.Text.RegularExpressions;

using MimeKit;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Mail;

/// <summary>Mail: a message (.eml), or a mailbox of any number (mbox), one article a message. Attachments are named and left out.</summary>
internal sealed partial class MailFormat : IArticleFormat
{
    private const int MostDepth = 32;

    public string Name => "mail";

    public string Description => "mail";

    public FormatMatch Recognize(InputHead head)
    {
        var text = head.Failure is null ? Encoding.Latin1.GetString(head.Text[..Math.Min(head.Text.Length, 2048)]) : string.Empty;
        return Mailbox().IsMatch(text) || Message().IsMatch(text) ? FormatMatch.Content : FormatMatch.None;
    }

    public IArticleSource Open(ArticleInput input, ReadingOptions options) =>
        new RecordsSource(input, options, bytes => Cut(bytes, input, options));

    private static IEnumerable<RawRecord> Cut(ByteInput bytes, ArticleInput input, ReadingOptions options)
    {
        var isMailbox = bytes.Peek(5).StartsWith("From "u8);
        var dates = new ArticleDateReader(options.Dates);
        var parser = new MimeParser(
            new ParserOptions { MaxMimeDepth = MostDepth }, new InputStream(bytes), isMailbox ? MimeFormat.Mbox : MimeFormat.Entity);
        for (var number = 1; !parser.IsEndOfStream; number++)
        {
            var begin = parser.Position;
            using var message = parser.ParseMessage();
            var id = isMailbox ? $"{input.Id}#{number}" : input.Id;
            yield return RawRecord.Of(Article(message, id, isMailbox, dates), begin, 0, parser.Position - begin);
        }
    }

    private static ParsedRecord Article(MimeMessage message, string fallbackId, bool isMailbox, ArticleDateReader dates)
    {
        var notices = new RecordNotices(dates);
        foreach (var attachment in message.Attachments)
        {
            var name = attachment.ContentDisposition?.FileName ?? attachment.ContentType.MimeType;
            notices.Add(ArticleNoticeKind.MemberDropped, $"attachment {name}");
        }

        var body = message.TextBody is { } plain && !string.IsNullOrWhiteSpace(plain) ? plain.Trim()
            : message.HtmlBody is { } html ? HtmlText.Of(html) : null;
        return new()
        {
            Notices = notices.All,
            Article = new()
            {
                Id = message.MessageId is { Length: > 0 } id ? id : fallbackId,
                Title = string.IsNullOrWhiteSpace(message.Subject) ? null : HtmlText.LineOf(message.Subject),
                Body = body is not null && isMailbox ? Quoted().Replace(body, "$1") : body,
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

    [GeneratedRegex(@"^From \S+ .*\d{4}.*\r?\n(?:[A-Za-z-]+:|>)", RegexOptions.CultureInvariant)]
    private static partial Regex Mailbox();

    [GeneratedRegex(
        @"^(?:(?:From|To|Cc|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|X-[A-Za-z-]+|DKIM-Signature|"
            + @"Content-Type|Reply-To|Sender|Content-Transfer-Encoding|List-[A-Za-z-]+):[^\n]*\n(?:[ \t][^\n]*\n)*){4,}",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Message();
}
