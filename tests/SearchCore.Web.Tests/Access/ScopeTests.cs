using System.Text.Json.Nodes;

using SearchCore.Articles;
using SearchCore.TestKit;
using SearchCore.Web.Tests.Running;

namespace SearchCore.Web.Tests.Access;

/// <summary>
/// A restricted reader is answered, at every address, as by a service whose archive has no article but theirs; and nothing that is written
/// where they may not see changes anything that they are told.
/// </summary>
public sealed class ScopeTests
{
    private const int Articles = 120;

    private static readonly string[] Words =
        ["zebra", "horse", "strike", "bridge", "minister", "harbour", "running", "runner", "organization", "vote", "storm", "match"];

    private static readonly string[] Secret = ["zulus", "rumours", "organizes", "horseshoe", "bridgehead"];
    private static readonly string[] People = ["Ann Lee", "Bob Stone", "Cy Young"];

    private static readonly string[] Addresses =
    [
        "search?q=zebra&facet=person&facet=acl&facet=source&timeline=month:person:2&significant=words&significant=person&limit=5",
        "search?q=*&facet=person:50&facet=acl:50&limit=50&sort=newest", "search?q=horse*&limit=20", "search?q=zulus", "search?q=rumuors",
        "search?q=strike~1", "search?q=acl:politics", "search?q=person:Zed", "search?q=has:acl&limit=0", "search?q=id:h1",
        "search?q=bridge&unique=true", "search?q=bridge&group=source", "search?q=storm&against=vote&significant=words",
        "search?q=organi?ation&limit=3", "search?q=-zebra&limit=0&facet=place", "timeline?q=zebra&timeline=week", "significance?q=horse",
        "articles/v1?q=zebra", "articles/h1", "articles/h1/near", "articles/v1/near?atLeast=50", "articles/v1/similar",
        "articles/h1/similar",
        "suggest?text=zu", "suggest?text=hor", "suggest?text=ru", "suggest?text=Zed", "terms?field=body&prefix=z", "terms?field=acl",
        "terms?field=person&top=50", "entities/person/Zed%20Mole", "entities/person/Ann%20Lee", "compare?a=zebra&b=horse", "parse?q=acl:x",
        "parse?q=hush:x", "export?q=*&sort=oldest", "export?q=horse&format=csv&sort=oldest", "searches", "alerts", "search?q=%22open",
    ];

    private static readonly int Seed = Environment.TickCount;

