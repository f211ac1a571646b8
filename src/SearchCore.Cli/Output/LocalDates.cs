using System.Globalization;

using SearchCore.Articles;

namespace SearchCore.Cli.Output;

/// <summary>
/// Dates of publication as a person or a spreadsheet reads them, in the zone of the query: a date that is shown is the one by which it is
/// found. JSON has moments, in UTC.
/// </summary>
internal static class LocalDates
{
    private const string Day = "d MMMM yyyy", Iso = "yyyy-MM-dd'T'HH:mm:ss";

    /// <summary>The zone of a name that was checked before; UTC where there is none.</summary>
    public static TimeZoneInfo Zone(string? name) =>
        name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>For a person: <c>11 December 2017</c>, <c>11 December 2017, 15:00 UTC</c>, <c>11 December 2017, 16:00 +01:00</c>.</summary>
    public static string Long(ArticleDate published, TimeZoneInfo zone)
    {
        var (local, offset) = Local(published, zone);
        return local.TimeOfDay == TimeSpan.Zero
            ? local.ToString(Day, CultureInfo.InvariantCulture)
            : $"{local.ToString($"{Day}, HH:mm", CultureInfo.InvariantCulture)} {(IsUtc(zone) ? "UTC" : Offset(offset))}";
    }

    /// <summary>For a spreadsheet: ISO 8601, in UTC with a Z, else with its offset; empty where there is none.</summary>
    public static string Text(ArticleDate? published, TimeZoneInfo? zone)
    {
        if (published is not { } date || zone is null || IsUtc(zone))
        {
            return published?.ToString() ?? "";
        }

        var (local, offset) = Local(date, zone);
        return local.ToString(Iso, CultureInfo.InvariantCulture) + Offset(offset);
    }

    private static bool IsUtc(TimeZoneInfo zone) => zone.Equals(TimeZoneInfo.Utc);

    // A zone can move the first and the last hours of all time out of the calendar: those stay where they are.
    private static (DateTime Local, TimeSpan Offset) Local(ArticleDate published, TimeZoneInfo zone)
    {
        var moment = published.ToDateTimeOffset();
        var offset = zone.GetUtcOffset(moment);
        var ticks = moment.UtcTicks + offset.Ticks;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? (new(ticks), offset) : (moment.UtcDateTime, TimeSpan.Zero);
    }

    private static string Offset(TimeSpan offset)
    {
        var (sign, size) = (offset < TimeSpan.Zero ? '-' : '+', offset.Duration());
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{size.Hours:D2}:{size.Minutes:D2}");
    }
}
