using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Queries;

namespace SearchCore.Tests.Languages;

/// <summary>Words as people type, paste and spell them, against articles that have them written in another way.</summary>
public sealed class AsTypedTests
{
    private static readonly Article[] Articles =
    [
        new() { Id = "tr1", Title = "Işık Üniversitesi'nde açılış", Language = "tr",
            Body = "Rektör DİYARBAKIR'da konuştu. Istanbul'un valisi geldi." },
        new() { Id = "gr1", Title = "ΟΔΟΣ ΜΑΪΟΥ", Language = "el", Body = "Ο Άγιος Νικόλαος και η ἙΛΛΑΣ" },
        new() { Id = "ar1", Title = "الإسكندرية", Language = "ar", Body = "قال مُحَمَّد إنّ القاهرة جمــيلة في ٢٠١٩ و أُسامة" },
        new() { Id = "fa1", Title = "ایران", Language = "fa", Body = "کتاب های فارسی در تهران" },
        new() { Id = "he1", Title = "שָׁלוֹם", Language = "he", Body = "צה\"ל הודיע. ירושלים של זהב. ארה״ב ורוסיה" },
        new() { Id = "th1", Title = "กรุงเทพมหานคร", Language = "th", Body = "ฝนตกหนักใน พ.ศ. ๒๕๖๒" },
        new() { Id = "ja1", Title = "ﾄｳｷｮｳの駅", Language = "ja", Body = "ＮＨＫは東京都で放送。" },
        new() { Id = "ko1", Title = "서울", Language = "ko", Body = "한국은 선거를 치렀다" },
        new() { Id = "fr1", Title = "L'État et l’Élysée", Language = "fr",
            Body = "Aujourd'hui, qu'en dit-on ? C'est l'œuvre d'Hugo. Presqu'île." },
        new() { Id = "it1", Title = "Dell'Unione", Language = "it", Body = "All'aeroporto un'altra attesa; c'è lo sciopero." },
        new() { Id = "ca1", Title = "L'Ajuntament", Language = "ca", Body = "D'aquesta ciutat. Col·lecció nova." },
        new() { Id = "de1", Title = "Straßenbahn", Language = "de", Body = "Die STRASSE ist größer; Fußball in Köln." },
        new() { Id = "en1", Title = "US-led talks end",
            Body = "The N.A.T.O. and the U.K. met J.R.R. Tolkien, Ph.D., at 9 a.m. The U.S.'s army and USA's navy left the U.N." },
        new() { Id = "en2", Title = "NATO talks", Body = "NATO, the UK, JRR Tolkien PhD. O'Brien and OBrien; rock 'n' roll." },
        new() { Id = "en3", Title = "Covid-19 and e-mail",
            Body = "Covid-19 spread by e-mail; health-care co-operate G-20 F-16 long-term." },
        new() { Id = "en4", Title = "Plain",
            Body = "covid19 email healthcare cooperate G20 F16 longterm. AT&T and C++ and #MeToo @BBC $100m 50% 9/11 Q&A" },
        new() { Id = "en5", Title = "Port strike ends | Reuters", Body = "US–China trade. It's over! Who's who? “We will win,” he said." },
        new() { Id = "en6", Title = "Old", Published = ArticleDate.Parse("1066-10-14"), Body = "The battle of 1066." },
        new() { Id = "en7", Title = "Odd", Published = ArticleDate.Parse("0201-03-04"), Body = "An odd date." },
        new() { Id = "en8", Title = "New", Published = ArticleDate.Parse("2017-12-31T23:30:00Z"),
            Entities = [new("person", "Ronald Reagan")], Authors = ["Anna Lind"],
            Body = "Ronald Reagan spoke. Strike came. The port closed." },
        new() { Id = "en9", Title = "Next", Published = ArticleDate.Parse("2018-01-15T10:00:00Z"),
            Body = "A port. It slept. Strike came.\n\nMore. \n\nThe end." },
    ];

