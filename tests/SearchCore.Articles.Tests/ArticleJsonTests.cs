using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

using SearchCore.TestKit;

namespace SearchCore.Articles.Tests;

/// <summary>Articles and their parts through System.Text.Json, by reflection and by a generated context.</summary>
public sealed class ArticleJsonTests
{
    private static readonly JsonSerializerOptions CamelCase = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
    private static readonly JsonSerializerOptions Piecemeal = new(CamelCase) { DefaultBufferSize = 16 };

    [Fact]
    public void Ten_thousand_articles_come_back_as_they_went()
    {
        const int Seed = 20_260_101;
        var random = new OddArticles(Seed);
        for (var i = 0; i < 10_000; i++)
        {
            var article = random.Good($"id{i}");
            var context = $"seed {Seed}, article {i}";
            Assert.True(article == JsonSerializer.Deserialize<Article>(JsonSerializer.Serialize(article)), context);
            Assert.True(article == JsonSerializer.Deserialize<Article>(JsonSerializer.Serialize(article, CamelCase), CamelCase), context);
            var text = JsonSerializer.Serialize(article, Generated.Default.Article);
            Assert.True(article == JsonSerializer.Deserialize(text, Generated.Default.Article), context);
            Assert.Equal(JsonSerializer.Serialize(article, CamelCase), text);
        }
    }

    [Fact]
    public void What_is_absent_is_its_default()
    {
        var expected = new Article { Id = "a", Body = "B" };
        Assert.Equal(expected, JsonSerializer.Deserialize<Article>("""{"id":"a","body":"B"}""", CamelCase));
        Assert.Equal(expected, JsonSerializer.Deserialize("""{"id":"a","body":"B","more":[1]}""", Generated.Default.Article));
    }

    [Fact]
    public async Task What_is_unknown_is_passed_over_wherever_a_buffer_ends()
    {
        const string Entity = """{"kind":"person","rank":{"of":[1,2,3],"in":"a list as long as this"},"name":"Ann"}""";
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat(Entity, 100))}]"));
        var entities = await JsonSerializer.DeserializeAsync<List<EntityName>>(stream, Piecemeal);
        Assert.Equal(Enumerable.Repeat(new EntityName("person", "Ann"), 100), entities);
    }

    [Theory]
    [InlineData("""{"body":"B"}""", "'id'")]
    [InlineData("""{"id":"a","tags":null}""", "tags is null")]
    [InlineData("""{"id":"a","tags":["x",null]}""", "tags holds null at place 1")]
    [InlineData("""{"id":"a","authors":[null]}""", "authors holds null at place 0")]
    [InlineData("""{"id":"a","authors":"x"}""", "authors is a list")]
    [InlineData("""{"id":"a","authors":[1]}""", "authors is a list of strings")]
    [InlineData("""{"id":"a","entities":[null]}""", "entities holds null at place 0")]
    [InlineData("""{"id":"a","entities":[{"kind":"person"}]}""", "an entity needs the member \"name\"")]
    [InlineData("""{"id":"a","entities":[{"kind":null,"name":"x"}]}""", "an entity needs a string for \"kind\"")]
    [InlineData("""{"id":"a","entities":["x"]}""", "an entity is an object of two strings")]
    [InlineData("""{"id":"a","members":[{"name":"m","value":1}]}""", "a further member needs a string for \"value\"")]
    [InlineData("""{"id":"a","published":{"unixSeconds":1577836800}}""", "a date is an ISO 8601 string such as \"2020-01-01\"")]
    [InlineData("""{"id":"a","published":1577836800}""", "not a number")]
    [InlineData("""{"id":"a","published":"03/04/05"}""", "not “03/04/05”")]
    [InlineData("""{"id":"a","published":"2016-12-31T23:59:60Z"}""", "a date is an ISO 8601 string")]
    public void What_cannot_be_meant_is_refused_by_name(string json, string words)
    {
        Assert.Contains(words, Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Article>(json, CamelCase)).Message);
        Assert.Contains(words, Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, Generated.Default.Article)).Message);
    }

    [Fact]
    public void What_cannot_be_read_again_is_not_written()
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Serialize(new Article { Id = "a", Tags = null! }));
        Assert.Throws<JsonException>(() => JsonSerializer.Serialize(new Article { Id = "a", Tags = [null!] }));
        Assert.Throws<JsonException>(() => JsonSerializer.Serialize(new Article { Id = "a", Entities = [default] }));
    }

    [Fact]
    public void A_member_that_an_entity_has_not_is_refused_where_the_options_say_so()
    {
        const string Json = """{"Kind":"person","Name":"Ann","Rank":[1]}""";
        var strict = new JsonSerializerOptions { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };
        Assert.Equal(new EntityName("person", "Ann"), JsonSerializer.Deserialize<EntityName>(Json));
        Assert.Contains("“Rank”", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<EntityName>(Json, strict)).Message);
    }

    [Fact]
    public void Dates_come_back_from_text_and_from_json()
    {
        const int Seed = 7;
        var random = new Random(Seed);
        for (var i = 0; i < 10_000; i++)
        {
            var date = new ArticleDate(random.NextInt64(ArticleDate.MinUnixSeconds, ArticleDate.MaxUnixSeconds + 1));
            var text = date.ToString();
            Assert.True(date == ArticleDate.Parse(text), $"seed {Seed}, {text}");
            Assert.True(date == JsonSerializer.Deserialize<ArticleDate>(JsonSerializer.Serialize(date)), $"seed {Seed}, {text}");
            var generated = JsonSerializer.Serialize(date, Generated.Default.ArticleDate);
            Assert.Equal($"\"{text}\"", generated);
            Assert.True(date == JsonSerializer.Deserialize(generated, Generated.Default.ArticleDate), $"seed {Seed}, {text}");
        }
    }

    [Fact]
    public void A_date_is_written_in_one_way_whatever_the_culture_or_the_room()
    {
        var date = new ArticleDate(ArticleDate.MinUnixSeconds + 1);
        Span<char> room = stackalloc char[20];
        Assert.Equal("0001-01-01T00:00:01Z", $"{date}");
        Assert.True(date.TryFormat(room, out var written, default, new CultureInfo("") { DateTimeFormat = { DateSeparator = "." } }));
        Assert.Equal("0001-01-01T00:00:01Z", room[..written].ToString());
        Assert.False(date.TryFormat(room[..19], out written, default, null));
        Assert.Throws<FormatException>(() => date.ToString("d", null));
        Assert.Throws<FormatException>(() => ArticleDate.Parse("yesterday"));
        Assert.False(ArticleDate.TryParse(null, null, out _));
        Assert.Equal(ArticleDate.FromDay(2020, 1, 1), Read<ArticleDate>("2020-01-01"));
    }

    [Fact]
    public void A_date_may_be_a_key()
    {
        var counts = new Dictionary<ArticleDate, int> { [ArticleDate.FromDay(2020, 1, 1)] = 3 };
        var json = JsonSerializer.Serialize(counts);
        Assert.Equal("""{"2020-01-01T00:00:00Z":3}""", json);
        Assert.Equal(counts, JsonSerializer.Deserialize<Dictionary<ArticleDate, int>>(json));
    }

    private static T Read<T>(string text)
        where T : IParsable<T> => T.Parse(text, null);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Article))]
[JsonSerializable(typeof(ArticleDate))]
[JsonSerializable(typeof(EntityName))]
[JsonSerializable(typeof(ArticleMember))]
internal sealed partial class Generated : JsonSerializerContext;
