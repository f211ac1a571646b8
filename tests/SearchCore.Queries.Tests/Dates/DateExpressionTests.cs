using System.Globalization;

using CsCheck;

namespace SearchCore.Queries.Tests.Dates;

public class DateExpressionTests
{
    private static readonly DateTimeOffset Now = new(2018, 3, 14, 23, 30, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo East = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(2), "east", "east");

    [Theory]
    [InlineData("2017", "2017-01-01T00:00:00Z", "2018-01-01T00:00:00Z")]
    [InlineData("2017-Q1", "2017-01-01T00:00:00Z", "2017-04-01T00:00:00Z")]
    [InlineData("2017-q4", "2017-10-01T00:00:00Z", "2018-01-01T00:00:00Z")]
    [InlineData("2017-12", "2017-12-01T00:00:00Z", "2018-01-01T00:00:00Z")]
    [InlineData("2016-02", "2016-02-01T00:00:00Z", "2016-03-01T00:00:00Z")]
    [InlineData("2017-W50", "2017-12-11T00:00:00Z", "2017-12-18T00:00:00Z")]
    [InlineData("2015-W53", "2015-12-28T00:00:00Z", "2016-01-04T00:00:00Z")]
    [InlineData("2017-12-11", "2017-12-11T00:00:00Z", "2017-12-12T00:00:00Z")]
    [InlineData("20171211", "2017-12-11T00:00:00Z", "2017-12-12T00:00:00Z")]
    [InlineData("2017-12-11T14", "2017-12-11T14:00:00Z", "2017-12-11T15:00:00Z")]
    [InlineData("2017-12-11T14:30", "2017-12-11T14:30:00Z", "2017-12-11T14:31:00Z")]
    [InlineData("2017-12-11 14:30:59", "2017-12-11T14:30:59Z", "2017-12-11T14:31:00Z")]
    [InlineData("2017-12-11T14:30:59.123Z", "2017-12-11T14:30:59Z", "2017-12-11T14:31:00Z")]
    [InlineData("2017-12-11T00:30+02:00", "2017-12-10T22:30:00Z", "2017-12-10T22:31:00Z")]
    [InlineData("2017-12-11T23:30-0500", "2017-12-12T04:30:00Z", "2017-12-12T04:31:00Z")]
    [InlineData("0001", "0001-01-01T00:00:00Z", "0002-01-01T00:00:00Z")]
    [InlineData("9999-12-31", "9999-12-31T00:00:00Z", "10000-01-01T00:00:00Z")]
    [InlineData("9999", "9999-01-01T00:00:00Z", "10000-01-01T00:00:00Z")]
    [InlineData("9999-W52", "9999-12-27T00:00:00Z", "10000-01-01T00:00:00Z")]
    [InlineData("today", "2018-03-14T00:00:00Z", "2018-03-15T00:00:00Z")]
    [InlineData("Yesterday", "2018-03-13T00:00:00Z", "2018-03-14T00:00:00Z")]
    [InlineData("now", "2018-03-14T23:30:00Z", "2018-03-14T23:30:01Z")]
    [InlineData("last-1d", "2018-03-14T00:00:00Z", "2018-03-15T00:00:00Z")]
    [InlineData("last-30d", "2018-02-13T00:00:00Z", "2018-03-15T00:00:00Z")]
    [InlineData("last-2w", "2018-03-01T00:00:00Z", "2018-03-15T00:00:00Z")]
    [InlineData("last-1m", "2018-02-15T00:00:00Z", "2018-03-15T00:00:00Z")]
    [InlineData("last-1y", "2017-03-15T00:00:00Z", "2018-03-15T00:00:00Z")]
    public void A_date_is_its_whole_unit(string text, string from, string to)
    {
        Assert.True(DateExpression.TryParse(text, Now, TimeZoneInfo.Utc, out var interval, out _));
        Assert.Equal($"[{from} TO {to}}}", interval.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("17")]
    [InlineData("0000")]
    [InlineData("2017-13")]
    [InlineData("2017-00")]
    [InlineData("2017-Q5")]
    [InlineData("2017-W53")]
    [InlineData("2017-W00")]
    [InlineData("2017-02-29")]
    [InlineData("2017-1-1")]
    [InlineData("2017-12-11T24")]
    [InlineData("2017-12-11T1:30")]
    [InlineData("2017-12-11T12:30.5")]
    [InlineData("2017-12-11T12:30+")]
    [InlineData("11.12.2017")]
    [InlineData("December 11, 2017")]
    [InlineData("last-30")]
    [InlineData("last-0d")]
    [InlineData("last-d")]
    [InlineData("last-99999y")]
    [InlineData("٢٠١٧")]
    public void What_is_no_date_says_so(string text)
    {
        Assert.False(DateExpression.TryParse(text, Now, TimeZoneInfo.Utc, out _, out var problem));
        Assert.NotEmpty(problem);
    }

    [Fact]
    public void Days_begin_in_the_zone()
    {
        Assert.True(DateExpression.TryParse("2017-12-11", null, East, out var day, out _));
        Assert.Equal("[2017-12-10T22:00:00Z TO 2017-12-11T22:00:00Z}", day.ToString());
        Assert.True(DateExpression.TryParse("today", Now, East, out var today, out _));
        Assert.Equal("[2018-03-14T22:00:00Z TO 2018-03-15T22:00:00Z}", today.ToString());
        Assert.True(DateExpression.TryParse("2017-12-11T12:00Z", null, East, out var noon, out _));
        Assert.Equal("[2017-12-11T12:00:00Z TO 2017-12-11T12:01:00Z}", noon.ToString());
    }

    [Fact]
    public void Relative_dates_need_a_now() => Assert.False(DateExpression.TryParse("today", null, TimeZoneInfo.Utc, out _, out _));

    [Fact]
    public void Units_meet_without_gap_or_overlap() => Gen.DateOnly[new DateOnly(2, 1, 1), new DateOnly(9998, 12, 1)].Sample(day =>
    {
        Assert.True(DateExpression.TryParse(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null, East, out var one, out _));
        Assert.True(DateExpression.TryParse(
            day.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null, East, out var next, out _));
        Assert.Equal(one.To, next.From);
        Assert.True(DateExpression.TryParse(day.ToString("yyyy-MM", CultureInfo.InvariantCulture), null, East, out var month, out _));
        Assert.True(month.Contains(one.From!.Value) && month.Contains(one.To!.Value - 1));
    });

    [Fact]
    public void No_text_throws() => Gen.OneOf(Gen.String, Gen.String[Gen.Char["0123456789-:TZWQ+. lastdwmy"], 0, 30]).Sample(text =>
    {
        DateExpression.TryParse(text, Now, East, out var interval, out var problem);
        Assert.True(problem is null ? !interval.IsEmpty : problem.Length > 0);
    });
}