    [Fact]
    public async Task Hidden_articles_are_nowhere()
    {
        var random = new Random(Seed);
        var all = Enumerable.Range(0, Articles).Select(i => Make(random, i)).ToArray();
        using var folder = new TempFolder();
        string[] access =
        [
            .. TestService.Key(0, "sport", "ks", ["ingest"], ("desk", "sport")),
            .. TestService.Key(1, "all", "ka", ["ingest", "chief"]), .. TestService.Key(2, "none", "kn"),
            "Access:Scopes:0:Claim=desk", "Access:Scopes:0:Kind=acl", "Access:Scopes:0:Except:0=chief",
        ];
        await using var whole = await TestService.StartAsync([TestService.Collection(folder, "news"), .. access]);
        using var partFolder = new TempFolder();
        await using var part = await TestService.StartAsync([TestService.Collection(partFolder, "news"), .. access]);
        await whole.IngestAsync("news", "ka", all);
        await part.IngestAsync("news", "ka", [.. all.Where(a => a.Id[0] == 'v')]);

        using var restricted = whole.With("ks");
        using var expected = part.With("ks");
        using var chief = whole.With("ka");
        Assert.Equal(Articles, (await TestService.GetAsync(chief, "v1/collections/news/search?limit=0")).GetProperty("total").GetInt32());
        var before = await Compare(restricted, expected);

        // Written where they may not see: more of the same words, and words that they have.
        await whole.IngestAsync("news", "ka", [.. Enumerable.Range(1_000, 40).Select(i => Hidden(random, i))]);
        var after = await Compare(restricted, expected);
        Assert.Equal(before, after);
        using var nobody = whole.With("kn");
        Assert.Equal(0, (await TestService.GetAsync(nobody, "v1/collections/news/search?limit=0")).GetProperty("total").GetInt32());
        using var collections = await restricted.GetAsync("v1/collections");
        Assert.DoesNotContain("sequence", await collections.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cursors_of_restricted_readers_say_nothing_and_lead_on()
    {
        using var folder = new TempFolder();
        await using var service = await TestService.StartAsync(
        [
            TestService.Collection(folder, "news"), .. TestService.Key(0, "sport", "ks", ["ingest"], ("desk", "sport")),
            "Access:Scopes:0:Claim=desk", "Access:Scopes:0:Kind=acl",
        ]);
        await service.IngestAsync(
            "news", "ks",
            [.. Enumerable.Range(0, 10).Select(i => new Article { Id = $"a{i}", Title = "x", Entities = [new("acl", "sport")] })]);
        using var http = service.With("ks");
        var (first, again) = (await TestService.GetAsync(http, Page(null)), await TestService.GetAsync(http, Page(null)));
        Assert.NotEqual(first.GetProperty("next").GetString(), again.GetProperty("next").GetString());
        var second = await TestService.GetAsync(http, Page(first.GetProperty("next").GetString()));
        Assert.Empty(Ids(first).Intersect(Ids(second)));
        Assert.Equal(4, Ids(second).Count);
        using var forged = await http.GetAsync(Page("forged"));
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, forged.StatusCode);

        static string Page(string? after) => $"v1/collections/news/search?limit=4&after={Uri.EscapeDataString(after ?? string.Empty)}";
        static List<string> Ids(System.Text.Json.JsonElement page) =>
            [.. page.GetProperty("hits").EnumerateArray().Select(h => h.GetProperty("id").GetString()!)];
    }

    // Everything that is answered, tags too; of both the same.
    private static async Task<List<string>> Compare(HttpClient restricted, HttpClient expected)
    {
        List<string> told = [];
        foreach (var address in Addresses)
        {
            var (mine, theirs) = (await Ask(restricted, address), await Ask(expected, address));
            Assert.True(mine == theirs, $"seed {Seed}, {address}:\n{mine}\n{theirs}");
            told.Add(mine);
        }

        return told;
    }

    private static async Task<string> Ask(HttpClient http, string address)
    {
        using var response = await http.GetAsync($"v1/collections/news/{address}");
        var body = await response.Content.ReadAsStringAsync();
        if (response.Content.Headers.ContentType?.MediaType == "application/json" && JsonNode.Parse(body) is JsonObject json)
        {
            // How long it took, the sealed places: different each time.
            json.Remove("tookMs");
            json.Remove("next");
            if (address == "alerts")
            {
                json.Remove("last");
                return json.ToJsonString();
            }

            return $"{(int)response.StatusCode} {response.Headers.ETag} {json.ToJsonString()}";
        }

        return $"{(int)response.StatusCode} {body}";
    }

    private static Article Hidden(Random random, int number) =>
        Make(random, number) with { Id = $"h{number}", Entities = [new("acl", "politics")] };

    private static Article Make(Random random, int number)
    {
        var isHidden = number == 2 || (number != 1 && random.Next(3) == 0);
        var words = Enumerable.Range(0, 30).Select(_ => Words[random.Next(Words.Length)]).ToList();
        List<EntityName> names = [new("acl", isHidden ? "politics" : "sport"), new("person", People[random.Next(People.Length)])];
        if (isHidden)
        {
            words.AddRange(Enumerable.Range(0, 4).Select(_ => Secret[random.Next(Secret.Length)]));
            names.AddRange([new("person", "Zed Mole"), new("hush", "x")]);
        }

        return new()
        {
            Id = number == 2 ? "h1" : $"{(isHidden ? 'h' : 'v')}{number}",
            Title = string.Join(' ', words.Take(4)),
            Body = string.Join(' ', words.Skip(4)) + ".",
            Source = $"Paper {random.Next(3)}",
            Published = ArticleDate.FromDay(2019, 1 + random.Next(12), 1 + random.Next(28)),
            Entities = names,
        };
    }
}
