using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Output;

/// <summary>A hit on one line, for a person: date, headline, id.</summary>
internal static class HitLine
{
    public static string Of(SearchHit hit)
    {
        var date = hit.Published is { } published ? LocalDates.Long(published, TimeZoneInfo.Utc) + "  " : string.Empty;
        return $"{date}{ArticleWords.Headline(hit, null)}  [{SafeText.Line(hit.Id)}]";
    }
}
