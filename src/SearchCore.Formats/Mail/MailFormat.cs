using System.Text;
using System.Text.RegularExpressions;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Records;

namespace SearchCore.Formats.Mail;

/// <summary>
/// Mail: a message (.eml, a posting of Usenet), or a mailbox of any number (mbox), one article a message. Attachments are named and
/// left out.
/// </summary>
internal sealed partial class MailFormat : IArticleFormat
{
    private static readonly string[] Essential = ["From", "Subject", "Newsgroups", "Received", "Message-ID"];
    private static readonly string[] Posted = ["Newsgroups", "Lines", "Message-ID", "Xref", "Path"];

    public string Name => "mail";

    public string Description => "mail";

    public FormatMatch Recognize(InputHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        if (head.Text is not [>= (byte)'A' and <= (byte)'z', ..])
        {
            return FormatMatch.None;
        }

        var text = head.Failure is null ? Encoding.Latin1.GetString(head.Text[..Math.Min(head.Text.Length, 2048)]) : string.Empty;
        return Mailbox().IsMatch(text) || IsMessage(text) ? FormatMatch.Content : FormatMatch.None;
    }

    public IArticleSource Open(ArticleInput input, ReadingOptions options) =>
        new RecordsSource(this, input, options, bytes => Cut(bytes, input, options));

    private static IEnumerable<RawRecord> Cut(ByteInput bytes, ArticleInput input, ReadingOptions options)
    {
        // The library asks the framework for encodings by their names.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var isMailbox = bytes.Peek(5).StartsWith("From "u8);
        var dates = new ArticleDateReader(options.Dates);
        var number = 0;
        foreach (var cut in new MailCutter(bytes, options.MaxRecordBytes, isMailbox).Messages())
        {
            number++;
            var id = isMailbox ? $"{input.Id}#{number}" : input.Id;
            yield return cut.IsTooLong
                ? RawRecord.Of(
                    ParsedRecord.Rejected(RejectCodes.TooLong, $"the message has {cut.Length:N0} bytes", id),
                    cut.Offset, cut.Line, cut.Length)
                : new MailMessage(cut.Bytes, id, isMailbox, dates, cut.Offset, cut.Line);
        }
    }

    [GeneratedRegex(@"^From \S+ .*\d{4}.*\r?\n(?:[A-Za-z-]+:|>)", RegexOptions.CultureInvariant)]
    private static partial Regex Mailbox();

    // A letter typed as From, To, Date is prose; what programs alone write is not, and one such line is enough then.
    private static bool IsMessage(string text)
    {
        var names = Headers().Match(text).Groups["name"].Captures.Select(c => c.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return names.Overlaps(Essential) && names.Count >= (names.Overlaps(Posted) ? 3 : 4);
    }

    [GeneratedRegex(
        @"^(?:(?<name>From|To|Cc|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|X-[A-Za-z-]+|DKIM-Signature|"
            + @"Content-Type|Reply-To|Sender|Content-Transfer-Encoding|List-[A-Za-z-]+|In-Reply-To|References|Newsgroups|Path|Xref|"
            + @"Lines|Organization|Followup-To|Distribution|Approved|Expires|Keywords|Summary|Control|Supersedes|NNTP-[A-Za-z-]+|"
            + @"Article-I\.D\.|User-Agent):[^\n]*\n(?:[ \t][^\n]*\n)*)+",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Headers();
}
