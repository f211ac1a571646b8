using System.Globalization;

using SearchCore.Analysis;
using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Searching.Running;

using Xunit.Abstractions;

namespace SearchCore.Tests.Schema;

/// <summary>Hits in the order of a keyword field's values: in an index, a set, shards, exports, pages; against sorting them.</summary>
public sealed class KeywordSortTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hits_come_in_the_order_of_the_values(bool descending)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        using var archive = new FieldArchive(new Random(seed), 300);
        var expected = Expected(archive, descending);
        var request = new SearchRequest { Query = "memo", SortBy = new("desk", descending), Limit = 1_000 };
        Assert.Equal(expected, (await archive.SearchAsync(request)).Hits.Select(h => h.Id));
        using var searcher = archive.Index.OpenSearcher();
        Assert.Equal(expected, searcher.Export(request).Select(h => h.Article.Id));
        Assert.Equal(expected, archive.Set.OpenSearcher().Export(request).Select(h => h.Article.Id));
        var ids = new List<string>();
        await foreach (var exported in archive.Shards.ExportAsync(request))
        {
            ids.Add(exported.Article.Id);
        }

        Assert.Equal(expected, ids);
        var typed = $"memo | sort desk {(descending ? "desc" : "asc")} | limit 37";
        var (paged, page) = (new List<string>(), new SearchRequest { Query = typed, TimeLimit = Timeout.InfiniteTimeSpan });
        for (var next = (string?)string.Empty; next is not null;)
        {
            var found = await archive.SearchAsync(page);
            paged.AddRange(found.Hits.Select(h => h.Id));
            page = page with { After = next = found.Next };
        }

        Assert.Equal(expected, paged);
    }

    [Fact]
    public void A_cursor_goes_on_behind_its_value_where_others_have_come()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        using var archive = new FieldArchive(new Random(seed), 120);
        var expected = Expected(archive, descending: false);
        var request = new SearchRequest { Query = "memo", SortBy = new("desk"), Limit = 40 };
        var first = archive.Index.Search(request);
        foreach (var desk in new[] { "aa", "zz", "home" })
        {
            archive.Index.Add(new Article { Id = desk, Body = "other", Members = [new("desk", desk)] });
        }

        archive.Index.Commit();
        archive.Index.Compact();
        archive.Index.Refresh();
        Assert.Equal(expected.Take(40), first.Hits.Select(h => h.Id));
        Assert.Equal(expected.Skip(40).Take(40), archive.Index.Search(request with { After = first.Next }).Hits.Select(h => h.Id));
    }

    [Fact]
    public async Task What_is_typed_is_completed_to_values_with_their_counts()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        using var archive = new FieldArchive(new Random(seed), 150);
        using var searcher = archive.Index.OpenSearcher();
        foreach (var typed in new[] { "spo", "eco", "ÖD", "home a", "affairs", "1", "x" })
        {
            var asked = new CompletionRequest(typed)
            {
                Kinds = ["desk"],
                Words = false,
                Titles = false,
                TimeLimit = Timeout.InfiniteTimeSpan,
            };
            var found = searcher.Complete(asked).Values;
            Assert.Equal(found, (await archive.Shards.CompleteAsync(asked)).Values);
            var folded = TextFolding.FoldValue(typed);
            var expected = archive.All.SelectMany(a => a.Desks.Select(TextFolding.FoldValue).Distinct()).GroupBy(d => d)
                .Where(d => d.Key.Split(' ').Any(w => w.StartsWith(folded, StringComparison.Ordinal))
                    || d.Key.StartsWith(folded, StringComparison.Ordinal))
                .Select(d => (d.Key, (long)d.Count())).Order();
            Assert.Equal(expected, found.Select(f => (TextFolding.FoldValue(f.Text), f.Articles)).Order());
            Assert.All(found, f => Assert.Equal("desk", f.Kind));
        }
    }

    [Fact]
    public void Booleans_are_in_order_too()
    {
        using var index = ArticleIndex.InMemory(new() { Recognizer = null, Fields = [new("draft", FieldType.Boolean)] });
        foreach (var (id, draft) in new[] { ("a", "true"), ("b", "false"), ("c", "") })
        {
            index.Add(new Article { Id = id, Body = "memo", Members = draft.Length == 0 ? [] : [new("draft", draft)] });
        }

        index.Commit();
        index.Refresh();
        Assert.Equal(["b", "a", "c"], index.Search(new SearchRequest { Query = "memo | sort draft" }).Hits.Select(h => h.Id));
        Assert.Equal(["a", "b", "c"], index.Search(new SearchRequest { Query = "memo | sort draft desc" }).Hits.Select(h => h.Id));
    }

    [Fact]
    public void A_scope_s_cursors_know_its_values_alone()
    {
        var tokens = new List<string>();
        foreach (var hidden in new[] { 0, 7 })
        {
            using var index = ArticleIndex.InMemory(new() { Recognizer = null, Fields = [new("desk", FieldType.Keyword)] });
            for (var i = 0; i < 3; i++)
            {
                index.Add(new Article { Id = $"{i}", Section = "open", Body = "memo", Members = [new("desk", $"m{i}")] });
            }

            for (var i = 0; i < hidden; i++)
            {
                index.Add(new Article { Id = $"h{i}", Section = "closed", Body = "memo", Members = [new("desk", $"a{i}")] });
            }

            index.Commit();
            var scope = SearchScope.Having("section", "open");
            var request = new SearchRequest { Query = "memo", SortBy = new("desk"), Limit = 1 };
            var first = index.Search(request, scope);
            Assert.Equal("0", Assert.Single(first.Hits).Id);
            var second = index.Search(request with { After = first.Next }, scope);
            Assert.Equal("1", Assert.Single(second.Hits).Id);

            // Everybody can read what a token says.
            tokens.Add(KeyOf(first.Next!));
        }

        Assert.Equal(tokens[0], tokens[1]);
    }

    private static string KeyOf(string cursor) =>
        Cursor.TryRead(cursor, out var read) ? read.Place.Key.ToString("R", CultureInfo.InvariantCulture) : cursor;

    private static List<string> Expected(FieldArchive archive, bool descending)
    {
        // What ties: the newer first, then an order of ids that an order by date tells.
        var byDate = archive.Index.Search(new SearchRequest { Query = "memo", Sort = SearchSort.Newest, Limit = 1_000 }).Hits
            .Select(h => archive.All[int.Parse(h.Id, CultureInfo.InvariantCulture)]);
        var keyed = byDate.Select(a => (a.Source.Id, Keys: a.Desks.Select(TextFolding.FoldValue).Order(StringComparer.Ordinal).ToList()));
        return
        [
            .. descending
                ? keyed.OrderBy(k => k.Keys.Count == 0).ThenByDescending(k => k.Keys.LastOrDefault(), StringComparer.Ordinal)
                    .Select(k => k.Id!)
                : keyed.OrderBy(k => k.Keys.Count == 0).ThenBy(k => k.Keys.FirstOrDefault(), StringComparer.Ordinal).Select(k => k.Id!),
        ];
    }
}
