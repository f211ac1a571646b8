using SearchCore.Articles;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.MediaWiki;

/// <summary>A page of a wiki.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Number">Its number in the wiki.</param>
/// <param name="Wikitext">The text of its last revision.</param>
/// <param name="Begun">When the first revision that the dump has was made.</param>
/// <param name="Revised">When the last one was made.</param>
internal sealed record WikiPage(string Title, string? Number, string Wikitext, string? Begun, string? Revised)
{
    /// <summary>The article it is.</summary>
    /// <param name="site">The wiki.</param>
    /// <param name="fallbackId">The article's id where the page has no number.</param>
    /// <param name="dates">Reads its dates.</param>
    public ParsedRecord Article(WikiSite site, string fallbackId, ArticleDateReader dates)
    {
        var notices = new RecordNotices(dates);
        var text = WikiText.Of(Wikitext, site);
        var body = WikiLines.Of(text.Text, text.Omitted);
        var published = notices.Date(text.Date, "date");
        if (published is null && notices.Date(Begun, "timestamp") is { } begun)
        {
            published = begun;
            var which = Begun == Revised ? "of the only revision in the dump" : "of the first revision";
            notices.Add(ArticleNoticeKind.Substituted, $"published: the timestamp {which}, for the text has no date of its own");
        }

        foreach (var (what, amount) in text.Omitted.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            notices.Add(ArticleNoticeKind.TextOmitted, $"{what}: {amount:N0}");
        }

        var members = new List<ArticleMember>();
        Keep("dateline", text.Place);
        Keep("revised", Revised);
        return new()
        {
            Notices = notices.All,
            Article = new()
            {
                Id = Number is null ? fallbackId : site.Database is { } database ? $"{database}:{Number}" : Number,
                Title = Title.Length > 0 ? Title : null,
                Body = body.Length > 0 ? body : null,
                Published = published,
                Source = site.Name,
                Url = site.Address is { } address && Title.Length > 0 ? address + Uri.EscapeDataString(Title.Replace(' ', '_')) : null,
                Language = site.Language,
                Tags = [.. text.Categories.Distinct(StringComparer.Ordinal)],
                Members = members,
            },
        };

        void Keep(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                members.Add(new(name, value));
            }
        }
    }
}
