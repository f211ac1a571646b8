namespace SearchCore.Articles;

/// <summary>
/// What became of a text that should be a date: read, read with something to say, or why not. <see cref="ArticleDateReader.Explain"/> has
/// words for each.
/// </summary>
public enum DateReading
{
    /// <summary>Read as it stands.</summary>
    Plain,

    /// <summary>Read; a leap second <c>:60</c> counts as <c>:59</c>.</summary>
    LeapSecond,

    /// <summary>Read; the day was another day of the week than the text says. The figures count.</summary>
    WeekdayContradicts,

    /// <summary>Read; a month alone counts as its first day.</summary>
    MonthAlone,

    /// <summary>Not read: something in it belongs to no date, or what belongs to one is missing.</summary>
    NotADate,

    /// <summary>Not read: it may be two days, and <see cref="ArticleDateOptions.Order"/> does not say which.</summary>
    AmbiguousOrder,

    /// <summary>Not read: there is no such day or time, or it is outside of the years 1 to 9999 in UTC.</summary>
    NoSuchDay,

    /// <summary>Not read: a day and a month without a year.</summary>
    NoYear,

    /// <summary>Not read: a year alone.</summary>
    YearAlone,

    /// <summary>Not read: a time zone whose name is not known here, or means several.</summary>
    UnknownZone,
}
