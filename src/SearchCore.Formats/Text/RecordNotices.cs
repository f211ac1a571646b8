using System.Text;

using SearchCore.Articles;

namespace SearchCore.Formats.Text;

/// <summary>Reads the dates of a record and keeps what is to be said about it. For one record.</summary>
internal sealed class RecordNotices(ArticleDateReader dates)
{
    private const int MostOfDate = 100;

    private readonly List<RecordNotice> all = [];

    /// <summary>What is to be said.</summary>
    public IReadOnlyList<RecordNotice> All => all;

    /// <summary>Says what was dropped or repaired.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="detail">It, for a person.</param>
    /// <param name="member">The member that it happened to; empty for the record as a whole.</param>
    /// <param name="value">The value as it came; empty where it is not one.</param>
    public void Add(ArticleNoticeKind kind, string detail, string member = "", string value = "") =>
        all.Add(new(kind, detail, member, value));

    /// <summary>Whether a text is a date, of which nothing is said.</summary>
    public bool IsDate(string text) => dates.TryRead(text, out _, out _);

    /// <summary>Reads a date; where it is none, says so. Null and blank are no date, of which nothing is said.</summary>
    /// <param name="text">The text.</param>
    /// <param name="member">Where it stands.</param>
    public ArticleDate? Date(string? text, string member)
    {
        if (Names.IsNone(text))
        {
            return null;
        }

        var isRead = dates.TryRead(text!, out var date, out var reading);
        if (reading != DateReading.Plain)
        {
            var shown = text!.Length > MostOfDate ? text[..MostOfDate] : text;
            var reason = dates.Explain(Encoding.UTF8.GetBytes(text), reading);
            Add(
                isRead ? ArticleNoticeKind.DateRepaired : ArticleNoticeKind.DateUnreadable, $"{member} {OneLine.Of(shown)}: {reason}",
                member, OneLine.Of(text));
        }

        return isRead ? date : null;
    }

    /// <summary>The first of several that can be read; those before it are named.</summary>
    public ArticleDate? First(params ReadOnlySpan<(string Member, string? Text)> candidates)
    {
        foreach (var (member, text) in candidates)
        {
            if (Date(text, member) is { } date)
            {
                return date;
            }
        }

        return null;
    }
}
