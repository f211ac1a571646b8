using System.CommandLine;

using SearchCore.Articles;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Options;

/// <summary>The options that say what the dates of an archive do not: the order of figures, the zone of times.</summary>
internal sealed class DateOptions
{
    private readonly Option<string?> order = new("--date-order")
    {
        HelpName = "ORDER",
        Description = "how dates like 03/04/05 are read: dmy, mdy or ymd (default: not at all)",
    };

    private readonly Option<string?> zone = new("--date-zone")
    {
        HelpName = "ZONE",
        Description = "the zone of times that state none, like Europe/Berlin (default: UTC)",
    };

    /// <summary>The options.</summary>
    public IEnumerable<Option> All => [order, zone];

    /// <summary>What they say.</summary>
    /// <exception cref="UsageException">One is no order or no zone.</exception>
    public ArticleDateOptions Read(ParseResult line)
    {
        var name = line.GetValue(zone);
        var found = TimeZoneInfo.Utc;
        if (name is not null && !ArticleDateOptions.TryFindZone(name, out found))
        {
            throw new UsageException(
                $"--date-zone {SafeText.Line(name)}: there is no such zone here; names are those of the IANA database, like Europe/Berlin");
        }

        return new ArticleDateOptions
        {
            Order = Common.OneOf(
                "--date-order", line.GetValue(order), DateOrder.Unstated, ("dmy", DateOrder.DayMonthYear), ("mdy", DateOrder.MonthDayYear),
                ("ymd", DateOrder.YearMonthDay)),
            Zone = found,
        };
    }
}