    // A query, and the articles that it finds.
    private static readonly (string Query, string Ids)[] Cases =
    [
        ("ışık", "tr1"), ("IŞIK", "tr1"), ("isik", "tr1"), ("diyarbakır", "tr1"), ("İSTANBUL", "tr1"), ("οδός", "gr1"), ("οδοσ", "gr1"),
        ("ΜΑΙΟΥ", "gr1"), ("Μαΐου", "gr1"), ("αγιος", "gr1"), ("ελλάς", "gr1"), ("الاسكندرية", "ar1"), ("محمد", "ar1"), ("جميلة", "ar1"),
        ("القاهره", "ar1"), ("2019", "ar1"), ("اسامة", "ar1"), ("ايران", "fa1"), ("كتاب", "fa1"), ("שלום", "he1"), ("צה״ל", "he1"),
        ("צה\"ל", "he1"), ("ארה\"ב", "he1"), ("กรุงเทพ", "th1"), ("2562", "th1"), ("トウキョウ", "ja1"), ("とうきょう", ""), ("nhk", "ja1"),
        ("東京", "ja1"), ("한국", "ko1"), ("état", "fr1"), ("etat", "fr1"), ("élysée", "fr1"), ("aujourd'hui", "fr1"), ("aujourd’hui", "fr1"),
        ("oeuvre", "fr1"), ("hugo", "fr1"), ("presqu'île", "fr1"), ("unione", "it1"), ("aeroporto", "it1"), ("altra", "it1"),
        ("ajuntament", "ca1"), ("ciutat", "ca1"), ("col·lecció", "ca1"), ("coŀlecció", "ca1"), ("strasse", "de1"), ("straße", "de1"),
        ("Fussball", "de1"), ("NATO", "en1 en2"), ("N.A.T.O.", "en1 en2"), ("nato", "en1 en2"), ("UK", "en1 en2"), ("U.K.", "en1 en2"),
        ("JRR Tolkien", "en1 en2"), ("J.R.R. Tolkien", "en1 en2"), ("PhD", "en1 en2"), ("Ph.D.", "en1 en2"), ("U.S. army", "en1"),
        ("US army", "en1"), ("USA", "en1"), ("US-led", "en1"), ("U.S.-led", "en1"), ("UN", "en1"), ("U.N.", "en1"), ("O'Brien", "en2"),
        ("OBrien", "en2"), ("O’Brien", "en2"), ("covid-19", "en3 en4"), ("covid19", "en3 en4"), ("COVID 19", "en3"), ("email", "en3 en4"),
        ("e-mail", "en3 en4"), ("health-care", "en3 en4"), ("healthcare", "en4"), ("cooperate", "en4"), ("co-operate", "en3 en4"),
        ("G20", "en3 en4"), ("G-20", "en3 en4"), ("F16", "en3 en4"), ("long-term", "en3 en4"), ("AT&T", "en4"), ("C++", "en4"),
        ("#MeToo", "en4"), ("@BBC", "en4"), ("$100m", "en4"), ("50%", "en4"), ("9/11", "en4"), ("Q&A", "en4"), ("US–China trade", "en5"),
        ("\"We will win\"", "en5"), ("“We will win,” he said", "en5"), ("It's over!", "en5"), ("Who's who?", "en5"),
        ("Is it over? Who's who", "en5"), ("strike /S2 port", "en5 en8"), ("port /S2 strike", "en5 en8"),
        ("port /S3 strike", "en5 en8 en9"), ("port /P2 end", "en5"), ("port /P3 end", "en5 en9"), ("person:Ronald Reagan", ""),
        ("author:Anna Lind", ""), ("person:\"Ronald Reagan\"", "en8"), ("date:1066", "en6"), ("date:0201", "en7"),
        ("before:1100", "en6 en7"), ("date:2017", "en8"), ("after:2017", "en9"),
    ];

