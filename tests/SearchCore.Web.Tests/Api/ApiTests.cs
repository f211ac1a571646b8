using System.Net;
using System.Text;
using System.Text.Json;

using SearchCore.Json;
using SearchCore.Web.Tests.Running;

namespace SearchCore.Web.Tests.Api;

/// <summary>What the API answers of the sample archive, compared with the engine itself.</summary>
public sealed class ApiTests(SampleFixture sample) : IClassFixture<SampleFixture>
{
    private const string Root = "v1/collections/sample";

    private TestService Service => sample.Service;

    [Fact]
    public async Task A_search_says_what_the_engine_says()
    {
        const string Address = Root + "/search?q=port+strike&facet=person:3&facet=place:2:r&timeline=month:source:2&significant=words:4"
            + "&against=date:2018&select=source=The+Northern+Ledger&from=2019-01-01&to=2020-01-01&sort=newest&limit=3&unique=true";
        var request = new SearchRequest
        {
            Query = "port strike",
            Facets = [new("person") { Top = 3 }, new("place") { Top = 2, Prefix = "r" }],
            Timeline = new(Queries.TimelineUnit.Month) { By = new("source") { Top = 2 } },
            Significant = [new("words") { Top = 4 }],
            Against = new() { Query = "date:2018" },
            Select = [new("source", "The Northern Ledger")],
            Published = new(Articles.ArticleDate.FromDay(2019, 1, 1), Articles.ArticleDate.FromDay(2020, 1, 1)),
            Sort = Queries.SearchSort.Newest,
            Limit = 3,
            Unique = true,
        };
        var engine = Engine.Search(request);
        var posted = await Service.Collection("sample").SearchAsync(request);
        var got = (await Service.GetAsync(Address)).Deserialize(SearchCoreJsonContext.Default.SearchResults)!;
        Assert.NotEmpty(got.Hits);
        foreach (var answer in new[] { got, posted.Results })
        {
            Assert.Equal(Text(engine), Text(answer));
        }

        Assert.Equal(Engine.Statistics().Sequence, posted.Sequence);
    }

    [Fact]
    public async Task Days_begin_in_the_zone_that_is_named()
    {
        // What was published at midnight in UTC came the evening before in New York.
        var utc = await Service.GetAsync(Root + "/search?from=2019-03-11&to=2019-03-12&limit=0");
        var far = await Service.GetAsync(Root + "/search?from=2019-03-11&to=2019-03-12&limit=0&zone=America/New_York");
        Assert.True(utc.GetProperty("total").GetInt64() > 0);
        Assert.NotEqual(utc.GetProperty("total").GetInt64(), far.GetProperty("total").GetInt64());
    }

