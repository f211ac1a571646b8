using SearchCore.Articles.Formats;
using SearchCore.Articles.Reading;
using SearchCore.Queries;
using SearchCore.TestKit;

namespace SearchCore.Tests.Indexing;

public sealed class ReutersIndexTests
{
    [SharedFact]
    public void The_collection_gives_the_same_index_from_its_SGML_and_from_JSON_lines()
    {
        using var folder = new TempFolder();
        using var sgml = Load(folder["sgml"], SharedData.File("reuters21578"), ArticleFormats.Reuters);
        using var json = Load(folder["json"], SharedData.File("reuters21578.jsonl.gz"), ArticleFormats.JsonLines);
        Assert.Equal(21_578, sgml.Statistics().Articles);
        Assert.Equal(20_841, json.Statistics().Articles);

        // The 737 that the JSON form leaves out have a body alone, so a date and no title.
        Assert.Equal(737, sgml.Delete(new SearchRequest { Query = "*:* -title:*", TimeLimit = Timeout.InfiniteTimeSpan }));
        sgml.Commit();
        string[] facets = ["place", "person", "organization", "exchange", "tag", "author"];
        foreach (var query in new[] { "*:*", "\"crude oil\"", "date:1987-03 AND wheat", "place:japan AND trade" })
        {
            var request = new SearchRequest
            {
                Query = query,
                Facets = [.. facets.Select(f => new FacetRequest(f) { Top = 1_000 })],
                Limit = 200,
                Sort = SearchSort.Newest,
                TimeLimit = Timeout.InfiniteTimeSpan,
            };
            var fromSgml = sgml.Search(request);
            var fromJson = json.Search(request);
            Assert.Equal(fromJson.Total, fromSgml.Total);
            Assert.Equal(fromJson.Hits.Select(h => (h.Id, h.Published, h.Title)), fromSgml.Hits.Select(h => (h.Id, h.Published, h.Title)));
            foreach (var facet in facets)
            {
                Assert.Equal(fromJson.Facet(facet), fromSgml.Facet(facet));
            }
        }
    }

    private static ArticleIndex Load(string index, string input, IArticleFormat format)
    {
        var opened = ArticleIndex.Open(index, new ArticleIndexOptions { Recognizer = null });
        var report = opened.Index(ArticleFormats.Default.Open(input, format));
        Assert.Equal((0, 0), (report.Rejected, report.Replaced));
        Assert.Empty(report.FailedSources);
        return opened;
    }
}
