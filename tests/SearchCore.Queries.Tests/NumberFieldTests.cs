using System.Text.Json;

using SearchCore.Queries.Parsing;

namespace SearchCore.Queries.Tests;

/// <summary>Numbers of an archive's own fields: read, printed, in JSON.</summary>
public class NumberFieldTests
{
    private static readonly QueryTextOptions Options = new()
    {
        Fields = new Dictionary<string, FieldType>
        {
            ["price"] = FieldType.Number,
            ["draft"] = FieldType.Boolean,
            ["embargo"] = FieldType.Date,
            ["summary"] = FieldType.Text,
        },
    };

    [Theory]
    [InlineData("price:12", 12, 12, false, false)]
    [InlineData("price=12", 12, 12, false, false)]
    [InlineData("price:-1.5e3", -1_500, -1_500, false, false)]
    [InlineData("price:>12", 12, double.PositiveInfinity, true, false)]
    [InlineData("price>=12", 12, double.PositiveInfinity, false, false)]
    [InlineData("price<12", double.NegativeInfinity, 12, false, true)]
    [InlineData("price:{1 TO 2.5]", 1, 2.5, true, false)]
    [InlineData("price:[1 to *}", 1, double.PositiveInfinity, false, false)]
    [InlineData("price:..7", double.NegativeInfinity, 7, false, false)]
    public void A_text_is_a_range_and_prints_and_travels_as_one(
        string text, double least, double greatest, bool excludesLeast, bool excludesGreatest)
    {
        var node = Assert.IsType<NumberRangeNode>(QueryParser.Parse(text, Options).Tree);
        Assert.Equal(
            ("price", least, greatest, excludesLeast, excludesGreatest),
            (node.Field, node.Least, node.Greatest, node.ExcludesLeast, node.ExcludesGreatest));
        Assert.Equal(node, QueryParser.Parse(QueryFormatter.Format(node), Options).Tree);
        Assert.Equal(node, JsonSerializer.Deserialize<QueryNode>(JsonSerializer.Serialize<QueryNode>(node)));
    }

    [Theory]
    [InlineData("embargo:2019", "embargo:[2019-01-01T00:00:00Z TO 2020-01-01T00:00:00Z}")]
    [InlineData("embargo>=2019-03", "embargo:[2019-03-01T00:00:00Z TO *]")]
    [InlineData("embargo:>2019", "embargo:[2020-01-01T00:00:00Z TO *]")]
    [InlineData("embargo:[2019 TO 2020}", "embargo:[2019-01-01T00:00:00Z TO 2020-01-01T00:00:00Z}")]
    public void A_date_of_an_own_field_prints_and_travels_as_one(string text, string printed)
    {
        var node = Assert.IsType<DateRangeNode>(QueryParser.Parse(text, Options).Tree);
        Assert.Equal("embargo", node.Field);
        Assert.Equal(printed, QueryFormatter.Format(node));
        Assert.Equal(node, QueryParser.Parse(printed, Options).Tree);
        Assert.Equal(node, JsonSerializer.Deserialize<QueryNode>(JsonSerializer.Serialize<QueryNode>(node)));
        Assert.Null(Assert.IsType<DateRangeNode>(QueryParser.Parse("date:2019", Options).Tree).Field);
    }

    [Theory]
    [InlineData("summary:port", "summary:port")]
    [InlineData("Summary:(port strike)", "summary:(port AND strike)")]
    [InlineData("summary:\"port strike\"~2^2", "summary:\"port strike\"~2^2")]
    [InlineData("summary:(port W/5 strike) title:port", "summary:(port W/5 strike) AND title:port")]
    [InlineData("summary:=port NOT summary:strik*", "summary:=\"port\" AND NOT summary:strik*")]
    [InlineData("summary:2017..2018", "summary:\\2017\\.\\.2018")]
    [InlineData("summary:*", "summary:*")]
    [InlineData("summary:(title:foo)", "summary:(title:foo)")]
    [InlineData("summary:(body:\"a b\")", "summary:(body:\"a b\")")]
    [InlineData("summary:(title:fo*)^2", "summary:(title:fo*)^2")]
    public void A_text_of_an_own_field_prints_and_travels_as_one(string text, string printed)
    {
        var read = QueryParser.Parse(text, Options);
        Assert.Empty(read.Diagnostics);
        Assert.Equal(printed, QueryFormatter.Format(read.Tree!));
        Assert.Equal(read.Tree, QueryParser.Parse(QueryFormatter.Format(read.Tree!), Options).Tree);
        Assert.Equal(read.Tree, JsonSerializer.Deserialize<QueryNode>(JsonSerializer.Serialize(read.Tree)));
    }

    [Fact]
    public void A_text_of_an_own_field_holds_what_stands_in_it()
    {
        var own = Assert.IsType<OwnTextNode>(QueryParser.Parse("Summary:\"port strike\"", Options).Tree);
        Assert.Equal("summary", own.Field);
        Assert.Equal("port strike", Assert.IsType<PhraseNode>(own.Node).Text);
    }

    [Theory]
    [InlineData("a | facet price by -1", "SC123")]
    [InlineData("a | facet price by 0", "SC123")]
    [InlineData("a | facet price (", "SC123")]
    [InlineData("a | facet price (7", "SC123")]
    [InlineData("a | timeline month of price", "SC123")]
    [InlineData("a | timeline month of", "SC123")]
    [InlineData("a | select price:(", "SC123")]
    [InlineData("a | select price:[", null)]
    [InlineData("a | select price:>=", "SC123")]
    public void What_is_wrong_behind_the_bar_is_said(string text, string? code) =>
        Assert.Equal(code, QueryParser.Parse(text, Options).Diagnostics is [var first, ..] ? first.Code : null);

    [Fact]
    public void Without_the_declaration_there_is_no_such_field() =>
        Assert.Contains(QueryParser.Parse("price:[1 TO 2]").Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
}
