using SearchCore.Articles.Dates;

namespace SearchCore.Articles.Tests.Dates;

public class DateNamesTests
{
    [Fact]
    public void No_name_stands_for_two_months()
    {
        var months = from row in MonthNames.Rows
                     from month in row.Months.Split('|').Index()
                     from name in month.Item.Split(' ')
                     group (row.Language, Month: month.Index + 1) by DateWords.Fold(name);
        var twice = months.Where(name => name.Select(m => m.Month).Distinct().Count() > 1)
            .Select(name => $"{name.Key}: {string.Join(", ", name)}");

        Assert.Empty(twice);
        Assert.All(MonthNames.Rows, row => Assert.Equal((row.Language, 12), (row.Language, row.Months.Split('|').Length)));
    }

    [Fact]
    public void Every_row_of_days_has_a_week() =>
        Assert.All(WeekdayNames.Rows, row => Assert.Equal((row.Language, 7), (row.Language, row.Days.Split('|').Length)));

    [Fact]
    public void Every_month_of_every_language_is_read_with_day_and_year()
    {
        foreach (var (language, months) in MonthNames.Rows)
        {
            foreach (var (index, names) in months.Split('|').Index())
            {
                foreach (var name in names.Split(' '))
                {
                    var text = $"17 {name.Replace('_', ' ')} 1998";
                    Assert.True(
                        ArticleDateReader.Default.TryRead(text, out var date, out var reading) && reading == DateReading.Plain,
                        $"{language}: {text}: {reading}");
                    Assert.Equal(ArticleDate.FromDay(1998, index + 1, 17), date);
                }
            }
        }
    }

    [Fact]
    public void Every_day_of_the_week_may_stand_before_a_date()
    {
        foreach (var (language, days) in WeekdayNames.Rows)
        {
            foreach (var (index, names) in days.Split('|').Index())
            {
                foreach (var name in names.Split(' '))
                {
                    var text = $"{name.Replace('_', ' ')}, {new DateOnly(2021, 3, 8).AddDays(index):yyyy/MM/dd} 17:03";
                    Assert.True(
                        ArticleDateReader.Default.TryRead(text, out _, out var reading) && reading == DateReading.Plain,
                        $"{language}: {text}: {reading}");
                }
            }
        }
    }

    [Fact]
    public void Every_zone_is_read()
    {
        foreach (var (name, minutes) in ZoneNames.Fixed)
        {
            Assert.True(ArticleDateReader.Default.TryRead($"9 March 2021 17:03 {name.ToUpperInvariant()}", out var date, out _), name);
            Assert.Equal(new DateTimeOffset(2021, 3, 9, 17, 3, 0, TimeSpan.FromMinutes(minutes)), date.ToDateTimeOffset());
        }
    }
}
