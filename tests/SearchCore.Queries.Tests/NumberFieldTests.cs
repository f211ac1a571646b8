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

    [Fact]
    public void Without_the_declaration_there_is_no_such_field() =>
        Assert.Contains(QueryParser.Parse("price:[1 TO 2]").Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
}
