using System.Diagnostics;
using System.Text;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.MediaWiki;

namespace SearchCore.Formats.Tests;

/// <summary>Dumps of MediaWiki, and wikitext.</summary>
public sealed class MediaWikiTests
{
    internal const string Dump =
        """
        <mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en"><siteinfo><sitename>Examplenews</sitename>
        <dbname>enexamplenews</dbname><base>https://en.examplenews.net/wiki/Main_Page</base>
        <namespaces><namespace key="0"/><namespace key="1">Talk</namespace><namespace key="14">Rubrik</namespace></namespaces></siteinfo>
        <page><title>Lock opens at Falkirk</title><ns>0</ns><id>71</id>
        <revision><id>1</id><timestamp>2019-05-06T10:00:00Z</timestamp><text xml:space="preserve">Old.</text></revision>
        <revision><id>2</id><timestamp>2019-05-07T10:00:00Z</timestamp><text xml:space="preserve">Older.</text></revision>
        <revision><id>3</id><timestamp>2019-06-01T10:00:00Z</timestamp><text xml:space="preserve">{{date|May 7, 2019}}
        {{byline|location=FALKIRK}}
        [[File:Lock.jpg|thumb|A [[lock]] that is [[w:Open|open]].]]
        The '''gates''' of the [[Falkirk Lock (canal)|lock]] opened at ''dawn''&lt;ref name="a"&gt;A source&lt;/ref&gt;,
        {{w|Ida Brandt|Brandt}} said.
        This line goes on.

        == Boats ==
        * {{Lang|de|Boote}} waited
        * 5{{nbsp}}of them, {{convert|3|km|mi}} &amp;amp; more

        {| class="wikitable"
        ! Day !! Boats
        |-
        | align="right" | Monday || 5
        |}
        {{infobox lock|name={{w|Falkirk}}|x=[[y]]}}

        == Sources ==
        * {{source|url=http://example.net|title=T}} and more
        [[Category:Canals]][[Rubrik:Falkirk]][[de:Schleuse]]
        __NOTOC__</text></revision></page>
        <page><title>Talk:Lock</title><ns>1</ns><id>72</id><revision><text>Hm.</text></revision></page>
        <page><title>Locks</title><ns>0</ns><id>73</id><redirect title="Lock"/><revision><text>#REDIRECT [[Lock]]</text></revision></page>
        <page><title>Second</title><ns>0</ns><id>74</id><revision><timestamp>2020-01-02T03:04:05Z</timestamp>
        <text>Text.</text></revision></page>
        </mediawiki>
        """;

    [Fact]
    public void A_page_is_an_article_and_what_is_none_is_rejected_by_name()
    {
        var read = Sample.Read(Dump, "dump.xml");
        Assert.Equal("mediawiki", read.Format);
        Assert.Equal(
            new Article
            {
                Id = "enexamplenews:71",
                Title = "Lock opens at Falkirk",
                Body = "The gates of the lock opened at dawn, Brandt said. This line goes on.\n\nBoats\n\n"
                    + "Boote waited\n5 of them, 3 km & more\n\nDay | Boats\nMonday | 5",
                Published = ArticleDate.FromDay(2019, 5, 7),
                Source = "Examplenews",
                Url = "https://en.examplenews.net/wiki/Lock_opens_at_Falkirk",
                Language = "en",
                Tags = ["Canals", "Falkirk"],
                Members = [new("dateline", "FALKIRK"), new("revised", "2019-06-01T10:00:00Z")],
            },
            read.Articles[0]);
        Assert.Equal(
            [
                "files with their captions: 1", "references: 1", "section Sources, characters: 8", "template infobox lock: 1",
                "template source: 1",
            ],
            read.Notices.Where(n => n.Kind == ArticleNoticeKind.TextOmitted).Select(n => n.Detail));
        Assert.Equal(
            ["a page of the namespace Talk (1)", "a redirect to Lock"],
            read.Notices.Where(n => n.Kind == ArticleNoticeKind.RecordPassedOver).Select(n => n.Detail.Split(": ")[0]));
        Assert.Empty(read.Rejected);
    }

