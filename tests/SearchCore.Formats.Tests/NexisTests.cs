using SearchCore.Articles;

namespace SearchCore.Formats.Tests;

/// <summary>Nexis exports as text.</summary>
public sealed class NexisTests
{
    internal const string Export =
        """
        Cover page of the export
        Search terms: lock


                                       1 of 2 DOCUMENTS


                                  The Example Gazette

                                      2019-05-07
                                     First Edition

        Lock Opens After Three Years
        At Dawn

        BYLINE: By MARA QUILL and TOM OAKES, Staff Writers

        SECTION: News; Pg. 4

        LENGTH: 25 words

        FALKIRK - The gates of the lock opened at dawn on Tuesday, and boats that
        had waited for years went through.

        NOTE: this is a line of the text.

        A toast was drunk.

        SUBJECT: CANALS & WATERWAYS (92%); TRANSPORT
        (80%)

        PERSON: BRANDT, IDA (70%)

        ORGANIZATION: CANAL TRUST (66%)

        LOAD-DATE: May 9, 2019

        LANGUAGE: ENGLISH


                        Copyright 2019 The Example Gazette


                                       2 of 2 DOCUMENTS

                                  Example Post

                                      2019-05-08

        HEADLINE: Second Story

        LENGTH: 3 words

        BODY:
        The second text.

        LOAD-DATE: May 9, 2019

        """;

    internal const string Html =
        """
        <HTML><HEAD><STYLE TYPE="text/css"><!--
        .c0 { text-align: center; } .c1 { text-align: center; margin-top: 0em; } .c2 { font-family: Arial; }
        .c5 { text-align: left; } .c6 { text-align: left; } .c4 { color: #CC0033; }
        --></STYLE><!-- LXNComment 1 --><TITLE>&nbsp;</TITLE></HEAD><BODY>
        <DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c2">Download Request<BR>Terms: lock</SPAN></P></DIV>
        <A NAME="DOC_ID_1_0"></A><!-- Hide XML section from browser
        <DOC NUMBER=1>
        <DOCFULL> -->
        <BR><DIV CLASS="c0"><P CLASS="c1"><SPAN CLASS="c2">1 of 2 DOCUMENTS</SPAN></P>
        </DIV><BR><DIV CLASS="c0"><BR><P CLASS="c1"><IMG SRC="a.gif"><BR><SPAN CLASS="c2">Beispielblatt</SPAN></P></DIV>
        <BR><DIV CLASS="c0"><P CLASS="c1"><SPAN CLASS="c4">7.</SPAN><SPAN CLASS="c2"> Mai 2019</SPAN><SPAN>&nbsp;</SPAN></P></DIV>
        <BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c2">Schleuse &ouml;ffnet</SPAN></P></DIV>
        <BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c2">AUTOR: </SPAN><SPAN CLASS="c2">Mara Quill</SPAN></P></DIV>
        <BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c2">RUBRIK: </SPAN><SPAN CLASS="c2">LOKALES; S. 4</SPAN></P></DIV>
        <BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c2">L&Auml;NGE: </SPAN><SPAN CLASS="c2">12 W&ouml;rter</SPAN></P></DIV>
        <BR><DIV CLASS="c5"><P CLASS="c9"><SPAN CLASS="c2">Die </SPAN><SPAN CLASS="c4">Schleuse</SPAN><SPAN CLASS="c2">
        ist offen.</SPAN></P><P CLASS="c9"><SPAN CLASS="c2">Boote warten.</SPAN></P></DIV>
        <BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c2">SPRACHE: </SPAN><SPAN CLASS="c2">GERMAN; DEUTSCH</SPAN></P></DIV>
        <BR><DIV CLASS="c0"><BR><P CLASS="c1"><SPAN CLASS="c2">Copyright 2019 Beispiel GmbH<BR>Alle Rechte vorbehalten</SPAN></P></DIV>
        <!-- Hide XML section from browser
        </DOCFULL></DOC> -->
        <A NAME="DOC_ID_2_0"></A><!-- Hide XML section from browser
        <DOC NUMBER=1>
        <DOCFULL> -->
        <BR><DIV CLASS="c0"><P CLASS="c1"><SPAN CLASS="c2">2 of 2 DOCUMENTS</SPAN></P></DIV>
        <DIV CLASS="c0"><P CLASS="c1">Beispielblatt</P></DIV><DIV CLASS="c0"><P CLASS="c1">8. Mai 2019</P></DIV>
        <DIV CLASS="c5"><P CLASS="c6">Zweiter Text</P></DIV><DIV><P>L&Auml;NGE: 2 W&ouml;rter</P></DIV>
        <DIV><P>Text &amp; Ende.</P></DIV>
        </BODY></HTML>
        """;

