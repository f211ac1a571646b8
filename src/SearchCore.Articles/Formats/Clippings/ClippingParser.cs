using System.Text;

namespace SearchCore.Articles.Formats.Clippings;

/// <summary>
/// Plain text as it comes off a page or a scanner → an article: title, date, authors and links found, the text made running.
/// </summary>
/// <remarks>
/// <para>
/// Pure, and never throws for any content; time and memory grow in proportion to the text. The rules go by the look of lines, not by any
/// one paper's habits; docs/clippings.md describes them.
/// </para>
/// <para>
/// What goes where: <see cref="Article.Title"/>, <see cref="Article.Published"/> and <see cref="Article.Authors"/> from the head (the date
/// also from the last lines). <see cref="Article.Body"/> is everything that somebody wrote, letterheads included, paragraphs apart by an
/// empty line. Members: <c>links</c>, the bare addresses and those of HTML links, one a line; <c>photo</c>, captions and credits;
/// <c>related</c>, pointers to other articles; <c>furniture</c>, page numbers, fax headers and paths of links. <see cref="Article.Url"/> is
/// set only by an address that says that it is the article's own: it stands in a line of its own above the text, or its path repeats three
/// words of the title. An address in the middle of a text is what the text cites.
/// </para>
/// </remarks>
public static class ClippingParser
{
    /// <summary>
    /// Reads a clipping from a file's bytes: with a byte order mark as that says, else as UTF-8, else as Windows-1252 (with a
    /// notice).
    /// </summary>
    /// <param name="bytes">The whole file, at most <see cref="ArticleLimits.MaxRecordBytes"/>; a longer one is rejected.</param>
    /// <param name="id">The article's id.</param>
    public static ClippingResult Parse(ReadOnlySpan<byte> bytes, string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var (buffer, report) = (new ArticleBuffer(), new ArticleReport());
        var article = Read(bytes, id, buffer, ArticleDate.MaxUnixSeconds, report);
        return ClippingResult.Of(article, buffer, report);
    }

    /// <summary>Reads a clipping from text that is decoded already.</summary>
    public static ClippingResult Parse(string text, string id)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(id);
        var (buffer, report) = (new ArticleBuffer(), new ArticleReport());
        var article = Read(text, id, buffer, ArticleDate.MaxUnixSeconds, report);
        return ClippingResult.Of(article, buffer, report);
    }

    /// <summary>Reads a clipping into a buffer.</summary>
    /// <returns>The article as it was before the rules dropped or repaired anything; null where there is none, and the report
    /// says why.</returns>
    internal static Article? Read(ReadOnlySpan<byte> bytes, string id, ArticleBuffer buffer, long nowUnixSeconds, ArticleReport report)
    {
        if (bytes.Length > ArticleLimits.MaxRecordBytes)
        {
            report.Fail(RejectCodes.TooLong, $"the text is longer than {ArticleLimits.MaxRecordBytes} bytes");
            return null;
        }

        var text = ClippingText.Decode(bytes, out var repair);
        if (repair is not null)
        {
            report.Add(ArticleNoticeKind.TextRepaired, repair, "");
        }

        return Read(text, id, buffer, nowUnixSeconds, report);
    }

    private static Article? Read(string text, string id, ArticleBuffer buffer, long nowUnixSeconds, ArticleReport report)
    {
        var links = new List<string>();
        text = CharacterCleaning.Clean(Mojibake.Repair(text), out var damaged);
        text = Ligatures.Repair(text);
        var hidden = 0;
        var stripped = MarkupStripper.Strip(text, links);
        if (!ReferenceEquals(stripped, text))
        {
            text = CharacterCleaning.Clean(stripped, out hidden);
        }

        if (damaged + hidden > 0)
        {
            report.Add(ArticleNoticeKind.TextRepaired, $"{damaged + hidden} NULs or lone surrogates", "");
        }

        var article = string.IsNullOrWhiteSpace(text) ? new Article { Id = id } : Assemble(text, id, links, report);
        return ArticleRules.TrySet(buffer, article, nowUnixSeconds, report) ? article : null;
    }

    private static Article Assemble(string text, string id, List<string> links, ArticleReport report)
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
            {
                Addresses.Collect(line, links);
            }

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
                    {
                        Addresses.Collect(paragraph.Lines[0], topAddresses);
                    }

                    break;
                default:
                    var taken = i == head.TitleParagraph || i == head.DateParagraph || bylines.Contains(i)
                        || (i < head.BodyStart && title is not null
                        && paragraph.ToLine().Equals(title, StringComparison.OrdinalIgnoreCase));
                    if (!taken)
                    {
                        AppendBody(body, paragraph, layout);
                    }

                    break;
            }
        }

        // A text of marks alone, or of a date: nothing is thrown away for looking odd.
        if (body.Length == 0 && title is null)
        {
            body.Append(text.AsSpan().Trim());
        }

        foreach (var date in head.UnreadableDates)
        {
            report.Add(ArticleNoticeKind.DateUnreadable, date, "published", date);
        }

        var members = new List<ArticleMember>();
        AddMember(members, "links", JoinWithin(links, report));
        AddMember(members, "photo", photo.ToString());
        AddMember(members, "related", related.ToString());
        AddMember(members, "furniture", furniture.ToString());
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
        {
            body.Append("\n\n");
        }

        paragraph.AppendTo(body, layout.Vocabulary, layout.Width * 3 / 5);
    }

    private static void AppendPiece(StringBuilder pieces, Paragraph paragraph, string between)
    {
        if (pieces.Length > 0)
        {
            pieces.Append(between);
        }

        paragraph.AppendTo(pieces, vocabulary: null, keepShortLines: 0);
    }

    /// <summary>The addresses one a line, as many as a member may hold.</summary>
    private static string JoinWithin(List<string> links, ArticleReport report)
    {
        var joined = new StringBuilder();
        var kept = 0;
        for (var bytes = 0; kept < links.Count; kept++)
        {
            bytes += Encoding.UTF8.GetByteCount(links[kept]) + 1;
            if (bytes > ArticleLimits.MaxMemberBytes)
            {
                break;
            }

            joined.Append(kept > 0 ? "\n" : "").Append(links[kept]);
        }

        if (kept < links.Count || links.Count == Addresses.MaxLinks)
        {
            report.Add(ArticleNoticeKind.MemberDropped, $"links: only the first {kept} are kept", "links");
        }

        return joined.ToString();
    }

    private static void AddMember(List<ArticleMember> members, string name, string value)
    {
        if (value.Length > 0)
        {
            members.Add(new ArticleMember(name, value));
        }
    }

    private static string? OwnAddress(List<string> topAddresses, List<string> links, string? title)
    {
        foreach (var address in topAddresses)
        {
            if (Addresses.IsPage(address))
            {
                return address;
            }
        }

        if (title is null)
        {
            return null;
        }

        foreach (var address in links)
        {
            if (Addresses.IsPage(address) && Repeats(address, title))
            {
                return address;
            }
        }

        return null;
    }

    /// <summary>Whether most of the title's longer words, and at least three, stand in the address.</summary>
    private static bool Repeats(string address, string title)
    {
        var (words, seen) = (0, 0);
        foreach (var range in title.AsSpan().Split(' '))
        {
            var word = title.AsSpan()[range].Trim(",.:;!?'\"\u2019\u2018\u201C\u201D()");
            if (word.Length < 4)
            {
                continue;
            }

            words++;
            seen += address.AsSpan().Contains(word, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        }

        return seen >= 3 && seen * 3 >= words * 2;
    }
}
