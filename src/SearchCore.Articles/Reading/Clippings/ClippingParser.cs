using System.Text;

namespace SearchCore.Articles.Reading.Clippings;

/// <summary>Plain text as it comes off a page or a scanner → an article: title, date, authors and links found, the text made running.</summary>
/// <remarks>
/// <para>
/// Pure, and never throws for any content; time and memory grow in proportion to the text. The rules go by the look of lines, not by any
/// one paper's habits; docs/clippings.md describes them.
/// </para>
/// <para>
/// What goes where: <see cref="Article.Title"/>, <see cref="Article.Published"/> and <see cref="Article.Authors"/> from the head (the date also from
/// the last lines). <see cref="Article.Body"/> is everything that somebody wrote, letterheads included, paragraphs apart by an empty line. Members: <c>links</c>, the
/// bare addresses and those of HTML links, one a line; <c>photo</c>, captions and credits; <c>related</c>, pointers to other articles; <c>furniture</c>,
/// page numbers, fax headers and paths of links. <see cref="Article.Url"/> is set only by an address that says that it is the article's own: it stands in
/// a line of its own above the text, or its path repeats three words of the title. An address in the middle of a text is what the text cites.
/// </para>
/// </remarks>
public static class ClippingParser
{
    private const int MaxDetail = 200;

    /// <summary>Reads a clipping from a file's bytes: with a byte order mark as that says, else as UTF-8, else as Windows-1252 (with a notice).</summary>
    /// <param name="bytes">The whole file, at most <see cref="ArticleLimits.MaxRecordBytes"/>; a longer one is rejected.</param>
    /// <param name="id">The article's id, within <see cref="ArticleLimits.MaxIdBytes"/>.</param>
    public static ClippingResult Parse(ReadOnlySpan<byte> bytes, string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (bytes.Length > ArticleLimits.MaxRecordBytes)
            return ClippingResult.Rejected(RejectCodes.TooLong, $"the text has {bytes.Length} bytes; the most is {ArticleLimits.MaxRecordBytes}");
        var text = ClippingText.Decode(bytes, out var repair);
        return Parse(text, id, repair);
    }

