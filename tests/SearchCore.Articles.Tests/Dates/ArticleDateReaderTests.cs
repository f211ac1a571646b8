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
}
