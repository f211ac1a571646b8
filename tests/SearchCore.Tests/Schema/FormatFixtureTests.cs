using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Schema;
using SearchCore.TestKit;

namespace SearchCore.Tests.Schema;

/// <summary>
/// An index of each format since searchcore-3, kept as it was written (docs/formats.md): the present one opens and is searched, every one
/// is rebuilt.
/// </summary>
/// <remarks>
/// With SEARCHCORE_APPROVE=1 the fixtures of the present format are made where there are none; those that exist are never written again.
/// </remarks>
public sealed class FormatFixtureTests : IDisposable
{
    private const string Exact = "-exact", Signatures = "-signatures";

    private static readonly string Fixtures = Path.Combine(SharedData.Root, "tests", "SearchCore.Tests", "Schema", "Fixtures");

    private static readonly ArticleIndexOptions Reading = new() { Access = IndexAccess.ReadOnly };

    private readonly TempFolder folder = new();

    private static readonly string[] Names =
        ["searchcore-3", "searchcore-3-exact", "searchcore-4", "searchcore-4-exact", "searchcore-5", "searchcore-5-exact",
        "searchcore-6", "searchcore-6-exact", "searchcore-7", "searchcore-7-exact",
        IndexSchema.Format, IndexSchema.Format + Exact, IndexSchema.Format + Signatures];

    public static TheoryData<string> Formats => new(Names);

    [Theory]
    [MemberData(nameof(Formats))]
    public void An_index_of_each_format_is_sound_or_refused_by_name_and_a_rebuilt_copy_answers(string format)
    {
        var original = Path.Combine(Fixtures, format);
        if (Environment.GetEnvironmentVariable("SEARCHCORE_APPROVE") == "1" && !Directory.Exists(original))
        {
            Make(original, format.EndsWith(Exact, StringComparison.Ordinal));
        }

        var path = folder[format];
        Directory.CreateDirectory(path);
        var bytes = 0L;
        foreach (var file in Directory.GetFiles(original))
        {
            bytes += new FileInfo(file).Length;
            File.Copy(file, Path.Combine(path, Path.GetFileName(file)));
        }

        Assert.InRange(bytes, 1, 100_000);
        if (format.StartsWith(IndexSchema.Format, StringComparison.Ordinal))
        {
            var check = ArticleIndex.Check(path);
            Assert.True(check.IsSound, string.Join('\n', check.Problems));
            AssertAnswers(path, format);
            AssertNear(path, hasSignatures: format.EndsWith(Signatures, StringComparison.Ordinal));
        }
        else
        {
            var refused = Assert.Throws<IndexException>(() => ArticleIndex.Open(path, Reading));
            Assert.Equal(IndexFault.Version, refused.Fault);
            Assert.Contains("rebuild", refused.Message, StringComparison.Ordinal);
            Assert.Contains($"'{format[.."searchcore-3".Length]}", refused.Message, StringComparison.Ordinal);
        }

        var report = ArticleIndex.Rebuild(path);
        Assert.Equal((6, 0), (report.Articles, report.Rejected));
        AssertAnswers(path, format);
        AssertNear(path, hasSignatures: true);
    }

    [Fact]
    public void An_index_without_signatures_goes_on_without_them_until_it_is_rebuilt()
    {
        var path = folder["older"];
        Directory.CreateDirectory(path);
        foreach (var file in Directory.GetFiles(Path.Combine(Fixtures, IndexSchema.Format)))
        {
            File.Copy(file, Path.Combine(path, Path.GetFileName(file)));
        }

        using (var index = ArticleIndex.Open(path))
        {
            index.Add(index.Get("f1")! with { Id = "copy" });
            index.Commit();
            Assert.False(index.Schema.HasSignatures);
            var refused = Assert.Throws<QueryException>(() => index.Search(new SearchRequest { Unique = true }));
            Assert.Equal("SC340", refused.Diagnostics[0].Code);
        }

        ArticleIndex.Rebuild(path);
        using var rebuilt = ArticleIndex.Open(path, Reading);
        using var searcher = rebuilt.OpenSearcher();
        Assert.Equal("copy", Assert.Single(searcher.Near("f1")).Id);
        Assert.Equal(["copy", "f1"], Assert.Single(searcher.Stories()).Articles);
    }