    [Fact]
    public void Each_document_in_HTML_is_an_article_by_the_same_rules()
    {
        var read = Sample.Read(Html, "export.html");
        Assert.Equal("nexis", read.Format);
        Assert.Equal(
            new Article
            {
                Id = "export.html#1",
                Title = "Schleuse öffnet",
                Body = "Die Schleuse ist offen.\n\nBoote warten.",
                Published = ArticleDate.FromDay(2019, 5, 7),
                Source = "Beispielblatt",
                Section = "LOKALES",
                Language = "de",
                Authors = ["Mara Quill"],
                Members = [new("length", "12 Wörter"), new("copyright", "Copyright 2019 Beispiel GmbH; Alle Rechte vorbehalten")],
            },
            read.Articles[0]);
        Assert.Equal(("Zweiter Text", "Text & Ende."), (read.Articles[1].Title, read.Articles[1].Body));
        Assert.Equal("the export's cover page: 27 characters", Assert.Single(read.Notices).Detail);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_cover_page_longer_than_a_head_hides_no_documents(bool isHtml)
    {
        var terms = string.Join('\n', Enumerable.Repeat("Terms: lock AND (gates OR boats) AND NOT dams", 200));
        var text = isHtml
            ? Html.Replace("Terms: lock", terms, StringComparison.Ordinal)
            : Export.Replace("Search terms: lock", $"Time Of Request: now\n{terms}", StringComparison.Ordinal);
        var read = Sample.Read(text, "export");
        Assert.Equal(("nexis", 2), (read.Format, read.Articles.Count));
        Assert.StartsWith("the export's cover page: ", read.Notices[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_headline_behind_the_length_is_the_title_and_labels_without_a_mark_between_their_values_are_several()
    {
        var article = Sample.Read(
            """
                                           1 of 1 DOCUMENTS

                        Copyright 2019 Example Media, of which there
                                    is more
                               All Rights Reserved

                                  The Example Gazette

                                 May 7, 2019 Tuesday
                                   Late Edition

            SECTION: NEWS; Pg. 1

            LENGTH: 12 words

            HEADLINE: Lock opens

            BYLINE: Quill, Mara;Tom Oakes

            DATELINE: FALKIRK

            BODY:

            The gates opened.

            GEOGRAPHIC: FALKIRK, SCOTLAND (92%) LEITH, SCOTLAND (90%)
            """, "e.txt").Only;
        Assert.Equal(("Lock opens", "The gates opened.", "The Example Gazette"), (article.Title, article.Body, article.Source));
        Assert.Equal(["Mara Quill", "Tom Oakes"], article.Authors);
        Assert.Equal([new("place", "Falkirk, Scotland"), new("place", "Leith, Scotland")], article.Entities);
        Assert.Equal(
            [
                new("length", "12 words"), new("dateline", "FALKIRK"), new("edition", "Late Edition"),
                new("copyright", "Copyright 2019 Example Media, of which there is more All Rights Reserved"),
            ],
            article.Members);
    }

    [Fact]
    public void A_document_that_is_too_long_is_rejected_and_the_others_are_read()
    {
        var text = Export.Replace("A toast was drunk.", new string('a', 300_000), StringComparison.Ordinal);
        var read = Sample.Read(System.Text.Encoding.UTF8.GetBytes(text), "e.txt", new() { MaxRecordBytes = 100_000 });
        Assert.Equal("Second Story", read.Only.Title);
        Assert.Equal(RejectCodes.TooLong, Assert.Single(read.Rejected).Code);
    }

    [Fact]
    public void Each_document_is_an_article()
    {
        var read = Sample.Read("\uFEFF" + Export.Replace("\n", "\r\n", StringComparison.Ordinal), "export.txt");
        Assert.Equal("nexis", read.Format);
        Assert.Empty(read.Rejected);
        Assert.Equal(
            new Article
            {
                Id = "export.txt#1",
                Title = "Lock Opens After Three Years At Dawn",
                Body = "FALKIRK - The gates of the lock opened at dawn on Tuesday, and boats that had waited for years went through."
                    + "\n\nNOTE: this is a line of the text.\n\nA toast was drunk.",
                Published = ArticleDate.FromDay(2019, 5, 7),
                Source = "The Example Gazette",
                Section = "News",
                Language = "en",
                Authors = ["Mara Quill", "Tom Oakes"],
                Tags = ["Canals & Waterways", "Transport"],
                Entities = [new("person", "Ida Brandt"), new("organization", "Canal Trust")],
                Members = [new("length", "25 words"), new("load-date", "May 9, 2019"), new("edition", "First Edition"),
                    new("copyright", "Copyright 2019 The Example Gazette")],
            },
            read.Articles[0]);
        Assert.Equal("the export's cover page: 42 characters", Assert.Single(read.Notices).Detail);
        var second = read.Articles[1];
        Assert.Equal(
            ("export.txt#2", "Second Story", "The second text.", "Example Post"), (second.Id, second.Title, second.Body, second.Source));
        Assert.Equal(ArticleDate.FromDay(2019, 5, 8), second.Published);
    }
}
