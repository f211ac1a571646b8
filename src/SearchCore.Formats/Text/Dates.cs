using SearchCore.Articles;

namespace SearchCore.Formats.Text;

/// <summary>Dates of every format, read in one way.</summary>
internal static class Dates
{
    /// <summary>Reads a date; where it is none, says so.</summary>
    /// <param name="text">The text; null or blank is no date, of which nothing is said.</param>
    /// <param name="notices">What is to be said.</param>
    /// <param name="member">Where it stands.</param>
    public static ArticleDate? Read(string? text, string member, List<(ArticleNoticeKind, string)> notices)
    {
        if (Names.IsNone(text))
        {
            return null;
        }

        if (ArticleDateParser.TryParse(text!.Trim(), out var date))
        {
            return date;
        }

        notices.Add((ArticleNoticeKind.DateUnreadable, $"{member}: {text}"));
        return null;
    }

    /// <summary>The first of several that can be read; those before it are named.</summary>
    public static ArticleDate? First(List<(ArticleNoticeKind, string)> notices, params ReadOnlySpan<(string Member, string? Text)> dates)
    {
        foreach (var (member, text) in dates)
        {
            if (Read(text, member, notices) is { } date)
            {
                return date;
            }
        }

        return null;
    }
}