    /// <summary>Reads a clipping from text that is decoded already.</summary>
    public static ClippingResult Parse(string text, string id)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrEmpty(id);
        return Parse(text, id, repair: null);
    }

    private static ClippingResult Parse(string text, string id, string? repair)
    {
        if (Encoding.UTF8.GetByteCount(id) > ArticleLimits.MaxIdBytes)
            return ClippingResult.Rejected(RejectCodes.IdTooLong, $"the id has more than {ArticleLimits.MaxIdBytes} bytes");
        if (id.Contains('\0', StringComparison.Ordinal))
            return ClippingResult.Rejected(RejectCodes.BadId, "the id holds a NUL");
        var notices = new List<ClippingNotice>();
        if (repair is not null)
            notices.Add(new ClippingNotice(ArticleNoticeKind.TextRepaired, repair));
        var links = new List<string>();
        text = CharacterCleaning.Clean(Mojibake.Repair(text), out var damaged);
        text = Ligatures.Repair(text);
        var hidden = 0;
        var stripped = MarkupStripper.Strip(text, links);
        if (!ReferenceEquals(stripped, text))
            text = CharacterCleaning.Clean(stripped, out hidden);
        if (damaged + hidden > 0)
            notices.Add(new ClippingNotice(ArticleNoticeKind.TextRepaired, $"{damaged + hidden} NULs or lone surrogates"));
        if (string.IsNullOrWhiteSpace(text))
            return ClippingResult.Rejected(RejectCodes.Empty, "the text is empty or nothing but blanks and markup");

        var article = Assemble(text, id, links, notices);
        if (Encoding.UTF8.GetByteCount(article.Body ?? "") > ArticleLimits.MaxBodyBytes)
            return ClippingResult.Rejected(RejectCodes.BodyTooLong, $"the body is over {ArticleLimits.MaxBodyBytes} bytes");
        return new ClippingResult { Article = article, Notices = notices };
    }

    private static Article Assemble(string text, string id, List<string> links, List<ClippingNotice> notices)
    {
        var layout = ClippingLayout.Of(text);
        var paragraphs = layout.Paragraphs;
        var head = new ClippingHead(paragraphs);
        var authors = new List<string>();
        var bylines = new List<int>();
        head.CollectAuthors(authors, bylines);

        var title = head.TitleParagraph < 0 ? null : paragraphs[head.TitleParagraph].ToLine();
        var body = new StringBuilder(text.Length);
        var photo = new StringBuilder();
        var related = new StringBuilder();
        var furniture = new StringBuilder();
        var topAddresses = new List<string>();
        for (var i = 0; i < paragraphs.Count; i++)
        {
            var paragraph = paragraphs[i];
            foreach (var line in paragraph.Lines)
                Addresses.Collect(line, links);
            switch (paragraph.Kind)
            {
                case LineKind.Photo:
                    AppendPiece(photo, paragraph, "\n");
                    break;
                case LineKind.Related:
                    AppendPiece(related, paragraph, "\n");
                    break;
                case LineKind.Page:
                    AppendPiece(furniture, paragraph, "\n");
                    break;
                case LineKind.Address:
                    if (i < head.BodyStart)
                        Addresses.Collect(paragraph.Lines[0], topAddresses);
                    break;
                default:
                    var taken = i == head.TitleParagraph || i == head.DateParagraph || bylines.Contains(i)
                        || (i < head.BodyStart && title is not null && paragraph.ToLine().Equals(title, StringComparison.OrdinalIgnoreCase));
                    if (!taken)
                        AppendBody(body, paragraph, layout);
                    break;
            }
        }

        // A text of marks alone, or of a date: nothing is thrown away for looking odd.
        if (body.Length == 0 && title is null)
            body.Append(text.AsSpan().Trim());

        foreach (var date in head.UnreadableDates)
            notices.Add(new ClippingNotice(ArticleNoticeKind.DateUnreadable, Cut(date)));
        if (head.Published is { } published && published < ArticleDate.FromDay(1600, 1, 1))
            notices.Add(new ClippingNotice(ArticleNoticeKind.DateSuspicious, Cut(published.ToString())));
        var members = new List<ArticleMember>();
        AddMember(members, "links", JoinWithin(links, notices), notices);
        AddMember(members, "photo", photo.ToString(), notices);
        AddMember(members, "related", related.ToString(), notices);
        AddMember(members, "furniture", furniture.ToString(), notices);
        return new Article
        {
            Id = id,
            Title = title,
            Body = body.Length == 0 ? null : body.ToString(),
            Published = head.Published,
            Url = OwnAddress(topAddresses, links, title),
            Authors = authors,
            Members = members,
        };
    }

    private static void AppendBody(StringBuilder body, Paragraph paragraph, ClippingLayout layout)
    {
        if (body.Length > 0)
            body.Append("\n\n");
        paragraph.AppendTo(body, layout.Vocabulary, layout.Width * 3 / 5);
    }

    private static void AppendPiece(StringBuilder pieces, Paragraph paragraph, string between)
    {
        if (pieces.Length > 0)
            pieces.Append(between);
        paragraph.AppendTo(pieces, vocabulary: null, keepShortLines: 0);
    }

    /// <summary>The addresses one a line, as many as a member may hold.</summary>
    private static string JoinWithin(List<string> links, List<ClippingNotice> notices)
    {
        var joined = new StringBuilder();
        var kept = 0;
        for (var bytes = 0; kept < links.Count; kept++)
        {
            bytes += Encoding.UTF8.GetByteCount(links[kept]) + 1;
            if (bytes > ArticleLimits.MaxMemberBytes)
                break;
            joined.Append(kept > 0 ? "\n" : "").Append(links[kept]);
        }

        if (kept < links.Count || links.Count == Addresses.MaxLinks)
            notices.Add(new ClippingNotice(ArticleNoticeKind.MemberDropped, $"links: only the first {kept} are kept"));
        return joined.ToString();
    }

    private static void AddMember(List<ArticleMember> members, string name, string value, List<ClippingNotice> notices)
    {
        if (value.Length == 0)
            return;
        if (Encoding.UTF8.GetByteCount(value) <= ArticleLimits.MaxMemberBytes)
            members.Add(new ArticleMember(name, value));
        else
            notices.Add(new ClippingNotice(ArticleNoticeKind.MemberDropped, name));
    }

    private static string? OwnAddress(List<string> topAddresses, List<string> links, string? title)
    {
        foreach (var address in topAddresses)
        {
            if (Addresses.IsPage(address))
                return address;
        }

        if (title is null)
            return null;
        foreach (var address in links)
        {
            if (Addresses.IsPage(address) && Repeats(address, title))
                return address;
        }

        return null;
    }

    /// <summary>Whether most of the title's longer words, and at least three, stand in the address.</summary>
    private static bool Repeats(string address, string title)
    {
        int words = 0, seen = 0;
        foreach (var range in title.AsSpan().Split(' '))
        {
            var word = title.AsSpan()[range].Trim(",.:;!?'\"\u2019\u2018\u201C\u201D()");
            if (word.Length < 4)
                continue;
            words++;
            seen += address.AsSpan().Contains(word, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        }

        return seen >= 3 && seen * 3 >= words * 2;
    }

    private static string Cut(string text) => text.Length <= MaxDetail ? text : text[..MaxDetail];
}
