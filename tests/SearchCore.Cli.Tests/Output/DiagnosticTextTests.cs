using SearchCore.Cli.Output;
using SearchCore.Queries;

namespace SearchCore.Cli.Tests.Output;

public sealed class DiagnosticTextTests
{
    [Fact]
    public void Carets_stand_under_what_is_wrong() => Assert.Equal(
        """
        SC102 unknown field 'persn'; did you mean 'person'?
          persn:"Vladimir Putin" AND nato
          ^^^^^

        """,
        Written("persn:\"Vladimir Putin\" AND nato", Error("SC102", 0, 5, "unknown field 'persn'; did you mean 'person'?")));

    [Fact]
    public void Where_something_is_missing_one_caret_points_at_the_place() => Assert.Equal(
        """
        SC110 nothing follows AND
          nato AND
                  ^

        """,
        Written("nato AND", Error("SC110", 8, 8, "nothing follows AND")));

    [Fact]
    public void What_is_about_nothing_in_the_text_points_at_nothing() =>
        Assert.Equal("SC411 place:\"Holland\" is read as something else too\n", Written(
            "strike", Error("SC411", 0, 0, "place:\"Holland\" is read as something else too")));

    [Theory]
    [InlineData("北京 AND )", 7, 8, "           ^")]
    [InlineData("a\e[2J )", 6, 7, "           ^")]
    [InlineData("e\u0301t )", 4, 5, "     ^")]
    public void Carets_count_cells_not_characters(string query, int start, int end, string carets) =>
        Assert.Equal(carets, Written(query, Error("SC1", start, end, "m")).Split('\n')[2]);

    [Fact]
    public void A_long_query_is_shown_around_the_place()
    {
        var query = string.Join(' ', Enumerable.Repeat("word", 500)) + " ) " + string.Join(' ', Enumerable.Repeat("tail", 500));
        var lines = Written(query, Error("SC1", 2500, 2501, "m")).Split('\n');
        Assert.True(lines[1].Length < 120);
        Assert.Equal(')', lines[1][lines[2].IndexOf('^')]);
        Assert.StartsWith("  …", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("…", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void At_most_three_errors_are_shown() =>
        Assert.Equal(
            9, Written("abc", [.. Enumerable.Range(0, 5).Select(i => Error($"SC{i}", 0, 1, "m"))])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

    [Theory]
    [InlineData(-5, 900)]
    [InlineData(2, 1)]
    [InlineData(900, 901)]
    public void A_span_outside_of_the_query_is_no_fault(int start, int end) =>
        Assert.Contains("^", Written("abc", Error("SC1", start, end, "m")), StringComparison.Ordinal);

    private static QueryDiagnostic Error(string code, int start, int end, string message) => new()
    {
        Code = code,
        Severity = DiagnosticSeverity.Error,
        Start = start,
        End = end,
        Message = message,
    };

    private static string Written(string query, params QueryDiagnostic[] diagnostics)
    {
        using var output = new StringWriter { NewLine = "\n" };
        DiagnosticText.Write(output, query, diagnostics);
        return output.ToString();
    }
}
