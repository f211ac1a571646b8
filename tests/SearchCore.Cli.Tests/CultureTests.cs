using System.Globalization;
using System.Text.RegularExpressions;

namespace SearchCore.Cli.Tests;

/// <summary>
/// What the console answers does not depend on where its user lives. Here under cultures made by hand, with every number and date written
/// differently; whole suites under real ones
/// are a command (docs/testing.md).
/// </summary>
public sealed partial class CultureTests(SmallIndex index) : IClassFixture<SmallIndex>
{
    private static readonly string[][] Calls =
    [
        ["search", "surprise OR strike", "--output", "json", "--facet", "person,place", "--timeline", "month", "--significant",
        "words,place"],
        ["search", "strike^1.5 OR visit^0.25", "--output", "csv"],
        ["search", "strike OR visit", "--output", "tsv", "--sort", "newest"],
        ["search", "strike OR visit", "--output", "table", "--timeline", "quarter:place:2", "--facet", "source"],
        ["search", "STRIKE VISIT OR TITLE:INDEX OR PLACE:SYRIA", "--output", "jsonl"],
        ["search", "date:2018-Q1 OR date:last-400d", "--now", "2018-03-14T15:09:26Z", "--zone", "America/St_Johns", "--explain"],
        ["search", "strike^1.5 date:[2017-12-11 TO 2018-02} url:*", "--explain"],
        ["search", "strikw", "--output", "json"],
        ["search", "the strike W/2000 port", "--lenient"],
        ["search", "persn:x AND date:[2018 TO 2017]"],
        ["search", "strike", "--limit", "1", "--output", "json", "--now", "2018-03-14"],
        ["similar", "a2", "--output", "json"],
        ["parse", "strike^0.001 -visit date:now-1M/M after:2018-W07 \"a b\"~3", "--now", "2018-03-14T15:09:26Z", "--zone", "Asia/Kolkata"],
        ["parse", "date:today", "--now", "2018-03-14", "--zone", "Pacific/Auckland"],
        ["terms", "person", "--output", "csv"],
        ["terms", "body", "st*"],
        ["export", "*", "--output", "jsonl"],
        ["export", "*", "--output", "csv"],
        ["doc", "a1"],
        ["stats"],
        ["search", "strike", "--limit", "1,5"],
    ];

    /// <summary>Decimal commas, signs and separators that nobody expects; month and day the other way round.</summary>
    public static TheoryData<string> Cultures => ["comma", "signs"];

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Every_output_is_the_same_under_another_culture(string name)
    {
        foreach (var call in Calls)
        {
            Assert.Equal(Under(CultureInfo.InvariantCulture, call), Under(Made(name), call));
        }
    }

    // Set where the suites run under a real culture: a run that quietly has another one would show nothing.
    [Fact]
    public void A_run_has_the_culture_and_the_zone_that_it_is_said_to_have()
    {
        if (Environment.GetEnvironmentVariable("SEARCHCORE_CULTURE") is { Length: > 0 } name)
        {
            Assert.Equal(name, CultureInfo.CurrentCulture.Name);
            Assert.Equal(name == "tr-TR" ? "\u0130" : "I", "i".ToUpper(CultureInfo.CurrentCulture));
            Assert.Equal(Environment.GetEnvironmentVariable("TZ"), TimeZoneInfo.Local.Id);
        }
    }

    private static CultureInfo Made(string name)
    {
        var made = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        var (numbers, dates) = (made.NumberFormat, made.DateTimeFormat);
        (numbers.NumberDecimalSeparator, numbers.PercentDecimalSeparator) = (",", ",");
        (numbers.NumberGroupSeparator, numbers.PercentGroupSeparator) = (".", ".");
        (dates.DateSeparator, dates.TimeSeparator, dates.ShortDatePattern, dates.LongTimePattern) = (".", ".", "d.M.yy", "h.mm tt");
        if (name == "signs")
        {
            (numbers.NegativeSign, numbers.PositiveSign, numbers.PercentSymbol, numbers.NumberDecimalSeparator) =
                ("\u061C-", "\u061C+", "\u066A\u061C", "\u066B");
            (numbers.NumberGroupSizes, numbers.NaNSymbol) = ([2], "\u0644\u064A\u0633");
        }

        return made;
    }

    private string Under(CultureInfo culture, string[] call)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            using var run = index.Run();
            var code = run.Run(call[0] == "parse" ? call : [.. call, "--index", "index"]);
            return $"{string.Join(' ', call)}\n{code}\n{Duration().Replace(run.Out, "TIME")}\n{Duration().Replace(run.Error, "TIME")}";
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    // How long it took, and what the process holds meanwhile for other tests too, differs from run to run, but not how it is written.
    [GeneratedRegex("\"took[A-Za-z]*\":[0-9.]+|\"cacheBytes\":[0-9]+|[0-9.]+ m?s\\b")]
    private static partial Regex Duration();
}
