using SearchCore.Articles;
using SearchCore.Entities;
using SearchCore.TestKit;

namespace SearchCore.Tests.Indexing;

/// <summary>Where recognized entities are mentioned, from the recognizer through a segment and a merge to the stored article.</summary>
public sealed class RecognizedMentionsTests
{
    private static readonly Article Visit = new()
    {
        Id = "visit",
        Title = "Merkel in Oslo",
        Body = "Chancellor Angela Merkel – „willkommen“ – met NATO officials in Oslo.\n\nLater Merkel flew home.",
        Members = [new("photo", "President Emmanuel Macron / Reuters")],
    };

    [Fact]
    public void Mentions_are_kept_with_their_places()
    {
        var stored = Store(EntityRecognizer.Default, Visit);
        Assert.Equal(
            ["Merkel=Angela Merkel", "Oslo=Oslo", "Angela Merkel=Angela Merkel", "NATO=NATO", "Oslo=Oslo", "Merkel=Angela Merkel"],
            stored.Mentions.Select(m => $"{(m.InBody ? stored.Article.Body : stored.Article.Title)![m.Start..m.End]}={m.Entity.Name}"));
        Assert.Equal(2, stored.Mentions.Count(m => !m.InBody));
        Assert.Contains(new EntityName("person", "Emmanuel Macron"), stored.Recognized);
    }

    [Fact]
    public void An_article_without_a_title_has_them_too()
    {
        var stored = Store(EntityRecognizer.Default, Visit with { Title = null });
        Assert.Equal(4, stored.Mentions.Count(m => m.InBody));
    }

    [Fact]
    public void Kinds_that_an_article_brings_are_not_kept()
    {
        var stored = Store(EntityRecognizer.Default, Visit with { Entities = [new("place", "Norway")] });
        Assert.DoesNotContain(stored.Mentions, m => m.Entity.Kind == "place");
        Assert.NotEmpty(stored.Mentions);
    }

    [Fact]
    public void A_recognizer_of_your_own_may_give_mentions_in_any_order()
    {
        var stored = Store(new Disorderly(), Visit);
        Assert.Equal([new EntityName("ship", "A/B"), new EntityName("ship", "C")], stored.Recognized);
        Assert.Equal([(false, 0, 3), (false, 5, 9), (true, 0, 4)], stored.Mentions.Select(m => (m.InBody, m.Start, m.End)));
    }

    private static StoredArticle Store(IEntityRecognizer recognizer, Article article)
    {
        using var folder = new TempFolder();
        using var index = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Recognizer = recognizer });
        index.Add(article);
        index.Commit();
        index.Add(new Article { Id = "other", Body = "Nothing." });
        index.Commit();
        index.Refresh();
        using var searcher = index.OpenSearcher();
        return searcher.GetStored(article.Id)!;
    }

    private sealed class Disorderly : IEntityRecognizer
    {
        public void Recognize(ReadOnlySpan<char> text, ICollection<EntityMention> mentions)
        {
            if (text.Length < 40)
                return;
            mentions.Add(new() { Start = 0, End = 3, Kind = "ship", Name = "A/B" });
            mentions.Add(new() { Start = 2, End = 6, Kind = "ship", Name = "A/B" });
            mentions.Add(new() { Start = 5, End = 9, Kind = "ship", Name = "C" });
            mentions.Add(new() { Start = 12, End = 20, Kind = "ship", Name = "C" });
            mentions.Add(new() { Start = 16, End = 20, Kind = "ship", Name = "C" });
        }
    }
}
