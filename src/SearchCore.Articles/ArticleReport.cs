namespace SearchCore.Articles;

/// <summary>
/// What is to be said about one article: why it cannot be used, or what was dropped and repaired in it. Kept from article to
/// article.
/// </summary>
internal sealed class ArticleReport
{
    /// <summary>The most notices given about one article; the rest is one notice more.</summary>
    private const int MaxNotices = 64;

    private readonly List<RecordNotice> notices = [];
    private int left;

    /// <summary>Why the article cannot be used; null while it can.</summary>
    public ArticleFault? Fault { get; private set; }

    /// <summary>Whether there is something to <see cref="Tell"/>.</summary>
    public bool HasNotices => notices.Count > 0;

    /// <summary>Whether the article that is stored differs from the one that came.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>Starts anew.</summary>
    public void Clear()
    {
        Fault = null;
        IsChanged = false;
        left = 0;
        notices.Clear();
    }

    /// <summary>Says why a record cannot be used.</summary>
    /// <returns>False, to be returned.</returns>
    public bool Fail(string code, string reason) => Fail(code, "", reason);

    /// <summary>Says why an article cannot be used.</summary>
    /// <returns>False, to be returned.</returns>
    public bool Fail(string code, string member, string reason)
    {
        Fault = new ArticleFault(code, member, reason);
        return false;
    }

    /// <summary>Says what was dropped or repaired.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="detail">It, for a person.</param>
    /// <param name="member">The member that it happened to; empty for the record as a whole.</param>
    /// <param name="value">The value as it came; empty where it is not one, or many.</param>
    public void Add(ArticleNoticeKind kind, string detail, string member, string value = "") => Add(new(kind, detail, member, value));

    /// <summary>Says what was dropped or repaired.</summary>
    public void Add(RecordNotice notice)
    {
        var (kind, detail, member, value) = notice;
        IsChanged |= kind is ArticleNoticeKind.MemberDropped or ArticleNoticeKind.TextRepaired;
        if (notices.Count < MaxNotices)
        {
            notices.Add(new(kind, Cut(detail), Cut(member), Cut(value)));
        }
        else
        {
            left++;
        }
    }

    /// <summary>Remembers that something blank was taken for absent, of which nothing is said.</summary>
    public void DropBlank() => IsChanged = true;

    /// <summary>Passes each notice on.</summary>
    public void Tell(Action<RecordNotice> told)
    {
        foreach (var notice in notices)
        {
            told(notice);
        }

        if (left > 0)
        {
            told(new(ArticleNoticeKind.MemberDropped, $"{left} more notices about this article", "", ""));
        }
    }

    private static string Cut(string text) => text.Length <= OneLine.MaxLength ? text : text[..OneLine.MaxLength];
}
