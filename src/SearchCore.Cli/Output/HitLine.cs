using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Output;

/// <summary>A hit on one line, for a person: date, headline, id.</summary>
internal static class HitLine
{
    public static string Of(SearchHit hit, TimeZoneInfo zone)
    {
        var date = hit.Published is { } published ? LocalDates.Long(published, zone) + "  " : string.Empty;
        return $"{date}{ArticleWords.Headline(hit, null)}  [{SafeText.Line(hit.Id)}]";
    }
}
