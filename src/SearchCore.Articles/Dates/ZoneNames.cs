using System.Collections.Concurrent;

namespace SearchCore.Articles.Dates;

/// <summary>What time zones are called: abbreviations, and names of the IANA database where the system has it.</summary>
/// <remarks>
/// Abbreviations mean what news mean by them: <c>BST</c> is British Summer Time, <c>IST</c> India's, <c>CST</c> that of the United States
/// (RFC 822). <c>AST</c>, <c>AMT</c> and <c>GST</c>, for which no such choice can be made, are not here. Thread-safe.
/// </remarks>
internal static class ZoneNames
{
    /// <summary>Each name and its minutes east of UTC.</summary>
    public static readonly (string Name, int Minutes)[] Fixed =
    [
        ("z", 0), ("utc", 0), ("gmt", 0), ("ut", 0), ("zulu", 0), ("wet", 0), ("гмт", 0), ("мск", 180),
        ("est", -300), ("edt", -240), ("cst", -360), ("cdt", -300), ("mst", -420), ("mdt", -360), ("pst", -480), ("pdt", -420),
        ("akst", -540), ("akdt", -480), ("hst", -600), ("adt", -180), ("nst", -210), ("ndt", -150),
        ("bst", 60), ("west", 60), ("cet", 60), ("mez", 60), ("wat", 60), ("met", 60), ("cest", 120), ("mesz", 120), ("mest", 120),
        ("eet", 120), ("oez", 120), ("sast", 120), ("cat", 120), ("eest", 180), ("oesz", 180), ("msk", 180), ("eat", 180), ("trt", 180),
        ("idt", 180), ("pkt", 300), ("ist", 330), ("npt", 345), ("wib", 420), ("ict", 420), ("hkt", 480), ("sgt", 480), ("myt", 480),
        ("pht", 480), ("wita", 480), ("awst", 480), ("jst", 540), ("kst", 540), ("wit", 540), ("acst", 570), ("aest", 600), ("acdt", 630),
        ("aedt", 660), ("nzst", 720), ("nzdt", 780), ("brt", -180), ("art", -180),
    ];

    /// <summary>Each name for the time of a place, winter or summer, its name of the IANA database, and that of Windows.</summary>
    public static readonly (string Name, string Place, string Windows)[] Places =
    [
        ("et", "America/New_York", "Eastern Standard Time"),
        ("ct", "America/Chicago", "Central Standard Time"),
        ("mt", "America/Denver", "Mountain Standard Time"),
        ("pt", "America/Los_Angeles", "Pacific Standard Time"),
    ];

    // What was found, never what was not: the names in the database are few, those that an archive may hold are not.
    private static readonly ConcurrentDictionary<string, TimeZoneInfo> Known = new(StringComparer.Ordinal);

    /// <summary>The zone of a place by its name in the IANA database.</summary>
    public static bool TryFind(ReadOnlySpan<char> name, out TimeZoneInfo zone)
    {
        if (Known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var known))
        {
            zone = known;
            return true;
        }

        var id = name.ToString();
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(id, out var found))
        {
            zone = TimeZoneInfo.Utc;
            return false;
        }

        zone = Known.GetOrAdd(id, found);
        return true;
    }

    /// <summary>The seconds east of UTC that an abbreviation means.</summary>
    /// <param name="number">Its place in <see cref="Fixed"/> or, after those, in <see cref="Places"/>.</param>
    /// <param name="local">The time that the clock shows, in seconds since 0001-01-01.</param>
    /// <param name="seconds">The seconds.</param>
    /// <returns>False where the system does not know the place.</returns>
    public static bool TryOffset(int number, long local, out int seconds)
    {
        seconds = 0;
        if (number < Fixed.Length)
        {
            seconds = Fixed[number].Minutes * 60;
            return true;
        }

        var (_, place, windows) = Places[number - Fixed.Length];
        if (!TryFind(place, out var zone) && !TryFind(windows, out zone))
        {
            return false;
        }

        seconds = Offset(zone, local);
        return true;
    }

    /// <summary>The seconds east of UTC of a zone when the clock there shows a time.</summary>
    /// <remarks>
    /// An hour that comes twice is the second one and an hour that is left out counts by winter time, as the runtime has it.
    /// </remarks>
    public static int Offset(TimeZoneInfo zone, long local) => zone == TimeZoneInfo.Utc || local < 0 ? 0
        : (int)(zone.GetUtcOffset(new DateTime(Math.Min(local * TimeSpan.TicksPerSecond, DateTime.MaxValue.Ticks))).Ticks
            / TimeSpan.TicksPerSecond);
}
