using SearchCore.Articles.Formats.Clippings;

namespace SearchCore.Articles.Tests.Formats.Clippings;

/// <summary>Clippings of our own making, each with damage of another kind.</summary>
public class MessyClippingTests
{
    [Fact]
    public void A_title_over_three_lines_is_put_together()
    {
        var article = Read("""
            Island Council Votes to
            Keep Its Last Lighthouse
            Burning Through Winter

            3 November 2018

            The council of Vessa voted on Friday to keep the lighthouse at Point Garrow manned until
            spring, eleven days before its lamp was to be put out for good.
            """);
        Assert.Equal("Island Council Votes to Keep Its Last Lighthouse Burning Through Winter", article.Title);
        Assert.Equal("2018-11-03T00:00:00Z", article.Published.ToString());
        Assert.StartsWith(
            "The council of Vessa voted on Friday to keep the lighthouse at Point Garrow manned until spring,", article.Body,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_title_right_above_its_text_is_still_a_title()
    {
        var article = Read("""
            Harbour Pilots End Strike
            Pilots at the port of Odda returned to work on Thursday after nine days, ending a strike that
            had left forty ships at anchor in the roads and shelves in the north empty.
            """);
        Assert.Equal("Harbour Pilots End Strike", article.Title);
        Assert.StartsWith("Pilots at the port of Odda", article.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_letterhead_an_embargo_and_stamps_are_no_title_and_no_date()
    {
        var article = Read("""
            DEPARTMENT OF FISHERIES
            MEDIA RELEASE
            Tel: 5550 1234      press@fisheries.example

            EMBARGOED UNTIL 6 PM, 12 MARCH 1994

            11 March 1994

            NEW LIMITS FOR THE TROUT STREAMS OF THE HIGH COUNTRY

            Anglers may take no more than four trout a day from the streams of the high country, the
            Department said today.

            Printed 1994-03-14 09:12
            """);
        Assert.Equal("NEW LIMITS FOR THE TROUT STREAMS OF THE HIGH COUNTRY", article.Title);
        Assert.Equal("1994-03-11T00:00:00Z", article.Published.ToString());
        Assert.Contains("DEPARTMENT OF FISHERIES", article.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Letterspaced_words_are_closed_up()
    {
        var article = Read("""
            F L O O D  G A T E S  O P E N E D  A T  W A R R A G A L  D A M

            14.2.67

            T h e  e n g i n e e r  i n  c h a r g e  s a i d  t h e  g a t e s  w o u l d  s t a y  o p e n
            until Sunday, and that nobody below the dam was in danger of losing more than a fence.
            """);
        Assert.Equal("FLOOD GATES OPENED AT WARRAGAL DAM", article.Title);
        Assert.Equal("1967-02-14T00:00:00Z", article.Published.ToString());
        Assert.StartsWith("The engineer in charge said the gates would stay open until Sunday", article.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_decoded_wrongly_twice_is_read_as_it_was_written()
    {
        // ’ “ ” – é through Latin-1 twice, once, and through Windows-1252 once.
        var article = Read("Ferryman\u00C3\u00A2\u00C2\u0080\u00C2\u0099s Widow Wins Her Case\n\n2 May 2009\n\n"
            + "\u00E2\u0080\u009CIt took nine years,\u00E2\u0080\u009D said Andr\u00C3\u00A9 Mallin, her lawyer, "
            + "who never sent a bill \u00E2\u20AC\u201C not one.\n");
        Assert.Equal("Ferryman\u2019s Widow Wins Her Case", article.Title);
        Assert.Equal(
            "\u201CIt took nine years,\u201D said Andr\u00E9 Mallin, her lawyer, who never sent a bill \u2013 not one.", article.Body);
    }

    [Fact]
    public void Words_that_only_look_damaged_are_left_alone()
    {
        const string Text =
            "La ministre a lu \u00ABL\u2019\u00C9tranger\u00BB en entier, dit-elle, et Gro\u00DF\u201C steht dort, \u00C4\u201C auch.";
        Assert.Equal(Text, Read(Text).Body);
    }

    [Fact]
    public void Hyphens_at_line_ends_go_and_those_of_compounds_stay()
    {
        var article = Read("""
            The com-
            mittee heard that the self-
            taught engineer had never seen the draw¬
            ings, and that the north-
            west pier was built with­
            out them. Nobody had asked the com-
            mittee before. The well-known pier was a well-
            known risk, and its reform was no re-
            form at all.
            """);
        Assert.Equal(
            "The committee heard that the self-taught engineer had never seen the drawings, and that the north-west pier was built "
            + "without them. Nobody had asked the committee before. The well-known pier was a well-known risk, "
            + "and its reform was no reform at all.",
            article.Body);
    }

    [Fact]
    public void A_sentence_cut_by_addresses_and_a_credit_is_joined_again()
    {
        var article = Read("""
            Glacier Survey Finds Valley Older Than Thought

            August 4,2021

            The survey, which took three summers, was led by Ilse Brandvold of the University of

            https://example.org/surveys/glacier-2021
            www.example.com/valley

            Drone over the ice / Polar Picture Desk

            Tromso and drew on cores that had lain in a freezer since 1962.
            """);
        Assert.Contains("University of Tromso and drew on cores", article.Body, StringComparison.Ordinal);
        Assert.Equal("https://example.org/surveys/glacier-2021\nwww.example.com/valley", Member(article, "links"));
        Assert.Equal("Drone over the ice / Polar Picture Desk", Member(article, "photo"));
        Assert.Null(article.Url);
    }

    [Fact]
    public void An_address_above_the_text_is_the_articles_own()
    {
        var article = Read("""
            https://news.example.org/2020/05/orchard
            Old Orchard to Become a School

            By Nadia Ferrante and Tom Okello in Bologna
            14th of May 2020

            The orchard behind the station will become a school for two hundred children, the city said.
            """);
        Assert.Equal("https://news.example.org/2020/05/orchard", article.Url);
        Assert.Equal(["Nadia Ferrante", "Tom Okello"], article.Authors);
        Assert.Equal("2020-05-14T00:00:00Z", article.Published.ToString());
        Assert.Equal("Old Orchard to Become a School", article.Title);
    }

    [Fact]
    public void A_masthead_gives_the_date()
    {
        var article = Read("""
            THE HARLAN VALLEY ADVERTISER.
            HARLAN, OHIO, SATURDAY, JUNE 7, 1879.          VOL. 4.-NO. 23.

            A barn belonging to Mr. Peter Lusk was struck by lightning on Tuesday night and burned to the
            ground. The horses were got out, but forty bushels of oats were lost.
            """);
        Assert.Equal("1879-06-07T00:00:00Z", article.Published.ToString());
    }

    [Fact]
    public void A_date_at_the_very_end_counts_when_there_is_none_above()
    {
        var article = Read("""
            APPOINTMENTS TO THE HARBOUR BOARD

            The Governor has appointed Mrs. Edith Crane and Mr. Paul Adeyemi to the Harbour Board for a
            term of four years, the Secretary announced.

            Port Ellis, 9 August 1971.
            """);
        Assert.Equal("1971-08-09T00:00:00Z", article.Published.ToString());
    }

    [Fact]
    public void Dates_inside_sentences_are_not_the_articles()
    {
        var article = Read("""
            BRIDGE TO REOPEN

            The bridge, closed since 4 April 2011 when a barge struck its second pier, is to be opened again
            before the summer. It was built by Marek Dolny and first crossed on
            1 May 1934
            by a brass band on foot.
            """);
        Assert.Null(article.Published);
        Assert.Contains("first crossed on 1 May 1934 by a brass band", article.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Typescript_with_a_blank_line_after_every_line_becomes_paragraphs()
    {
        var article = Read("The wool stores at Kerridge were sold yesterday to a\n\ncompany that means to turn them into workshops for\n\n"
            + "boat builders and sailmakers.\n\n- 2 -\n\nThe price was not named, but three people who saw the\n\npapers put it a little "
            + "under a million dollars.\n");
        Assert.Equal(
            "The wool stores at Kerridge were sold yesterday to a company that means to turn them into workshops for boat builders and "
            + "sailmakers.\n\n"
            + "The price was not named, but three people who saw the papers put it a little under a million dollars.",
            article.Body);
        Assert.Equal("- 2 -", Member(article, "furniture"));
    }

    [Fact]
    public void A_printed_web_page_loses_its_path_and_gets_its_ligatures_back()
    {
        var article = Read("Home \u00BB News \u00BB A Naĕonal Library for the Deaf\n\nA Naĕonal Library for the Deaf\n\n21 October 2016\n\n"
            + "The naĕon's first library for the deaf opens on Monday with a collecĕon of four thousand films, "
            + "seĥled on after long talks.\n\nRead more: Opening hours\n");
        Assert.Equal("A National Library for the Deaf", article.Title);
        Assert.Equal("2016-10-21T00:00:00Z", article.Published.ToString());
        Assert.Contains("a collection of four thousand films, settled on", article.Body, StringComparison.Ordinal);
        Assert.Equal("Read more: Opening hours", Member(article, "related"));
    }

    [Fact]
    public void Verse_keeps_its_lines()
    {
        var article = Read("""
            LINES FOR A LAUNCH

            Go down, my ship,
            And find the tide,
            And carry home
            The river's bride.

            The verses were read at the launch of the ferry Ashgrove on Monday by the schoolmaster, Mr. Enoch
            Pell, who had been given a week to write them and said that he had needed all of it.
            """);
        Assert.Contains(
            "Go down, my ship,\nAnd find the tide,\nAnd carry home\nThe river's bride.", article.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_quotes_and_misread_letters_stay_as_they_are()
    {
        const string Text =
            "\u2018\u201CT thought the dam would hold,\u201D the keeper told the inqu1ry on Tuesday, ``and so did everybody else.''";
        Assert.Equal(Text, Read(Text).Body);
    }

    [Theory]
    [InlineData("December 11,2017", "2017-12-11")]
    [InlineData("TUESDAY 11 APRIL 2006", "2006-04-11")]
    [InlineData("Published: Dec. 3rd, 2015 at 10:30 am", "2015-12-03")]
    [InlineData("3rd of May, 2021", "2021-05-03")]
    [InlineData("06 Feb '96", "1996-02-06")]
    [InlineData("13.4.99", "1999-04-13")]
    [InlineData("25/12/2019", "2019-12-25")]
    [InlineData("12/25/2019", "2019-12-25")]
    [InlineData("2020-02-29", "2020-02-29")]
    [InlineData("l4 March 2O17", null)]
    [InlineData("l4 March 2017", "2017-03-14")]
    [InlineData("03/04/2005", null)]
    [InlineData("30 February 2019", null)]
    [InlineData("1.2.3.4", null)]
    [InlineData("Marching 14 2017", null)]
    public void Date_lines_are_read_as_print_writes_them(string line, string? expected)
    {
        var article = Read(
            $"A Headline of Some Words Here\n\n{line}\n\nAnd then the text began, as every text does, with a sentence of some length.");
        Assert.Equal(expected, article.Published?.ToString()[..10]);
    }

    [Theory]
    [InlineData("03/04/2005")]
    [InlineData("30 February 2019")]
    public void A_date_that_is_no_day_or_two_is_reported(string line)
    {
        var result = ClippingParser.Parse(
            $"A Headline of Some Words Here\n\n{line}\n\nAnd then the text began, as every text does, at length.", "x");
        Assert.Contains(result.Notices, n => n.Kind == ArticleNoticeKind.DateUnreadable && n.Detail == line);
    }

    private static Article Read(string text) => ClippingParser.Parse(text, "x").Article!;

    private static string? Member(Article article, string name) =>
        article.Members.Where(m => m.Name == name).Select(m => m.Value).SingleOrDefault();
}
