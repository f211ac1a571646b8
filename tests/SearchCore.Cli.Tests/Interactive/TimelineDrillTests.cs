using SearchCore.Articles;
using SearchCore.Cli.Interactive;
using SearchCore.Queries;

namespace SearchCore.Cli.Tests.Interactive;

public sealed class TimelineDrillTests
{
    [Theory]
    [InlineData("1987", "Month", "1987-01-01", "1988-01-01")]
    [InlineData("1987-Q1", "Week", "1987-01-01", "1987-04-01")]
    [InlineData("1987-q1", "Week", "1987-01-01", "1987-04-01")]
    [InlineData("1987-03", "Day", "1987-03-01", "1987-04-01")]
    [InlineData("1987-W12", "Day", "1987-03-16", "1987-03-23")]
    [InlineData("1987-03-16", null, "1987-03-16", "1987-03-17")]
    public void A_bucket_is_looked_into_by_the_finer_unit(string text, string? unit, string from, string to)
    {
        Assert.True(TimelineDrill.TryRead(text, TimeZoneInfo.Utc, out var drill));
        Assert.Equal((ArticleDate.Parse(from), ArticleDate.Parse(to)), (drill!.Within.From, drill.Within.To));
        Assert.Equal(unit is null ? null : Enum.Parse<TimelineUnit>(unit), drill.Unit);
        var request = drill.Apply(new() { Query = "a | sort newest", Timeline = new(TimelineUnit.Year) { By = new("place") } });
        Assert.Equal((drill.Within, drill.Unit, "a | sort newest"), (request.Published, request.Timeline?.Unit, request.Query));
        Assert.Equal(unit is null ? null : "place", request.Timeline?.By?.Kind);
    }

    [Fact]
    public void Days_begin_in_the_zone()
    {
        Assert.True(TimelineDrill.TryRead("1987-03", TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"), out var drill));
        Assert.Equal(ArticleDate.Parse("1987-02-28T15:00:00Z"), drill!.Within.From);
    }

    [Theory]
    [InlineData("month")]
    [InlineData("month:person:3")]
    [InlineData("1987-13")]
    [InlineData("87")]
    [InlineData("today")]
    [InlineData("1987-Q5")]
    [InlineData("1987-03-16T10:00")]
    [InlineData("")]
    public void What_is_no_bucket_is_none(string text) => Assert.False(TimelineDrill.TryRead(text, TimeZoneInfo.Utc, out _));
}
