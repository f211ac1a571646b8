using System.Text;

namespace SearchCore.Articles.Tests.Dates;

public class ArticleDateReaderTests
{
    public static TheoryData<string, string> Spellings()
    {
        var data = new TheoryData<string, string>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Dates", "dates.txt")))
        {
            if (line.Length > 0 && line[0] != '#')
            {
                var arrow = line.LastIndexOf(" => ", StringComparison.Ordinal);
                data.Add(line[..arrow], line[(arrow + 4)..]);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Dates_are_read_as_archives_write_them(string spelling, string expected)
    {
        var bar = spelling.IndexOf('|');
        var option = bar > 0 && spelling[bar - 1] != ' ' ? spelling[..bar] : "";
        var text = option.Length > 0 ? spelling[(bar + 1)..] : spelling;
        var order = option switch
        {
            "dmy" => DateOrder.DayMonthYear,
            "mdy" => DateOrder.MonthDayYear,
            "ymd" => DateOrder.YearMonthDay,
            _ => DateOrder.Unstated,
        };
        var zone = TimeZoneInfo.Utc;
        Assert.True(!option.Contains('/') || ArticleDateOptions.TryFindZone(option, out zone));
        var reader = new ArticleDateReader(new ArticleDateOptions { Order = order, Zone = zone });
        var utf8 = Encoding.UTF8.GetBytes(text);
        var read = reader.TryRead(utf8, out var date, out var reading);
        var found = !read ? $"!{reading}" : reading == DateReading.Plain ? date.ToString() : $"?{reading} {date}";

        Assert.Equal(expected, found);
        Assert.Equal(read, reader.TryRead(text, out var same, out var sameReading));
        Assert.Equal((date, reading), (same, sameReading));
        Assert.Equal(reading == DateReading.Plain, reader.Explain(utf8, reading).Length == 0);
    }

    [Fact]
    public void A_reader_keeps_its_options_and_refuses_an_order_that_is_none()
    {
        var options = new ArticleDateOptions { Order = DateOrder.MonthDayYear };

        Assert.Same(options, new ArticleDateReader(options).Options);
        Assert.Same(ArticleDateOptions.Default, ArticleDateReader.Default.Options);
        Assert.Equal((DateOrder.Unstated, TimeZoneInfo.Utc), (ArticleDateOptions.Default.Order, ArticleDateOptions.Default.Zone));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ArticleDateReader(new ArticleDateOptions { Order = (DateOrder)9 }));
        Assert.False(ArticleDateOptions.TryFindZone("../Nowhere", out var zone));
        Assert.Equal(TimeZoneInfo.Utc, zone);
    }

    [Theory]
    [InlineData("1615305780", "2021-03-09T16:03:00Z")]
    [InlineData("1615305780.999", "2021-03-09T16:03:00Z")]
    [InlineData("1.615305780e12", "2021-03-09T16:03:00Z")]
    [InlineData("1615305780000000000", "2021-03-09T16:03:00Z")]
    [InlineData("202103091703", "2021-03-09T17:03:00Z")]
    [InlineData("2021", null)]
    [InlineData("0", null)]
    [InlineData("-1615305780", null)]
    [InlineData("4102444800", null)]
    [InlineData("1e308", null)]
    [InlineData("", null)]
    public void Numbers_are_moments_by_their_size(string number, string? expected)
    {
        Assert.Equal(
            expected is not null, ArticleDateReader.Default.TryReadNumber(Encoding.UTF8.GetBytes(number), out var date, out var reading));
        Assert.Equal(expected is not null, reading == DateReading.Plain);
        Assert.Equal(expected ?? default(ArticleDate).ToString(), date.ToString());
    }

    [Fact]
    public void What_is_too_long_is_no_date()
    {
        Assert.False(ArticleDateReader.Default.TryRead("9 March 2021" + new string('.', 300), out _, out var reading));
        Assert.Equal(DateReading.NotADate, reading);
        Assert.True(ArticleDateReader.Default.TryRead("9 March 2021" + new string(' ', 300), out _, out _));
    }
}