    [Fact]
    public async Task Pages_follow_each_other()
    {
        List<string> ids = [];
        var after = string.Empty;
        do
        {
            var page = await Service.GetAsync($"{Root}/search?q=*&sort=oldest&limit=40&after={Uri.EscapeDataString(after)}");
            ids.AddRange(page.GetProperty("hits").EnumerateArray().Select(h => h.GetProperty("id").GetString()!));
            after = page.GetProperty("next").GetString() ?? string.Empty;
        }
        while (after.Length > 0);
        Assert.Equal(Engine.Statistics().Articles, ids.Distinct().Count());
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task A_reader_who_has_the_answer_gets_it_once()
    {
        using var first = await Service.Http.GetAsync(Root + "/search?q=strike");
        using var again = new HttpRequestMessage(HttpMethod.Get, Root + "/search?q=strike");
        again.Headers.TryAddWithoutValidation("If-None-Match", first.Headers.ETag!.Tag);
        using var second = await Service.Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        using var other = await Service.Http.GetAsync(Root + "/search?q=bridge");
        Assert.NotEqual(first.Headers.ETag.Tag, other.Headers.ETag!.Tag);
        using var relative = await Service.Http.GetAsync(Root + "/search?q=date:last-30d&now=2019-03-12T00:00:00Z");
        using var later = await Service.Http.GetAsync(Root + "/search?q=date:last-30d&now=2021-03-12T00:00:00Z");
        Assert.NotEqual(relative.Headers.ETag!.Tag, later.Headers.ETag!.Tag);
    }

    [Theory]
    [InlineData("search?q=%22port", 400, "SC107")]
    [InlineData("search?limit=ten", 400, "limit=ten: write a number from 0 to 1000.")]
    [InlineData("search?limit=1001", 400, "limit=1001")]
    [InlineData("search?sort=best", 400, "relevance, newest, oldest")]
    [InlineData("search?select=person", 400, "kind=value")]
    [InlineData("search?from=yesterday", 400, "2017-12-11")]
    [InlineData("search?zone=Mars", 400, "there is no such zone")]
    [InlineData("search?after=nonsense", 400, "cursor")]
    [InlineData("articles/none", 404, "There is no article 'none' for you.")]
    [InlineData("articles/none/near", 404, "There is no article 'none' for you.")]
    [InlineData("compare?a=x", 400, "Name both queries")]
    [InlineData("terms", 400, "Name the field")]
    [InlineData("export?format=xml", 400, "ndjson, stored, csv")]
    [InlineData("export?q=%22port", 400, "SC107")]
    [InlineData("receipts/none", 404, "receipt")]
    [InlineData("nothing", 404, "openapi")]
    [InlineData("search?q=a&q=b", 400, "q stands in the address 2 times")]
    [InlineData("articles/rotterdam-3?id=rotterdam-4", 400, "name one of them")]
    [InlineData("search?now=10:00", 400, "2017-12-11T12:00:00Z")]
    [InlineData("search?now=12/11/2017", 400, "2017-12-11T12:00:00Z")]
    [InlineData("export?after=x", 400, "for pages of a search")]
    [InlineData("export?skip=1", 400, "for pages of a search")]
    [InlineData("named", 400, "Name the articles")]
    [InlineData("search?timeline=month:person:1001", 400, "1000")]
    public async Task What_is_wrong_is_said_with_what_to_do(string address, int status, string says)
    {
        using var response = await Service.Http.GetAsync($"{Root}/{address}");
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains(says, body, StringComparison.Ordinal);
        using var problem = JsonDocument.Parse(body);
        Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.DoesNotContain(Service.Log, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{\"query\":\"a\",\"wat\":1}", "wat")]
    [InlineData("{\"limit\":100000}", "limit is 100000")]
    [InlineData("{\"limits\":{\"clauses\":100000}}", "limits")]
    [InlineData("{\"timeline\":{\"unit\":\"month\",\"by\":{\"kind\":\"person\",\"top\":5000}}}", "1000")]
    [InlineData("{\"snippetLength\":100000}", "10000")]
    [InlineData("{", "")]
    public async Task A_posted_request_is_bounded(string request, string says)
    {
        using var response = await Service.Http.PostAsync(Root + "/search", new StringContent(request, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(says, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_is_parsed_with_the_archives_kinds()
    {
        var parsed = await Service.GetAsync(Root + "/parse?q=person:Anna");
        Assert.True(parsed.GetProperty("valid").GetBoolean());
        var wrong = await Service.GetAsync(Root + "/parse?q=colour:red");
        Assert.NotEqual(0, wrong.GetProperty("diagnostics").GetArrayLength());
    }

    [Fact]
    public async Task Articles_come_with_marks_and_mentions()
    {
        var article = (await Service.GetAsync(Root + "/articles/rotterdam-3?q=strike"))
            .Deserialize(SearchCoreJsonContext.Default.HighlightedArticle)!;
        Assert.NotEmpty(article.TitleMatches);
        Assert.Equal(Text(Engine.Highlight("rotterdam-3", new() { Query = "strike", Lenient = true })!), Text(article));
    }

    [Fact]
    public async Task Similar_articles_words_entities_and_comparisons_are_the_engines()
    {
        using var searcher = Engine.OpenSearcher();
        var similar = (await Service.GetAsync(Root + "/articles/rotterdam-3/similar?limit=3"))
            .Deserialize(SearchCoreJsonContext.Default.SearchResults)!;
        Assert.Equal(searcher.Search(new() { SimilarTo = "rotterdam-3", Limit = 3 }).Hits.Select(h => h.Id),
            similar.Hits.Select(h => h.Id));
        var completions = (await Service.GetAsync(Root + "/suggest?text=por&top=3"))
            .Deserialize(SearchCoreJsonContext.Default.Completions)!;
        Assert.True(completions.IsPartial || completions.Values.Count > 0);
        // A busy machine may not come to the last of them in time.
        var complete = searcher.Complete(new("por") { Top = 3, TimeLimit = Timeout.InfiniteTimeSpan }).Values;
        Assert.Equal(complete.Take(completions.IsPartial ? completions.Values.Count : int.MaxValue), completions.Values);
        var terms = await Service.GetAsync(Root + "/terms?field=person&prefix=van");
        Assert.Equal(
            searcher.Terms("person", "van").Select(t => t.Value),
            terms.GetProperty("values").EnumerateArray().Select(v => v.GetProperty("value").GetString()));
        var entity = (await Service.GetAsync(Root + "/entities/person/Marieke%20van%20Dorst?articles=5"))
            .Deserialize(SearchCoreJsonContext.Default.EntityPage)!;
        Assert.Equal(Text(searcher.Entity(new("person", "Marieke van Dorst") { Articles = 5 })), Text(entity));
        var compared = await Service.GetAsync(Root + "/compare?a=strike&b=bridge");
        Assert.Equal(searcher.Search(new() { Query = "strike" }).Total.Value, compared.GetProperty("a").GetProperty("total").GetInt64());
        Assert.True(compared.GetProperty("b").GetProperty("significant").TryGetProperty("words", out _));
    }

    [Fact]
    public async Task Timelines_and_significance_come_without_hits()
    {
        var timeline = await Service.GetAsync(Root + "/timeline?q=strike");
        Assert.Equal("month", timeline.GetProperty("timelineUnit").GetString());
        Assert.Equal(0, timeline.GetProperty("hits").GetArrayLength());
        var significance = await Service.GetAsync(Root + "/significance?q=strike");
        Assert.Equal(
            ["person", "organization", "place", "words"], significance.GetProperty("significant").EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task What_is_exported_can_be_indexed_again()
    {
        var text = await Service.Http.GetStringAsync(Root + "/export?q=strike");
        using var copy = ArticleIndex.InMemory();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        copy.Index([Articles.Formats.ArticleFormats.Default.Open(stream, "export")]);
        Assert.Equal(Engine.Search(new() { Query = "strike" }).Total.Value, copy.Statistics().Articles);
        var csv = await Service.Http.GetStringAsync(Root + "/export?q=strike&format=csv&limit=2");
        Assert.Equal(3, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith("id,title,published", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_many_are_exported_stands_in_the_address()
    {
        foreach (var (address, lines) in new[] { ("export", 96), ("export?limit=3", 3) })
        {
            using var response = await Service.Http.PostAsync(
                $"{Root}/{address}", new StringContent("{\"limit\":5000}", Encoding.UTF8, "application/json"));
            var text = await response.Content.ReadAsStringAsync();
            Assert.Equal((address, lines), (address, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        }
    }

    [Fact]
    public async Task Hits_are_named_by_who_they_mention_most_and_their_tags()
    {
        var named = (await Service.Collection("sample").NamedAsync(["rotterdam-3", "none", "rotterdam-4"], top: 2)).ToList();
        Assert.Equal(["rotterdam-3", "rotterdam-4"], named.Select(n => n.Id));
        using var searcher = Engine.OpenSearcher();
        foreach (var article in named)
        {
            var stored = searcher.GetStored(article.Id)!;
            var most = stored.Article.Entities.Concat(stored.Recognized).Max(e => Times(stored, e.Kind, e.Name));
            Assert.True(most > 1);
            Assert.Equal(most, Times(stored, article.Values[0].Kind, article.Values[0].Value));
            Assert.Equal(stored.Article.Tags, article.Values.Where(v => v.Kind == "tag").Select(v => v.Value));
            Assert.Equal(searcher.Near(article.Id).Count, article.Near ?? searcher.Near(article.Id).Count);
            Assert.Equal(2, article.Values.Count(v => v.Kind is "person" or "organization" or "place"));
        }

        static int Times(StoredArticle stored, string kind, string name) =>
            stored.Mentions.Any(m => m.Entity == new Articles.EntityName(kind, name))
                ? stored.Mentions.Count(m => m.Entity == new Articles.EntityName(kind, name))
                : $"{stored.Article.Title}\n{stored.Article.Body}".Split(name).Length - 1;
    }

    [Fact]
    public async Task A_service_that_allows_few_hits_works_with_them()
    {
        await using var service = await TestService.StartAsync("Limits:MaxHits=5", "Limits:MaxFacetValues=2");
        using var page = await service.Http.GetAsync("c/sample?q=strike");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(5, (await service.GetAsync(Root + "/search")).GetProperty("hits").GetArrayLength());
        Assert.Equal(5, (await service.Collection("sample").SearchAsync(new())).Results.Hits.Count);
        Assert.NotNull(await service.Collection("sample").PutAlertAsync("a", new() { Query = "x" }));
        foreach (var (more, said) in new[]
        {
            ("limit 6", "limit is 6"), ("facet person:2 | limit 6", "limit is 6"), ("facet person:3", "more than 2 values"),
        })
        {
            using var refused = await service.Http.GetAsync($"{Root}/search?q={Uri.EscapeDataString($"strike | {more}")}");
            Assert.Equal((more, HttpStatusCode.BadRequest), (more, refused.StatusCode));
            Assert.Contains(said, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(4, (await service.GetAsync($"{Root}/search?q={Uri.EscapeDataString("strike | limit 4")}"))
            .GetProperty("hits").GetArrayLength());
        var list = await service.GetAsync("v1/collections");
        Assert.Equal((5, 2), (list.GetProperty("maxHits").GetInt32(), list.GetProperty("maxFacetValues").GetInt32()));
    }

    [Theory]
    [InlineData("timeline")]
    [InlineData("significance")]
    public async Task What_is_counted_has_no_hits_whatever_its_text_says_of_them(string what)
    {
        await using var service = await TestService.StartAsync();
        var counted = await service.GetAsync($"{Root}/{what}?q={Uri.EscapeDataString("strike | limit 3")}");
        Assert.Equal(0, counted.GetProperty("hits").GetArrayLength());
        Assert.False(counted.TryGetProperty("next", out var next) && next.ValueKind != JsonValueKind.Null);
        Assert.NotEqual(0, counted.GetProperty("total").GetInt64());
    }

    [Fact]
    public async Task What_is_null_or_of_another_kind_is_said_in_words()
    {
        foreach (var (method, address, body, type, status) in new[]
        {
            ("PUT", "searches/x", "{\"address\":null}", "application/json", 400),
            ("PUT", "searches/x", "[]", "application/json", 400),
            ("POST", "articles/delete", "[1]", "application/json", 400),
            ("POST", "articles/delete", "[\"a\"]", "text/plain", 415),
            ("POST", "snapshots", "null", "application/json", 409),
        })
        {
            using var request = new HttpRequestMessage(new(method), $"{Root}/{address}")
            {
                Content = new StringContent(body, Encoding.UTF8, type),
            };
            using var response = await Service.Http.SendAsync(request);
            var said = await response.Content.ReadAsStringAsync();
            Assert.Equal((address + body, status), (address + body, (int)response.StatusCode));
            Assert.DoesNotContain("System.", said, StringComparison.Ordinal);
            Assert.DoesNotContain("LineNumber", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_answer_has_the_headers_that_keep_browsers_safe()
    {
        foreach (var address in new[] { Root + "/search", "v1/collections", "nothing", "healthz/live", "openapi/v1.json" })
        {
            using var response = await Service.Http.GetAsync(address);
            var policy = string.Join(' ', response.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", string.Join(' ', response.Headers.GetValues("X-Content-Type-Options")));
            Assert.False(response.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task It_is_healthy()
    {
        Assert.Equal("Healthy", await Service.Http.GetStringAsync("healthz/live"));
        Assert.NotEqual("Unhealthy", await Service.Http.GetStringAsync("healthz/ready"));
    }

    private ArticleIndex Engine => (ArticleIndex)((Microsoft.Extensions.DependencyInjection.IKeyedServiceProvider)Service.Services)
        .GetRequiredKeyedService(typeof(ArticleIndex), "sample");

    private static string Text(SearchResults results) =>
        JsonSerializer.Serialize(results with { Took = default, Next = null }, SearchCoreJsonContext.Default.SearchResults);

    private static string Text(HighlightedArticle article) =>
        JsonSerializer.Serialize(article, SearchCoreJsonContext.Default.HighlightedArticle);

    private static string Text(EntityPage page) => JsonSerializer.Serialize(page, SearchCoreJsonContext.Default.EntityPage);
}