    [Fact]
    public void Each_finds_its_articles_and_no_other()
    {
        using var index = Made();
        var faults = Cases.Select(c => (Case: c, Found: Ids(index, new() { Query = c.Query })))
            .Where(c => c.Found != c.Case.Ids).Select(c => $"{c.Case.Query} finds '{c.Found}' and not '{c.Case.Ids}'");
        Assert.Equal([], faults);
    }

    [Theory]
    [InlineData("person:Ronald Reagan", "SC414", "person:\"Ronald Reagan\"")]
    [InlineData("author:Anna Lind", "SC414", "author:\"Anna Lind\"")]
    [InlineData("port NEAR5 strike", "SC406", "NEAR/5")]
    [InlineData("port ADJ5 strike", "SC406", "PRE/5")]
    [InlineData("port /5 strike", "SC406", "W/5")]
    [InlineData("https://www.bbc.co.uk/news/x", "SC413", "url:\"https://www.bbc.co.uk/news/x\"")]
    [InlineData("Will the strike end?", "SC416", "brackets")]
    public void What_was_meant_otherwise_is_said_with_the_fix(string query, string code, string fix)
    {
        using var index = Made();
        var warning = index.Search(new SearchRequest { Query = query }).Warnings.First(w => w.Code == code);
        Assert.Contains(fix, warning.Message + warning.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Live]")]
    [InlineData("Port strike ends | Reuters")]
    [InlineData("trade: US–China talks")]
    public void What_cannot_be_read_is_answered_with_quotation_marks(string headline)
    {
        using var index = Made();
        var refused = Assert.Throws<QueryException>(() => index.Search(new SearchRequest { Query = headline }));
        Assert.Matches("quot(es|ation marks)", refused.Message);
        Assert.Equal(headline[0] == 'P' ? "en5" : "", Ids(index, new() { Query = $"\"{headline}\"" }));
    }

    [Fact]
    public void A_quotation_mark_between_letters_of_Hebrew_is_part_of_the_word()
    {
        var phrase = QueryText.Parse("\"צה\"ל הודיע\"");
        Assert.Empty(phrase.Diagnostics);
        Assert.Equal(new PhraseNode("צה\"ל הודיע"), phrase.Tree);
        Assert.Equal(phrase.Tree, QueryText.Parse(QueryFormatter.Format(phrase.Tree!)).Tree);
        Assert.Equal(new WordNode("ארה\"ב"), QueryText.Parse("ארה\"ב").Tree);
    }

    // The last hour of a year is another year further east.
    [Fact]
    public void Days_begin_in_the_zone_that_was_asked_for()
    {
        using var index = Made();
        Assert.Equal("en9", Ids(index, new() { Query = "date:2018" }));
        Assert.Equal("en8 en9", Ids(index, new() { Query = "date:2018", Zone = "Europe/Berlin" }));
        SearchRequest request = new() { Query = "port", Timeline = new(TimelineUnit.Year), Zone = "Europe/Berlin" };
        var timeline = index.Search(request).Timeline!;
        Assert.Equal(2, timeline.Buckets.Single(b => b.Count > 0).Count);
    }

    // One article of the year 201 and one of 1066 beside those of 2017 and 2018.
    [Fact]
    public void Odd_years_take_no_days_away()
    {
        using var index = Made();
        var timeline = index.Search(new SearchRequest { Timeline = new(TimelineUnit.Month) }).Timeline!;
        Assert.Equal(4, timeline.Buckets.Sum(b => b.Count));
        Assert.NotEmpty(timeline.Gaps);
    }

    private static ArticleIndex Made()
    {
        var index = ArticleIndex.InMemory(new() { Recognizer = null, Workers = 1 });
        index.Index([ArticleSource.From(Articles)]);
        return index;
    }

    private static string Ids(ArticleIndex index, SearchRequest request)
    {
        var hits = index.Search(request with { Limit = 100, TimeLimit = Timeout.InfiniteTimeSpan }).Hits;
        return string.Join(' ', hits.Select(h => h.Id).Order(StringComparer.Ordinal));
    }
}
