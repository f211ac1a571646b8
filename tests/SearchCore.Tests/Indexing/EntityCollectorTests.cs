using SearchCore.Articles;
using SearchCore.Articles.Formats.Clippings;
using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Articles.Reading;
using SearchCore.Entities;
using SearchCore.Indexing;
using SearchCore.TestKit;

namespace SearchCore.Tests.Indexing;

public sealed class EntityCollectorTests
{
    [Fact]
    public void What_an_article_brings_wins_kind_by_kind()
    {
        var article = new Article
        {
            Id = "1",
            Title = "Angela Merkel visits Oslo",
            Body = "Chancellor Angela Merkel met NATO officials in Oslo.",
            Entities = [new("place", "Norway's capital")],
        };
        var found = Collect(article);
        Assert.Contains(new EntityName("person", "Angela Merkel"), found);
        Assert.DoesNotContain(found, e => e.Kind == "place");
        Assert.Equal(found.Distinct(), found);
    }

    [Fact]
    public void Who_is_named_in_a_photo_credit_is_found()
    {
        var article = new Article
        {
            Id = "1",
            Title = "A visit",
            Body = "The visit lasted an hour.",
            Members = [new("photo", "Chancellor Angela Merkel / Reuters"), new("links", "President Emmanuel Macron")],
        };
        var found = Collect(article);
        Assert.Contains(new EntityName("person", "Angela Merkel"), found);
        Assert.DoesNotContain(found, e => e.Name.Contains("Macron", StringComparison.Ordinal));
    }

    [SharedFact]
    public void The_commissioned_clipping_names_whom_and_what_it_is_about()
    {
        var path = SharedData.File("clippings/000_791b78ec8d3fc37b.txt");
        var article = ClippingParser.Parse(File.ReadAllBytes(path), "clipping").Article!;
        var found = Collect(article).ToHashSet();
        string[] people = ["Vladimir Putin", "Bashar Assad", "Dmitri Trenin"];
        string[] places = ["Syria", "Russia", "Turkey", "Cairo", "Ankara", "Khmeimim"];
        string[] organizations = ["TASS", "RIA Novosti", "Islamic State", "Kremlin", "Defense Ministry", "Carnegie Moscow Center"];
        var missing = people.Select(n => new EntityName("person", n)).Concat(places.Select(n => new EntityName("place", n)))
            .Concat(organizations.Select(n => new EntityName("organization", n)))
            .Where(wanted => !found.Any(f => f.Kind == wanted.Kind && f.Name.Contains(wanted.Name, StringComparison.Ordinal)));
        Assert.Empty(missing);
    }

    [Fact]
    public void What_a_recognizer_gives_without_a_kind_or_a_name_is_left_out_and_said()
    {
        using var folder = new TempFolder();
        using var index = ArticleIndex.Open(folder.Path, new ArticleIndexOptions { Recognizer = new Careless() });
        var notices = new List<ArticleNotice>();
        var source = new JsonLinesSource(new MemoryStream("""{"id":"1","body":"one two three"}"""u8.ToArray()), "lines");
        index.Index([source], new IndexingOptions { OnNotice = notices.Add });
        using var searcher = index.OpenSearcher();
        Assert.Equal(["person"], searcher.Kinds());
        Assert.Equal(3, notices.Count);
        Assert.All(notices, n => Assert.Equal(ArticleNoticeKind.MemberDropped, n.Kind));
    }

    private sealed class Careless : IEntityRecognizer
    {
        public void Recognize(ReadOnlySpan<char> text, ICollection<EntityMention> mentions)
        {
            mentions.Add(new() { Start = 0, End = 3, Kind = "person", Name = "One" });
            mentions.Add(new() { Start = 0, End = 3, Kind = string.Empty, Name = "One" });
            mentions.Add(new() { Start = 4, End = 7, Kind = "person", Name = " " });
            mentions.Add(new() { Start = 4, End = 7, Kind = "person", Name = new string('x', 100_000) });
        }
    }

    private static List<EntityName> Collect(Article article)
    {
        var buffer = new ArticleBuffer();
        buffer.Set(article);
        return [.. new EntityCollector(EntityRecognizer.Default).Collect(buffer)];
    }
}
