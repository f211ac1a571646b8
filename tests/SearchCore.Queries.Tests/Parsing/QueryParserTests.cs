using System.Globalization;

using SearchCore.Queries.Parsing;

namespace SearchCore.Queries.Tests.Parsing;

public sealed class QueryParserTests
{
    private static readonly DateTimeOffset Now = new(2018, 3, 14, 15, 9, 26, TimeSpan.Zero);

    [Theory]
    [InlineData("a AND b OR c AND d", "(a AND b) OR (c AND d)")]
    [InlineData("a b OR c", "(a AND b) OR c")]
    [InlineData("a NOT b", "a AND NOT b")]
    [InlineData("a -b", "a AND NOT b")]
    [InlineData("-a", "NOT a")]
    [InlineData("NOT NOT a", "a")]
    [InlineData("+a OR b", "+a OR b")]
    [InlineData("a OR -b", "a OR -b")]
    [InlineData("a OR NOT b", "a OR (NOT b)")]
    [InlineData("NOT a W/5 b", "NOT a W/5 b")]
    [InlineData("a W/5 b AND c", "a W/5 b AND c")]
    [InlineData("a near/5 b pre/2 c", "a W/5 b PRE/2 c")]
    [InlineData("a NOT W/5 b", "a NOT W/5 b")]
    [InlineData("a w/s b /p c", "a /S b /P c")]
    [InlineData("title:(a OR \"b c\"~2)", "title:a OR title:\"b c\"~2")]
    [InlineData("state-run -other", "state-run AND NOT other")]
    [InlineData("http://x.org/a:b 14:30", "http\\:\\/\\/x.org\\/a\\:b AND 14\\:30")]
    [InlineData("\u201Ca b\u201D \u00ABc\u00BB", "\"a b\" AND \"c\"")]
    [InlineData("place:(syria, new york)", "place:\"syria\" OR place:\"new york\"")]
    [InlineData("date:2017-12", "date:[2017-12-01T00:00:00Z TO 2018-01-01T00:00:00Z}")]
    [InlineData("2017-11..2018-01", "date:[2017-11-01T00:00:00Z TO 2018-02-01T00:00:00Z}")]
    [InlineData("date:now-1M/M", "date:[2018-02-01T00:00:00Z TO 2018-03-01T00:00:00Z}")]
    [InlineData("date:\"last 30 days\"", "date:[2018-02-13T00:00:00Z TO 2018-03-15T00:00:00Z}")]
    [InlineData("after:2017", "date:[2018-01-01T00:00:00Z TO *]")]
    [InlineData("date<=2017-12", "date:[* TO 2018-01-01T00:00:00Z}")]
    [InlineData("url:*^2 site:*^3 id:*^4", "url:*^2 AND site:*^3 AND *^4")]
    [InlineData("url:bbc.co.uk/news/*^2", "url:\"bbc.co.uk/news/*\"^2")]
    [InlineData("url:bbc.co.uk/\\*^2", "url:\"bbc.co.uk/*^2\"")]
    [InlineData("=\u0130x ATLEAST3 tariff FIRST/50 toyota", "=\"\u0130x\" AND ATLEAST3 tariff AND FIRST/50 toyota")]
    [InlineData("x | boost recent", "x | boost recent 30d")]
    [InlineData("x | boost recent:2w 2.50 | group SOURCE", "x | boost recent 14d 2.5 | group source")]
    [InlineData("x | boost RECENT 1y", "x | boost recent 8766h")]
    [InlineData("x | boost recent 90min .5", "x | boost recent 90min 0.5")]
    [InlineData("x | boost recent 61s 1e-5", "x | boost recent 61s 1E-05")]
    [InlineData("x | facet person 20, place | sort newest | select org:(a, b)",
        "x | select organization:(\"a\", \"b\") | facet person 20, place | sort newest")]
    [InlineData("near:a1 NOT near:\"an id\" | unique | limit 3", "near:\"a1\" AND NOT near:\"an id\" | unique | limit 3")]
    [InlineData("NEAR:(a1 OR b-2~x)^2", "(near:\"a1\" OR near:\"b-2~x\")^2")]
    public void A_text_is_understood_as(string text, string printed)
    {
        var parsed = QueryParser.Parse(text, new() { Now = Now });
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Diagnostics));
        Assert.Equal(printed, QueryFormatter.Format(parsed.Tree!, parsed.Directives));
    }

    [Fact]
    public void Near_takes_an_id_and_unique_no_argument()
    {
        var parsed = QueryParser.Parse("near:a~1 | unique", new());
        Assert.Equal("a~1", Assert.IsType<NearNode>(parsed.Tree).Id);
        Assert.True(parsed.Directives!.Unique);
        Assert.False(QueryParser.Parse("near:a | limit 3", new()).Directives!.Unique);
        Assert.False(QueryParser.Parse("near:*", new()).IsValid);
        Assert.False(QueryParser.Parse("near:a*", new()).IsValid);
        Assert.False(QueryParser.Parse("x | unique person", new()).IsValid);
        Assert.False(QueryParser.Parse("x | unique | unique", new()).IsValid);
    }

    [Theory]
    [InlineData("bill clinton or gore and george bush", "\"bill clinton\" OR (gore AND \"george bush\")")]
    [InlineData("president w/2 bush", "president PRE/2 bush")]
    [InlineData("world cup adj5 rugby", "\"world cup\" PRE/5 rugby")]
    [InlineData("carrefour near5 retail sales", "carrefour W/5 retail PRE/1 sales")]
    [InlineData("vodafone same telecommunications", "vodafone /P telecommunications")]
    [InlineData("toyota/F50/", "FIRST/50 toyota")]
    [InlineData("atleast5 microsoft", "ATLEAST5 microsoft")]
    [InlineData("hd=europe and by=smith", "title:europe AND author:\"smith\"")]
    public void Factiva_is_read_with_its_own_operators(string text, string printed) =>
        Assert.Equal(printed, QueryFormatter.Format(QueryParser.ParseFactiva(text).Tree!));

    [Fact]
    public void Cultures_change_nothing()
    {
        var texts = new QueryTexts(20171211);
        var sample = Enumerable.Range(0, 500).Select(_ => texts.Next()).ToList();
        List<string> Read() =>
            sample.ConvertAll(
            t => QueryParser.Parse(t, new() { Now = Now }) is { Tree: { } tree } p
                ? QueryFormatter.Format(tree, p.Directives)
                : string.Join('\n', QueryParser.Parse(t, new() { Now = Now }).Diagnostics));

        var before = CultureInfo.CurrentCulture;
        var expected = Read();
        try
        {
            // Invariant globalization has no data of cultures; this one has what differs in Turkey, Arabia and Germany.
            CultureInfo.CurrentCulture = new CultureInfo(string.Empty)
            {
                NumberFormat = { NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NegativeSign = "\u2212" },
                DateTimeFormat = { DateSeparator = ".", TimeSeparator = "." },
            };
            Assert.Equal(expected, Read());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_word_may_have_as_many_asterisks_as_the_limits_say()
    {
        var strict = new QueryTextOptions { Limits = new SyntaxLimits { Asterisks = 1 } };
        Assert.True(QueryParser.Parse("withdr*", strict).IsValid);
        Assert.Equal("SC305", Assert.Single(QueryParser.Parse("wi*dr*", strict).Diagnostics).Code);
        Assert.True(QueryParser.Parse("wi*dr*", new()).IsValid);
        Assert.Equal("SC305", Assert.Single(QueryParser.Parse("wi*dr*al*", new()).Diagnostics).Code);
        Assert.True(QueryParser.Parse("wi*dr*al*", new() { Limits = new SyntaxLimits { Asterisks = 3 } }).IsValid);
    }

    [Fact]
    public void Raised_limits_are_bounded() => Assert.Throws<ArgumentOutOfRangeException>(() => new SyntaxLimits { Nesting = 201 });
}
