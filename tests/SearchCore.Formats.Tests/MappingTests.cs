using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Mapping;

namespace SearchCore.Formats.Tests;

/// <summary>Members under other names: stated by a mapping, or told by their content.</summary>
public sealed class MappingTests
{
    private const string Posts = """
        {"nid": 1, "meta": {"section": "Port", "who": [{"name": "Ann Lee"}, {"name": "Bo Ek"}]}, "k": "One", "t": "<p>Text</p>",
         "d": "31.12.2020 23:30", "junk": 7, "ships": "Vega; Lyra"}
        {"nid": 2, "meta": {"section": "City"}, "k": "Two", "t": "4 < 5", "d": "soon", "lead": "Lead"}
        """;

    [Fact]
    public void A_load_is_known_later_by_how_it_read_HTML()
    {
        Assert.EndsWith(" Of", new ReadingOptions { PlainText = ArticleMapping.Guess.PlainText }.Identity, StringComparison.Ordinal);
        var always = new ArticleMapping([]) { Html = HtmlUse.Always };
        Assert.EndsWith(" OfPage", new ReadingOptions { PlainText = always.PlainText }.Identity, StringComparison.Ordinal);
        var own = new ReadingOptions { PlainText = NewsFormats.PlainText };
        Assert.EndsWith(" PlainText", own.Identity, StringComparison.Ordinal);
        Assert.Equal("a b", always.PlainText!("<b>a</b> \n b"));
    }

    [Fact]
    public void Pairs_lead_into_objects_and_lists()
    {
        var mapping = ArticleMapping.Parse(
            "title=k, body=t|lead, authors=meta.who.name, desk=meta.section, published=d, entities.ship=ships");
        var read = Sample.Read(Posts, mapping);
        var first = read.Articles[0];
        Assert.Equal(("One", "Text", "2020-12-31T23:30:00Z"), (first.Title, first.Body, first.Published.ToString()));
        Assert.Equal(["Ann Lee", "Bo Ek"], first.Authors);
        Assert.Equal([new("ship", "Vega"), new("ship", "Lyra")], first.Entities);
        Assert.Equal("Port", Assert.Single(first.Members, m => m.Name == "desk").Value);
        Assert.Equal("City", Assert.Single(read.Articles[1].Members, m => m.Name == "desk").Value);
        Assert.Equal(("d", "soon", "sample#2"), read.Notices.Where(n => n.Kind == ArticleNoticeKind.DateUnreadable)
            .Select(n => (n.Member, n.Value, n.Id)).Single());
        Assert.Equal(["body"], read.Notices.Where(n => n.Kind == ArticleNoticeKind.MarkupRemoved).Select(n => n.Member));
    }

    [Fact]
    public void A_file_states_constants_templates_forms_and_what_is_dropped()
    {
        var mapping = ArticleMapping.ParseJson("""
            {
              // as people edit it
              "members": {
                "title": "k", "body": ["lead", "t"], "id": {"template": "post-{nid}-{meta.section}"}, "source": {"value": "Example Post"},
                "published": {"from": "d", "format": "dd.MM.yyyy HH:mm"}, "section": null, "tags": {"from": "ships", "split": ";"},
              },
              "html": "never", "dateZone": "Europe/Berlin", "dateOrder": "dmy", "drop": ["junk", "meta"],
            }
            """);
        var read = Sample.Read(Posts, mapping);
        var first = read.Articles[0];
        Assert.Equal(("post-1-Port", "Example Post", "<p>Text</p>"), (first.Id, first.Source, first.Body));
        Assert.Equal("2020-12-31T22:30:00Z", first.Published.ToString());
        Assert.Equal(["Vega", "Lyra"], first.Tags);
        Assert.Equal(["nid"], first.Members.Select(m => m.Name));
        Assert.Equal(("post-2-City", "Lead"), (read.Articles[1].Id, read.Articles[1].Body));
        Assert.Contains("not of the form dd.MM.yyyy HH:mm", Assert.Single(read.Notices).Detail, StringComparison.Ordinal);

        var again = ArticleMapping.ParseJson(mapping.ToJson());
        Assert.Equal(mapping.Members.OrderBy(m => m.Key), again.Members.OrderBy(m => m.Key));
        Assert.Equal((HtmlUse.Never, DateOrder.DayMonthYear, "Europe/Berlin"), (again.Html, again.DateOrder, again.DateZone!.Id));
        Assert.Equal(["junk", "meta"], again.Drop);
    }