    [Fact]
    public void A_fixture_stands_for_the_present_format_and_none_for_an_unknown_one()
    {
        var kept = Directory.GetDirectories(Fixtures).Select(f => Path.GetFileName(f)!);
        Assert.Equal(Names.Order(StringComparer.Ordinal), kept.Order(StringComparer.Ordinal));
    }

    public void Dispose() => folder.Dispose();

    private static void Make(string path, bool exactForms)
    {
        using (var index = ArticleIndex.Open(path, new ArticleIndexOptions { ExactForms = exactForms }))
        {
            index.Index([new JsonLinesSource(Path.Combine(Fixtures, "articles.jsonl"))]);
            index.Commit();
            Assert.True(index.Delete("f7"));
            index.Commit();
        }

        File.Delete(Path.Combine(path, "searchcore.lock"));
    }

    // An index that was made before there were signatures says how to get them.
    private static void AssertNear(string path, bool hasSignatures)
    {
        using var index = ArticleIndex.Open(path, Reading);
        var request = new SearchRequest { Query = "near:f1" };
        if (hasSignatures)
        {
            Assert.Equal("f1", Assert.Single(index.Search(request).Hits).Id);
            return;
        }

        var refused = Assert.Throws<QueryException>(() => index.Search(request)).Diagnostics[0];
        Assert.Equal(("SC340", 5, 7), (refused.Code, refused.Start, refused.End));
        Assert.Contains("searchcore rebuild", refused.Message, StringComparison.Ordinal);
        using var searcher = index.OpenSearcher();
        Assert.Throws<QueryException>(() => searcher.Near("f1"));
        Assert.Throws<QueryException>(() => searcher.Stories());
    }

    private static void AssertAnswers(string path, string format)
    {
        using var index = ArticleIndex.Open(path, Reading);
        Assert.Equal(6, index.Statistics().Articles);
        Assert.Equal("f1", Ids("harbour"));
        Assert.Equal("f1", Ids("\"walls age\""));
        Assert.Equal("f1", Ids("mason /S finish"));
        Assert.Equal("f3", Ids("cafe"));
        Assert.Equal("f1 f2", Ids("date:2019 source:\"island post\""));
        Assert.Equal("f1 f2", Ids("site:post.example"));
        Assert.Equal("f1", Ids("person:\"cleo marsh\" AND author:\"bo lund\" AND tag:works AND lang:en AND section:local"));
        Assert.Equal("f6", Ids("before:1970"));
        Assert.Equal("f5", Ids("NOT title:*"));
        if (format.EndsWith(Exact, StringComparison.Ordinal))
        {
            Assert.Equal(("", "f1"), (Ids("=mason"), Ids("=masons")));
        }
        else
        {
            Assert.Throws<QueryException>(() => Ids("=masons"));
        }

        var kinds = index.Search(new SearchRequest { Facets = [new("source"), new("organization")] }).Facets;
        Assert.Equal(["Coast Weekly 2, Island Post 2", "Coastguard 1, Strait Ferries 1"],
            kinds.Select(f => string.Join(
                ", ", f.Values.OrderBy(v => v.Value, StringComparer.Ordinal).Select(v => $"{v.Value} {v.Count}"))));
        var stored = index.Get("f1")!;
        Assert.Equal(
            ("Island Post", "local", "en", "Ann Reed|Bo Lund", "harbour|works", "desk=night", "2019-03-04T08:00:00Z"),
            (stored.Source, stored.Section, stored.Language, string.Join('|', stored.Authors), string.Join('|', stored.Tags),
                string.Join('|', stored.Members.Select(m => $"{m.Name}={m.Value}")), stored.Published?.ToString()));

        string Ids(string query) =>
            string.Join(' ', index.Search(new SearchRequest { Query = query }).Hits.Select(h => h.Id).Order(StringComparer.Ordinal));
    }
}
