using SearchCore.Cli.Output;

namespace SearchCore.Cli.Tests.Output;

public sealed class QueryPrinterTests
{
    [Theory]
    [InlineData("syria")]
    [InlineData("syria withdrawal")]
    [InlineData("syria OR turkey OR iraq")]
    [InlineData("(syria OR turkey) AND NOT oil")]
    [InlineData("NOT oil")]
    [InlineData("\"surprise visit\"~3")]
    [InlineData("title:\"surprise visit\" body:budget")]
    [InlineData("person:\"Vladimir Putin\" place:syr* entity:nato")]
    [InlineData("source:Wire AND id:a1")]
    [InlineData("withdr*^2 te?t assad~1 (port strike)^1.5")]
    [InlineData("date:2017-12 AND date:[2017 TO *]")]
    [InlineData("title:* AND person:*")]
    [InlineData("\\(odd\\) \"with \\\" quote\" back\\\\slash AND \\AND")]
    [InlineData("*:*")]
    [InlineData("+must -mustnot maybe")]
    [InlineData("state-run")]
    public void What_is_printed_is_understood_the_same(string query)
    {
        var parsed = QueryText.Parse(query);
        Assert.True(parsed.IsValid, string.Join("; ", parsed.Diagnostics));
        var printed = QueryPrinter.Print(parsed.Tree!);
        Assert.Equal(parsed.Tree, QueryText.Parse(printed).Tree);
        Assert.Equal(printed, QueryPrinter.Print(QueryText.Parse(printed).Tree!));
    }
}