    [Theory]
    [InlineData("title", "no pair of target and member")]
    [InlineData("title=a,title=b", "comes twice")]
    [InlineData("a:b=c", "cannot be a target")]
    public void Pairs_that_cannot_be_read_say_why(string pairs, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => ArticleMapping.Parse(pairs)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("[]", "A mapping is an object")]
    [InlineData("{", "no JSON")]
    [InlineData("""{"member": {}}""", "no part of a mapping")]
    [InlineData("""{"members": {"title": 5}}""", "no member's name")]
    [InlineData("""{"members": {"title": {"form": "k"}}}""", "says nothing of a member")]
    [InlineData("""{"members": {"title": ["k", 5]}}""", "no text")]
    [InlineData("""{"html": "no"}""", "auto, always or never")]
    [InlineData("""{"dateOrder": "xyz"}""", "dmy, mdy or ymd")]
    [InlineData("""{"dateZone": "Nowhere/Land"}""", "no zone")]
    public void Files_that_cannot_be_read_say_why(string json, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => ArticleMapping.ParseJson(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Later_mappings_state_in_the_place_of_earlier_ones()
    {
        var both = ArticleMapping.Parse("title=a,body=b").With(ArticleMapping.Parse("title=c,section=")).With(HtmlUse.Always);
        Assert.Equal("c", Assert.Single(both.Members["title"].From));
        Assert.True(both.Members["section"].IsNone);
        Assert.Equal(HtmlUse.Always, both.Html);
        Assert.Equal((null, null), (both.DateOrder, both.DateZone));
        var source = new MemberSource { From = ["a"], Format = "d", Split = ";" };
        Assert.Equal(source, new MemberSource { From = ["a"], Format = "d", Split = ";", Value = null, Template = null });
        Assert.Empty(ArticleMapping.Guess.Members);
    }

    [Fact]
    public void Content_tells_what_names_do_not()
    {
        const string Table = "nr;kop;tekst;dag;rubriek;adres\n"
            + "1;De haven staakt vandaag;{0};12 maart 2021;haven;http://example.nl/1\n"
            + "2;De burgemeester spreekt;{0};13 maart 2021;stad;http://example.nl/2\n"
            + "3;Regen in het hele land;{0};14 maart 2021;weer;http://example.nl/3\n";
        var read = Sample.Read(string.Format(Table, string.Concat(Enumerable.Repeat("Een lange tekst over de haven. ", 6))), "t.csv");
        Assert.Equal(["t.csv#1", "t.csv#2", "t.csv#3"], read.Articles.Select(a => a.Id));
        Assert.Equal("http://example.nl/2", read.Articles[1].Url);
        Assert.Equal("2021-03-13T00:00:00Z", read.Articles[1].Published.ToString());
        Assert.Equal("Regen in het hele land", read.Articles[2].Title);
        Assert.StartsWith("Een lange tekst", read.Articles[2].Body!, StringComparison.Ordinal);
        Assert.Equal(["nr", "rubriek"], read.Articles[0].Members.Select(m => m.Name));
    }

    [Fact]
    public void A_survey_lists_members_what_was_taken_and_what_was_misspelt()
    {
        var survey = new MappingSurvey();
        var mapping = ArticleMapping.Parse("title=k,body=t,section=mta");
        Sample.Read(Posts, mapping, survey);
        Assert.Equal(2, survey.Records);
        Assert.Equal(("junk", 1, "7"), Assert.Single(survey.Members, m => m.Name == "junk"));
        Assert.Contains(("title", "k", 2), survey.Taken);
        Assert.Equal(["mta"], survey.Unmet(mapping));
        Assert.Equal("k", Assert.Single(survey.ToMapping().Members["title"].From));
        Assert.Empty(new MappingSurvey(countsMembers: false).Members);
    }

    [Fact]
    public void What_is_no_object_in_a_list_or_stands_around_it_is_said()
    {
        const string Answer = """
            {"status": "ok", "articles": [{"title": "One", "url": "u1", "content": "a"}, 7, null,
             {"title": "Two", "url": "u2", "content": "b"}, "x"],
             "more": [{"title": "Three"}]}
            """;
        var read = Sample.Read(Answer);
        Assert.Equal(["One", "Two"], read.Articles.Select(a => a.Title));
        Assert.Equal(
            [("not-an-object", "7, null"), ("not-an-object", "\"x\""), ("outside-document", "\"more\": [{\"title\": \"Three\"")],
            read.Rejected.Select(r => (r.Code, r.Excerpt)));
        Assert.Contains("\"status\": \"ok\"", Assert.Single(read.Notices).Detail, StringComparison.Ordinal);
        Assert.Empty(Sample.Read("""{"articles": [{"title": "One", "url": "u1", "content": "a"}]}""").Notices);
        Assert.Equal("\"total\": 1", Assert.Single(
            Sample.Read("""{"articles": [{"title": "One", "url": "u1", "content": "a"}], "total": 1}""").Notices).Value);
    }

    [Fact]
    public void A_JSON_feed_gives_its_items()
    {
        const string Feed = """
            {"version": "https://jsonfeed.org/version/1.1", "title": "Example Post", "description": "News.", "items": [
              {"id": "1", "url": "https://example.org/1", "title": "One", "content_html": "<p>Caf&eacute;.</p>", "tags": ["port"],
               "date_published": "2019-05-07T08:30:00+02:00", "authors": [{"name": "Ann Lee"}, {"name": "Bo Ek"}]},
              {"id": "2", "title": "Two", "content_text": "Text."}]}
            """;
        var read = Sample.Read(Feed);
        Assert.Equal(["1", "2"], read.Articles.Select(a => a.Id));
        var first = read.Articles[0];
        Assert.Equal(
            ("One", "Café.", "Example Post", "2019-05-07T06:30:00Z"),
            (first.Title, first.Body, first.Source, first.Published.ToString()));
        Assert.Equal(["Ann Lee", "Bo Ek"], first.Authors);
        Assert.Equal(["port"], first.Tags);
        Assert.Equal("Text.", read.Articles[1].Body);
        var article = Sample.Read("""{"title": "One", "text": "Text.", "items": [{"title": "a", "text": "b"}]}""").Only;
        Assert.Equal("Text.", article.Body);
    }

    [Fact]
    public void Texts_are_read_as_HTML_when_it_is_said()
    {
        const string Line = """{"headline": "One", "maintext": "a\nb 4 < 5", "url": "u"}""";
        Assert.Equal("a\nb 4 < 5", Sample.Read(Line).Only.Body);
        Assert.Equal("a b 4 < 5", Sample.Read(Line, ArticleMapping.Guess.With(HtmlUse.Always)).Only.Body);
        Assert.Equal("a b", NewsFormats.PageText("a\nb"));
        Assert.Null(ArticleMapping.Guess.With(HtmlUse.Never).PlainText);
        Assert.Equal("é", ArticleMapping.Guess.PlainText!("&eacute;"));
    }
}
