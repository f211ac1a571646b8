using System.Text;

using SearchCore.Articles;
using SearchCore.Articles.Reading;

namespace SearchCore.Formats.Tests;

/// <summary>Mail: messages and mailboxes.</summary>
public sealed class MailTests
{
    [Fact]
    public void A_message_is_an_article_and_its_attachments_are_named()
    {
        var read = Sample.Read(
            """
            From: Example Press <press@example.net>
            To: reader@example.net
            Subject: =?UTF-8?Q?Schleuse_=C3=B6ffnet?=
            Date: Tue, 7 May 2019 08:30:00 +0200
            Message-ID: <7@example.net>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="b"

            --b
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Das Tor ist ge=C3=B6ffnet.
            --b
            Content-Type: application/pdf
            Content-Disposition: attachment; filename="plan.pdf"

            xx
            --b--
            """, "a.eml");
        Assert.Equal("mail", read.Format);
        Assert.Equal(
            new Article
            {
                Id = "7@example.net",
                Title = "Schleuse öffnet",
                Body = "Das Tor ist geöffnet.",
                Published = new ArticleDate(1_557_210_600),
                Authors = ["Example Press"],
            },
            read.Only);
        Assert.Equal(
            (ArticleNoticeKind.TextOmitted, "attachment plan.pdf"), (Assert.Single(read.Notices).Kind, read.Notices[0].Detail));
    }

    [Fact]
    public void A_mailbox_gives_its_messages_and_lines_that_were_quoted_are_themselves()
    {
        var read = Sample.Read(
            """
            From x@example.net Tue May  7 06:30:00 2019
            From: x@example.net
            Subject: One

            First.
            >From the lock.

            From x@example.net Wed May  8 06:30:00 2019
            From: x@example.net
            Subject: Two
            Content-Type: text/html

            <p>Second.</p><p>Text.</p>

            """, "box");
        Assert.Equal(["One", "Two"], read.Articles.Select(a => a.Title));
        Assert.Equal(["First.\nFrom the lock.", "Second.\n\nText."], read.Articles.Select(a => a.Body));
        Assert.Equal(["box#1", "box#2"], read.Articles.Select(a => a.Id));
    }

    [Fact]
    public void A_message_that_is_too_long_is_rejected_and_the_others_are_read()
    {
        const string Box =
            """
            From x@example.net Tue May  7 06:30:00 2019
            Subject: One

            {0}

            From our correspondent in 2019, who is quoted here
            From x@example.net Wed May  8 06:30:00 2019

            From x@example.net Wed May  8 06:30:00 2019
            Subject: Two

            Second.

            """;
        var text = Box.Replace("{0}", new string('x', 200_000), StringComparison.Ordinal);
        var read = Sample.Read(Encoding.UTF8.GetBytes(text), "box", new ReadingOptions { MaxRecordBytes = 100_000 });
        Assert.Equal("Two", read.Only.Title);
        Assert.Equal(
            [(RejectCodes.TooLong, 1L)], read.Rejected.Where(r => r.Code == RejectCodes.TooLong).Select(r => (r.Code, r.Line)));
    }

    [Fact]
    public void A_message_without_a_header_takes_itself_alone()
    {
        var read = Sample.Read(
            Encoding.UTF8.GetBytes(
                $"From x@e.net Tue May  7 06:30:00 2019\nSubject: One\n\nFirst.\n\n"
                + $"From x@e.net Tue May  7 06:30:00 2019\n{new string('-', 100_000)}\n\n"
                + "From x@e.net Tue May  7 06:30:00 2019\nSubject: Three\n\nThird.\n"), "box");
        Assert.Equal(["One", "Three"], read.Articles.Select(a => a.Title));
    }

    [Theory]
    [InlineData("Newsgroups: rec.boats\nFrom: mara@example.net (Mara Quill)\nSubject: Lock opens\n", "rec.boats", "Mara Quill")]
    [InlineData("From: mara@example.net (Mara Quill)\nSubject: Lock opens\nOrganization: none\nLines: 3\n", null, "Mara Quill")]
    [InlineData("Path: a!b!c\nXref: a rec.boats:12\nSubject: Lock opens\nNewsgroups: rec.boats\n", "rec.boats", null)]
    public void A_posting_of_Usenet_is_a_message_whatever_of_its_head_is_left(string head, string? source, string? author)
    {
        var article = Sample.Read(head + "\nThe gates opened at dawn.\n", "12").Only;
        Assert.Equal(("Lock opens", "The gates opened at dawn.", source), (article.Title, article.Body, article.Source));
        Assert.Equal(author is null ? [] : [author], article.Authors);
    }

    [Theory]
    [InlineData("Summary: the lock\nKeywords: boats\nOrganization: none\nDate: 9 March 2021\n\nThe gates opened at dawn.\n")]
    [InlineData("From: the editor\nTo: all of us\nDate: 9 March 2021\n\nThe gates opened at dawn.\n")]
    public void A_text_that_begins_with_labels_is_no_message(string text) => Assert.NotEqual("mail", Sample.Read(text, "note.txt").Format);
}
