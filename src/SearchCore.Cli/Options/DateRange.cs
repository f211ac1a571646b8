using SearchCore.Articles;
using SearchCore.Queries;

namespace SearchCore.Cli.Options;

/// <summary>Intervals of publication as people type them: <c>2017-12</c>, <c>2017-11..2018-01</c>, <c>last-30d</c>.</summary>
internal static class DateRange
{
    private const string Between = "..";

    /// <summary>The interval; either side of <c>..</c> may be left out.</summary>
    /// <exception cref="UsageException">It is no date, or runs backwards.</exception>
    public static PublishedRange Read(string option, string text, DateTimeOffset now, TimeZoneInfo zone)
    {
        var at = text.IndexOf(Between, StringComparison.Ordinal);
        if (at < 0)
        {
            var whole = One(option, text.Trim(), now, zone);
            return new(Moment(whole.From), Moment(whole.To));
        }

        var (first, last) = (text[..at].Trim(), text[(at + Between.Length)..].Trim());
        if (first.Length + last.Length == 0)
        {
            throw new UsageException($"{option} needs a date on one side of '..' at least");
        }

        var from = first.Length > 0 ? One(option, first, now, zone).From : null;
        var to = last.Length > 0 ? One(option, last, now, zone).To : null;
        return from >= to
            ? throw new UsageException($"{option} runs backwards: '{text}'")
            : new(Moment(from), Moment(to));
    }

    private static DateInterval One(string option, string text, DateTimeOffset now, TimeZoneInfo zone) =>
        DateExpression.TryParse(text, now, zone, out var interval, out var problem)
            ? interval
            : throw new UsageException($"{option}: {problem}");

    private static ArticleDate? Moment(long? second) => second is { } value
        ? new(Math.Clamp(value, ArticleDate.MinUnixSeconds, ArticleDate.MaxUnixSeconds))
        : null;
}
