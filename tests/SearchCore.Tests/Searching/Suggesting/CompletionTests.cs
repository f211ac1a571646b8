using SearchCore.Articles;

namespace SearchCore.Tests.Searching.Suggesting;

public class CompletionTests
{
    private static readonly Article[] Archive =
    [
        new()
        {
            Id = "a", Title = "Putin publishes a plan", Body = "He published it; publishing takes time. Public opinion.",
            Source = "Pulse", Entities = [new("person", "Vladimir Putin"), new("place", "Pula")],
        },
        new()
        {
            Id = "b", Title = "Putin publishes a plan", Body = "Publicly, at the Élysée. Élysées.", Source = "Pulse",
            Entities = [new("person", "Vladimir Putin"), new("person", "Pu Yi")],
        },
        new() { Id = "c", Title = "A plan for Pula", Body = "Nothing public here.", Entities = [new("person", "Vladimir Kokhanovsky")] },
    ];

    [Fact]
    public void Values_of_every_kind_come_by_the_beginning_of_any_of_their_words()
    {
        using var index = new TestIndex(Archive);
        var found = Complete(index, new("pu") { Words = false, Titles = false });
        Assert.Equal(["person Vladimir Putin 2", "person Pu Yi 1", "place Pula 1", "source Pulse 2"], found);
        Assert.Equal(["person Vladimir Putin 2"], Complete(index, new("vladimir PÚ") { Words = false, Titles = false }));
    }

    [Fact]
    public void The_longest_end_of_the_text_that_begins_a_name_is_completed()
    {
        using var index = new TestIndex(Archive);
        using var searcher = index.OpenSearcher();
        var found = searcher.Complete(new("talks with vladimir p") { Kinds = ["person"] }).Values[0];
        Assert.Equal(("Vladimir Putin", 11), (found.Text, found.Start));
        Assert.Empty(searcher.Complete(new("talks with vladimir ") { Kinds = ["person"] }).Values);
        Assert.Empty(searcher.Complete(new("") { Kinds = ["person"] }).Values);
        Assert.Empty(searcher.Complete(new("pu") { Kinds = ["nosuch"], Words = false, Titles = false }).Values);
    }

    [Fact]
    public void Words_come_as_they_are_written_the_most_frequent_first_and_not_as_stems()
    {
        using var index = new TestIndex(Archive);
        var words = Complete(index, new("a publ") { Kinds = [], Titles = false });
        Assert.Equal(
            ["public", "publicly", "published", "publishes", "publishing"],
            words.Select(w => w.Split(' ')[1]).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["élysée", "élysées"],
            Complete(index, new("elys") { Kinds = [], Titles = false }).Select(w => w.Split(' ')[1]).Order(StringComparer.Ordinal));
        Assert.Empty(Complete(index, new("p") { Kinds = [], Titles = false }));
    }

    [Fact]
    public void Every_word_that_is_offered_is_found_and_counted_as_its_search_counts()
    {
        using var index = new TestIndex(Archive);
        using var searcher = index.OpenSearcher();
        foreach (var typed in new[] { "pu", "pl", "no", "el", "op", "ti" })
        {
            foreach (var word in searcher.Complete(new(typed) { Kinds = [], Titles = false, Top = 100 }).Values)
            {
                Assert.True(index.Search(word.Text).Total.Value >= word.Articles, word.Text);
                Assert.True(word.Articles > 0);
                Assert.Equal((CompletionSort.Word, null, 0), (word.Sort, word.Kind, word.Start));
            }
        }
    }

    [Fact]
    public void Titles_come_by_all_their_words_and_equal_ones_once()
    {
        using var index = new TestIndex(Archive);
        Assert.Equal(
            ["title Putin publishes a plan 2", "title A plan for Pula 1"],
            Complete(index, new("plan pu") { Kinds = [], Words = false }).Select(t => t.TrimStart()));
        Assert.Empty(Complete(index, new("\" :(") { Kinds = [] }));
    }

    [Fact]
    public void A_scope_hides_what_its_articles_do_not_have()
    {
        using var index = new TestIndex(Archive);
        using var searcher = index.OpenSearcher();
        using var scoped = searcher.Within(SearchScope.Having("person", "Vladimir Kokhanovsky"));
        var found = scoped.Complete(new("pu") { Top = 50 }).Values;
        Assert.Equal(["public", "A plan for Pula"], found.Where(f => f.Articles > 0).Select(f => f.Text).Except(["pula"]));
    }

    [Fact]
    public void Bounds_are_held_and_no_time_gives_a_part()
    {
        using var index = new TestIndex(Archive);
        using var searcher = index.OpenSearcher();
        Assert.Throws<ArgumentException>(() => searcher.Complete(new("pu") { Top = 0 }));
        Assert.Throws<ArgumentException>(() => searcher.Complete(new("pu") { Top = 101 }));
        Assert.Throws<ArgumentNullException>(() => searcher.Complete(new(null!)));
        Assert.True(searcher.Complete(new("pu") { TimeLimit = TimeSpan.Zero }).IsPartial);
        Assert.Throws<OperationCanceledException>(() => searcher.Complete(new("pu"), new CancellationToken(canceled: true)));
    }

    private static List<string> Complete(TestIndex index, CompletionRequest request)
    {
        using var searcher = index.OpenSearcher();
        var found = searcher.Complete(request with { TimeLimit = Timeout.InfiniteTimeSpan });
        Assert.False(found.IsPartial);
        return [.. found.Values.Select(v => $"{v.Kind ?? (v.Sort == CompletionSort.Title ? "title" : "")} {v.Text} {v.Articles}")];
    }
}