    [Fact]
    public void A_page_without_a_date_has_the_first_revision_s_and_says_so()
    {
        var read = Sample.Read(Dump.Replace("{{date|May 7, 2019}}", string.Empty, StringComparison.Ordinal), "dump.xml");
        Assert.Equal([1_557_136_800L, 1_577_934_245L], read.Articles.Select(a => a.Published!.Value.UnixSeconds));
        Assert.Equal(
            [
                "published: the timestamp of the first revision, for the text has no date of its own",
                "published: the timestamp of the only revision in the dump, for the text has no date of its own",
            ],
            read.Notices.Where(n => n.Kind == ArticleNoticeKind.Substituted).Select(n => n.Detail));
    }

    [Fact]
    public void A_page_s_whole_history_is_longer_than_a_record_may_be_and_is_read()
    {
        var xml = new StringBuilder("<mediawiki><page><title>T</title><id>1</id>");
        for (var i = 0; i < 100; i++)
        {
            xml.Append(
                $"<revision><timestamp>2019-05-0{1 + (i / 50)}T10:00:00Z</timestamp><text>{i} {new string('x', 5_000)}</text></revision>");
        }

        var options = new ReadingOptions { MaxRecordBytes = 20_000 };
        var read = Sample.Read(Encoding.UTF8.GetBytes($"{xml}</page></mediawiki>"), "d.xml", options);
        Assert.StartsWith("99 x", read.Only.Body, StringComparison.Ordinal);
        Assert.Equal(1_556_704_800L, read.Only.Published!.Value.UnixSeconds);
    }

    [Theory]
    [InlineData("a [[b]]s [[c|d]] [[e (f)|]] [[:Category:G]]", "a bs d e G")]
    [InlineData("x [http://e.net/ a label] [http://e.net/] y", "x a label y")]
    [InlineData("'''''a''''' ''b'' it's ''''c''''", "a b it's 'c'")]
    [InlineData("a<br/>b<!-- no --> <nowiki>[[c]] {{d}}</nowiki> <small>e</small>", "a\nb [[c]] {{d}} e")]
    [InlineData("a < b, c<d> and x <ref name=z /> e", "a < b, c and x e")]
    [InlineData("one\ntwo\n\nthree\n----\n:four", "one two\n\nthree\n\nfour")]
    [InlineData("{{unknown|a [[b]] {{deep|c}}}}text", "text")]
    [InlineData("{{quote|text=Words.|Who}}", "Words.")]
    [InlineData("unclosed {{a|b [[c|d", "unclosed a b c d")]
    [InlineData("{{a|[[b|c}} d ]] }} e", "d ]] }} e")]
    [InlineData("<gallery>\nFile:A.jpg|B\n</gallery>x<math>y</math>z", "xz")]
    [InlineData("{|\n|a\n{|\n|b\n|}\n|c\n|}", "a b | c")]
    [InlineData("== Siehe auch ==\nx\n=== y ===\nz\n== a ==\nb", "a\n\nb")]
    [InlineData("{{formatnum:1234}}&nbsp;m {{snd}} &amp;", "1234 m – &")]
    public void Wikitext_is_text(string wikitext, string expected)
    {
        var text = WikiText.Of(wikitext, WikiSite.Unknown);
        Assert.Equal(expected, WikiLines.Of(text.Text, text.Omitted));
    }

    [Theory]
    [InlineData("{{a|")]
    [InlineData("[[a|")]
    [InlineData("\n{|\n|a ")]
    [InlineData("[[a|b]] {{")]
    [InlineData("<ref>")]
    [InlineData("<!-- ")]
    [InlineData("[http://a ")]
    [InlineData("''")]
    [InlineData("<div><nowiki>")]
    [InlineData("=")]
    [InlineData("]]}}|}")]
    public void Hostile_wikitext_takes_time_in_proportion_to_its_length(string piece)
    {
        var clock = Stopwatch.StartNew();
        var text = WikiText.Of(new StringBuilder().Insert(0, piece, 1_600_000 / piece.Length).ToString(), WikiSite.Unknown);
        WikiLines.Of(text.Text, text.Omitted);
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(2), $"{clock.Elapsed}");
    }
}
