using System.Text;
using CsCheck;

namespace SearchCore.Articles.Tests;

public class ArticleDateParserTests
{
    private static readonly byte[] DateBytes = "0123456789-:TWZ+. "u8.ToArray();

    [Theory]
    [InlineData("2017-12-11", "2017-12-11T00:00:00Z")]
    [InlineData("20171211", "2017-12-11T00:00:00Z")]
    [InlineData("2017-345", "2017-12-11T00:00:00Z")]
    [InlineData("2017345", "2017-12-11T00:00:00Z")]
    [InlineData("2017-W50-1", "2017-12-11T00:00:00Z")]
    [InlineData("2017W501", "2017-12-11T00:00:00Z")]
    [InlineData("2020-W53-7", "2021-01-03T00:00:00Z")]
    [InlineData("2019-W01-1", "2018-12-31T00:00:00Z")]
    [InlineData("  2017-12-11\n", "2017-12-11T00:00:00Z")]
    [InlineData("2017-12-11T15:01:02Z", "2017-12-11T15:01:02Z")]
    [InlineData("2017-12-11t15:01:02z", "2017-12-11T15:01:02Z")]
    [InlineData("2017-12-11 15:01:02", "2017-12-11T15:01:02Z")]
    [InlineData("2017-12-11T15:01", "2017-12-11T15:01:00Z")]
    [InlineData("2017-12-11T15", "2017-12-11T15:00:00Z")]
    [InlineData("20171211T150102Z", "2017-12-11T15:01:02Z")]
    [InlineData("20171211T1501", "2017-12-11T15:01:00Z")]
    [InlineData("2017-12-11T15:01:02.999999999Z", "2017-12-11T15:01:02Z")]
    [InlineData("2017-12-11T15:01:02,5Z", "2017-12-11T15:01:02Z")]
    [InlineData("2017-12-11T15:01:02+03:00", "2017-12-11T12:01:02Z")]
    [InlineData("2017-12-11T15:01:02 +0300", "2017-12-11T12:01:02Z")]
    [InlineData("2017-12-11T15:01:02-05", "2017-12-11T20:01:02Z")]
    [InlineData("2017-12-11T15:01:02+14:00", "2017-12-11T01:01:02Z")]
    [InlineData("2017-12-11T15:01:02-14:00", "2017-12-12T05:01:02Z")]
    [InlineData("2017-12-31T24:00", "2018-01-01T00:00:00Z")]
    [InlineData("2016-02-29", "2016-02-29T00:00:00Z")]
    [InlineData("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59Z")]
    [InlineData("0001-01-01", "0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z")]
    public void Iso_dates_are_read(string text, string expected)
    {
        Assert.True(ArticleDateParser.TryParse(Encoding.UTF8.GetBytes(text), out var date, out var repaired));
        Assert.Equal(expected, date.ToString());
        Assert.False(repaired);
        Assert.True(ArticleDateParser.TryParse(text, out var same));
        Assert.Equal(date, same);
    }

    [Theory]
    [InlineData("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z")]
    [InlineData("2017-01-01T08:59:60.5+09:00", "2016-12-31T23:59:59Z")]
    public void A_leap_second_is_the_second_before_and_said_to_be_repaired(string text, string expected)
    {
        Assert.True(ArticleDateParser.TryParse(text, out var date, out var repaired));
        Assert.Equal(expected, date.ToString());
        Assert.True(repaired);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("2017")]
    [InlineData("2017-12")]
    [InlineData("2017-1-1")]
    [InlineData("2017-02-30")]
    [InlineData("2017-02-29")]
    [InlineData("2017-13-01")]
    [InlineData("2017-00-01")]
    [InlineData("2017-12-00")]
    [InlineData("2017-366")]
    [InlineData("2017-000")]
    [InlineData("2017-W53-1")]
    [InlineData("2017-W00-1")]
    [InlineData("2017-W50-8")]
    [InlineData("2017-W50")]
    [InlineData("0000-01-01")]
    [InlineData("-0001-01-01")]
    [InlineData("+2017-01-01")]
    [InlineData("12017-01-01")]
    [InlineData("03/04/05")]
    [InlineData("03-04-05")]
    [InlineData("11 December 2017")]
    [InlineData("2017-12-11x")]
    [InlineData("2017-12-11T")]
    [InlineData("2017-12-11T25:00")]
    [InlineData("2017-12-11T24:01")]
    [InlineData("2017-12-11T15:60")]
    [InlineData("2017-12-11T15:01:61")]
    [InlineData("2017-12-11T15:01:02.")]
    [InlineData("2017-12-11T15:01:02+14:01")]
    [InlineData("2017-12-11T15:01:02+15:00")]
    [InlineData("2017-12-11T15:01:02+03:60")]
    [InlineData("2017-12-11T15:01:02+3")]
    [InlineData("2017-12-11T15:01:02 junk")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    [InlineData("２０１７-12-11")]
    [InlineData("2017-12-11T15:01:02.0000000000000000000000000000000000000000000000000000Z")]
    public void What_is_no_date_is_not_guessed(string text)
    {
        Assert.False(ArticleDateParser.TryParse(Encoding.UTF8.GetBytes(text), out var date, out var repaired));
        Assert.Equal(default, date);
        Assert.False(repaired);
        Assert.False(ArticleDateParser.TryParse(text, out _));
    }

    [Fact]
    public void Every_moment_printed_is_read_back() =>
        Gen.Long[ArticleDate.MinUnixSeconds, ArticleDate.MaxUnixSeconds].Sample(seconds =>
            ArticleDateParser.TryParse(new ArticleDate(seconds).ToString(), out var date) && date.UnixSeconds == seconds);

    [Fact]
    public void Week_dates_agree_with_the_runtime() =>
        Gen.Int[new DateOnly(2, 1, 1).DayNumber, new DateOnly(9998, 12, 31).DayNumber].Sample(number =>
        {
            var day = DateOnly.FromDayNumber(number).ToDateTime(TimeOnly.MinValue);
            var text = string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"{System.Globalization.ISOWeek.GetYear(day):0000}-W{System.Globalization.ISOWeek.GetWeekOfYear(day):00}-{(((int)day.DayOfWeek + 6) % 7) + 1}");
            return ArticleDateParser.TryParse(text, out var date) && date == ArticleDate.FromDay(day.Year, day.Month, day.Day);
        });

    [Fact]
    public void Any_bytes_are_read_or_not_but_never_throw() =>
        Gen.Frequency((1, Gen.Byte), (5, Gen.Int[0, DateBytes.Length - 1].Select(i => DateBytes[i]))).Array[0, 30].Sample(bytes =>
            ArticleDateParser.TryParse(bytes, out var date) || date == default);

    [Fact]
    public void Reading_a_date_allocates_nothing()
    {
        var text = "2017-12-11T15:01:02+03:00"u8.ToArray();
        Assert.True(ArticleDateParser.TryParse(text, out _));
        var (read, before) = (true, GC.GetAllocatedBytesForCurrentThread());
        for (var i = 0; i < 100; i++)
        {
            read &= ArticleDateParser.TryParse(text, out _);
            read &= ArticleDateParser.TryParse("2017-12-11T15:01:02+03:00", out _);
        }

        Assert.Equal((0, true), (GC.GetAllocatedBytesForCurrentThread() - before, read));
    }
}
