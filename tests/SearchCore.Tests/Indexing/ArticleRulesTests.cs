using System.Text;

using SearchCore.Articles;
using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Articles.Reading;
using SearchCore.TestKit;

namespace SearchCore.Tests.Indexing;

/// <summary>One set of rules for articles, whichever way they come.</summary>
public sealed class ArticleRulesTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Added_listed_and_read_articles_meet_one_verdict_and_are_stored_alike(int seed)
    {
        var random = new OddArticles(seed);
        var articles = Enumerable.Range(0, 500).Select(n => random.Any($"id{n}")).ToList();
        using var added = Open("added");
        using var listed = Open("listed");
        using var read = Open("read");
        var rejected = new Dictionary<long, RejectedRecord>();
        listed.Index([ArticleSource.From(articles)], new IndexingOptions { OnRejected = r => rejected.Add(r.Offset, r) });
        var lines = articles.Select(OddArticles.ToLine).ToList();
        var rejectedLines = new Dictionary<long, RejectedRecord>();
        var text = Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => (l ?? "?") + "\n")));
        var source = new JsonLinesSource(new MemoryStream(text), "lines");
        read.Index([source], new IndexingOptions { OnRejected = r => rejectedLines.Add(r.Line - 1, r) });
        var refused = 0;
        for (var i = 0; i < articles.Count; i++)
        {
            var fault = ArticleRules.Check(articles[i]);
            var thrown = fault is null ? null : Assert.Throws<ArgumentException>(() => added.Add(articles[i]));
            if (fault is null)
            {
                added.Add(articles[i]);
            }

            refused += fault is null ? 0 : 1;
            var context = $"seed {seed}, article {i}";
            Assert.True(fault?.Code == rejected.GetValueOrDefault(i)?.Code, $"{context}: {fault} but {rejected.GetValueOrDefault(i)}");
            if (fault is { } named)
            {
                var words = $"cannot be indexed: {named.Reason} ({named.Code}). (Parameter 'article')";
                Assert.EndsWith(words, thrown!.Message, StringComparison.Ordinal);
                Assert.Equal(named.Reason, rejected[i].Reason);
            }

            if (lines[i] is not null)
            {
                var line = rejectedLines.GetValueOrDefault(i);
                Assert.True((fault?.Code, fault?.Reason) == (line?.Code, line?.Reason), $"{context}: {fault} but {line}");
            }
        }

        Assert.InRange(refused, 50, 300);
        added.Commit();
        var ids = articles.Where((_, i) => !rejected.ContainsKey(i)).CountBy(a => a.Id, StringComparer.Ordinal).ToDictionary();
        Assert.Equal(ids.Count, added.Statistics().Articles);
        for (var i = 0; i < articles.Count; i++)
        {
            // Of those with one id the last stays, and not each can be written as a line.
            if (!rejected.ContainsKey(i) && ids[articles[i].Id] == 1)
            {
                var stored = added.Get(articles[i].Id);
                Assert.NotNull(stored);
                Assert.Equal(stored, listed.Get(articles[i].Id));
                Assert.True(lines[i] is null || stored == read.Get(articles[i].Id), $"seed {seed}, article {i}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_refused_names_the_article_the_member_and_the_code(Article article, string code, string member)
    {
        using var index = Open("refused");
        var thrown = Assert.Throws<ArgumentException>(() => index.Add(article));
        Assert.Contains($"({code})", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(member.TrimEnd('s'), thrown.Message, StringComparison.Ordinal);
        Assert.Equal((code, member), (ArticleRules.Check(article)!.Value.Code, ArticleRules.Check(article)!.Value.Member));
        RejectedRecord? rejected = null;
        index.Index([ArticleSource.From([article])], new IndexingOptions { OnRejected = r => rejected = r });
        Assert.Equal(code, rejected!.Code);
        Assert.Equal(0, index.Statistics().Articles);
    }

    public static TheoryData<Article, string, string> Refused() => new()
    {
        { new() { Id = null!, Body = "B" }, RejectCodes.MissingId, "id" },
        { new() { Id = "", Body = "B" }, RejectCodes.MissingId, "id" },
        { new() { Id = "a\uD800", Body = "B" }, RejectCodes.BadId, "id" },
        { new() { Id = "a\0", Body = "B" }, RejectCodes.BadId, "id" },
        { new() { Id = new string('x', 600) + "\uDC00", Body = "B" }, RejectCodes.BadId, "id" },
        { new() { Id = string.Concat(Enumerable.Repeat("\U0001F600", 129)), Body = "B" }, RejectCodes.IdTooLong, "id" },
        { new() { Id = "a", Title = new string('t', ArticleLimits.MaxTitleBytes + 1) }, RejectCodes.TitleTooLong, "title" },
        { new() { Id = "a", Body = new string('b', ArticleLimits.MaxBodyBytes + 1) }, RejectCodes.BodyTooLong, "body" },
        { new() { Id = "a", Body = new string('\0', (ArticleLimits.MaxBodyBytes / 3) + 1) }, RejectCodes.BodyTooLong, "body" },
        { new() { Id = "a", Title = "\u200B", Body = " " }, RejectCodes.Empty, "body" },
        { new() { Id = "a", Body = "B", Authors = null! }, RejectCodes.BadList, "authors" },
        { new() { Id = "a", Body = "B", Tags = null! }, RejectCodes.BadList, "tags" },
        { new() { Id = "a", Body = "B", Tags = ["x", null!] }, RejectCodes.BadList, "tags" },
        { new() { Id = "a", Body = "B", Entities = [default] }, RejectCodes.BadList, "entities" },
        { new() { Id = "a", Body = "B", Members = [new("m", null!)] }, RejectCodes.BadList, "members" },
        { new() { Id = "a", Body = "B", Members = [new("m", "1"), new("m", "2")] }, RejectCodes.DuplicateMember, "members" },
    };

    [Fact]
    public void What_is_dropped_or_repaired_by_adding_is_told()
    {
        using var index = Open("told");
        var told = new List<(ArticleNoticeKind, string)>();
        var article = new Article
        {
            Id = "a",
            Title = "half \uD800",
            Body = "B",
            Tags = [" ", "x\0"],
            Entities = [new("Person", "Ann")],
            Members = [new("_m", "v")],
        };
        index.Add(article, (kind, detail) => told.Add((kind, detail)));
        index.Commit();

        Assert.Equal(
            [
                (ArticleNoticeKind.TextRepaired, "title"),
                (ArticleNoticeKind.TextRepaired, "tags"),
                (ArticleNoticeKind.MemberDropped, "entities: “Person” is no kind of entity"),
                (ArticleNoticeKind.MemberDropped, "the name “_m” is reserved, odd or too long"),
            ],
            told);
        Assert.Equal(new Article { Id = "a", Title = "half \uFFFD", Body = "B", Tags = ["x\uFFFD"] }, index.Get("a"));
    }

    private ArticleIndex Open(string name) => ArticleIndex.Open(folder[name], new ArticleIndexOptions { Recognizer = null, Workers = 1 });
}
