namespace SearchCore.Articles;

/// <summary>What an archive's dates do not say themselves. Immutable, safe to share between threads.</summary>
public sealed record ArticleDateOptions
{
    /// <summary>The defaults: no order, UTC.</summary>
    public static ArticleDateOptions Default { get; } = new();

    /// <summary>The order of figures that may be read in several; unstated by default, so that such dates are not read.</summary>
    public DateOrder Order { get; init; }

    /// <summary>
    /// The zone of times that state none; UTC by default. Days without a time are midnight UTC whatever it is, so that a day stays a day.
    /// </summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Finds a zone by its name.</summary>
    /// <param name="name">Of the IANA database (<c>Europe/Berlin</c>) or one that the system knows otherwise.</param>
    /// <param name="zone">The zone; UTC where there is none of this name.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryFindZone(string name, out TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Dates.ZoneNames.TryFind(name, out zone);
    }

    /// <summary>Throws for values out of range.</summary>
    internal ArticleDateOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan((int)Order, (int)DateOrder.Unstated, nameof(Order));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((int)Order, (int)DateOrder.YearMonthDay, nameof(Order));
        ArgumentNullException.ThrowIfNull(Zone, nameof(Zone));
        return this;
    }
}
