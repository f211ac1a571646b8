namespace SearchCore.Articles;

/// <summary>In which order an archive writes the figures of a day where they do not tell by themselves: <c>03/04/05</c>.</summary>
public enum DateOrder
{
    /// <summary>Not known: what may be two days is not read.</summary>
    Unstated,

    /// <summary>Day, month, year, as in most of the world: 3 April 2005.</summary>
    DayMonthYear,

    /// <summary>Month, day, year, as in the United States: 4 March 2005.</summary>
    MonthDayYear,

    /// <summary>Year, month, day, as in East Asia and Hungary: 5 April 2003. Says nothing of <c>03/04/2005</c>.</summary>
    YearMonthDay,
}
