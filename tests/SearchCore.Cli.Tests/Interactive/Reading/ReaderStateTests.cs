using System.Text.RegularExpressions;

using SearchCore.Articles;
using SearchCore.Cli.Interactive.Reading;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Tests.Interactive.Reading;

public sealed class ReaderStateTests
{
    private static readonly string Body = string.Join('\n', Enumerable.Range(1, 60).Select(i => $"row {i} of the port strike"));

    [Fact]
    public void Reading_begins_at_the_first_match_with_what_leads_to_it()
    {
        var state = State(Found("row 40"), height: 12);
        Assert.Equal(0, state.Current);
        var rows = Plain(state);
        Assert.Contains("row 40 of the port strike", rows);
        Assert.True(rows.IndexOf("row 40 of the port strike") is > 0 and < 6);
        Assert.Contains("1 of 9 · match 1 of 1", rows[^1], StringComparison.Ordinal);
        Assert.Equal(12, rows.Count);
    }

    [Fact]
    public void Keys_go_from_match_to_match_and_no_further()
    {
        var state = State(Found("row 40", "row 50"), height: 12);
        Press(state, "n");
        Assert.Equal(1, state.Current);
        Press(state, "n");
        Assert.Contains("the last match", Plain(state)[^1], StringComparison.Ordinal);
        Press(state, "NN");
        Assert.Equal(0, state.Current);
        Assert.Contains("the first match", Plain(state)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_scroll_and_stop_at_the_ends()
    {
        var state = State(Found(), height: 12);
        Press(state, "k");
        Assert.Equal(0, state.Top);
        Press(state, "jj");
        Assert.Equal(2, state.Top);
        Press(state, " ");
        Assert.Equal(12, state.Top);
        Press(state, "b");
        Assert.Equal(2, state.Top);
        Press(state, "G");
        var last = state.Top;
        Press(state, "j ");
        Assert.Equal(last, state.Top);
        state.Apply(new(KeyCode.Home));
        Assert.Equal(0, state.Top);
        foreach (var code in new[] { KeyCode.Down, KeyCode.PageDown, KeyCode.PageUp, KeyCode.Up, KeyCode.End })
        {
            state.Apply(new(code));
        }

        Assert.Equal(last, state.Top);
    }

    [Fact]
    public void A_search_inside_replaces_the_matches_and_nothing_brings_them_back()
    {
        var state = State(Found("row 40"), height: 12);
        Press(state, "/ROW 5");
        Assert.Equal("/ROW 5", Plain(state)[^1]);
        state.Apply(new(KeyCode.Backspace));
        Press(state, "5");
        state.Apply(new(KeyCode.Enter));
        Assert.Equal(11, state.Matches);
        Press(state, "/zzz");
        state.Apply(new(KeyCode.Enter));
        Assert.Contains("no 'zzz'", Plain(state)[^1], StringComparison.Ordinal);
        Press(state, "/q");
        state.Apply(new(KeyCode.Escape));
        Press(state, "/");
        state.Apply(new(KeyCode.Enter));
        Assert.Equal(1, state.Matches);
    }

    [Theory]
    [InlineData("q", "Closed")]
    [InlineData("]", "Next")]
    [InlineData("[", "Previous")]
    [InlineData("x", "Stays")]
    public void Keys_ask_for_other_hits_and_for_the_list(string key, string outcome) =>
        Assert.Equal(Enum.Parse<ReaderOutcome>(outcome), State(Found(), 12).Apply(new(KeyCode.Text, key)));

    [Fact]
    public void The_keys_are_told_and_any_key_goes_on()
    {
        var state = State(Found(), 12);
        Press(state, "?");
        Assert.Contains(Plain(state), r => r.Contains("the next, the previous hit", StringComparison.Ordinal));
        Assert.Equal(ReaderOutcome.Stays, state.Apply(new(KeyCode.Text, "q")));
        Assert.Contains("Port strike", Plain(state)[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(120, 40)]
    [InlineData(40, 20)]
    [InlineData(25, 8)]
    public void Everything_an_article_has_is_there_and_fits(int width, int height)
    {
        var state = State(Found("port"), height, width);
        var all = new List<string>();
        state.Apply(new(KeyCode.Home));
        for (var i = 0; i < 40; i++)
        {
            var rows = Plain(state);
            Assert.Equal(height, rows.Count);
            Assert.All(rows, r => Assert.True(CellWidth.Of(r) < width, r));
            all.AddRange(rows.SkipLast(1));
            Press(state, " ");
        }

        var text = string.Join(' ', all);
        string[] parts = ["Port strike", "2018", "Wire", "Anna", "tags:", "https://", "row 60", "person:", "Wim", "price:", "12"];
        foreach (var part in parts)
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Matches_the_current_one_and_entities_are_marked_differently()
    {
        var rows = string.Join('\n', State(Found("row 1", "row 2"), 20).Rows(new(color: true)));
        Assert.Contains("\e[1;30;46mrow 1\e[0m", rows, StringComparison.Ordinal);
        Assert.Contains("\e[30;43mrow 2\e[0m", rows, StringComparison.Ordinal);
        Assert.Contains("\e[4;36mRotterdam\e[0m", rows, StringComparison.Ordinal);
        rows = string.Join('\n', State(Found("row 1", "row 2"), 20).Rows(new(color: false)));
        Assert.Contains("\e[1;7mrow 1\e[0m", rows, StringComparison.Ordinal);
        Assert.DoesNotMatch("\e\\[[0-9;]*[349][0-7]m", rows);
    }

    [Fact]
    public void What_was_at_the_top_stays_there_in_a_window_of_another_size()
    {
        var state = State(Found("row 40"), 12);
        var before = Plain(state)[0];
        state.Resize(30, 9);
        Assert.StartsWith(Plain(state)[0].Trim(), before, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_articles_are_shown_harmless()
    {
        var hostile = new Article { Id = "e\e[2J", Title = SmallIndex.Hostile, Body = SmallIndex.Hostile, Url = "x\e]0;y\a" };
        var state = new ReaderState(new() { Stored = new() { Article = hostile } }, "1 of 1", TimeZoneInfo.Utc, 60, 20);
        Press(state, "/\u202E\e");
        Tests.Output.Harmless.Check(string.Join('\n', Plain(state)));
    }

    [Theory]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("one  two", 4, "one |two")]
    [InlineData("abcdefgh", 3, "abc|def|gh")]
    [InlineData("a\n\nb", 5, "a||b")]
    [InlineData("北京市民", 5, "北京|市民")]
    [InlineData("", 5, "")]
    public void Text_is_broken_between_words(string text, int width, string rows) =>
        Assert.Equal(rows, string.Join('|', TextRows.Of(text, width).Select(r => text[r.Start..r.End])));

    private static HighlightedArticle Found(params string[] words) => new()
    {
        Stored = new()
        {
            Article = new()
            {
                Id = "a1",
                Title = "Port strike in Rotterdam",
                Body = Body,
                Published = ArticleDate.FromDay(2018, 2, 1),
                Source = "Wire",
                Authors = ["Anna Lind"],
                Tags = ["ports"],
                Url = "https://example.org/a1",
                Entities = [new("person", "Wim Ottevanger"), new("place", "Rotterdam")],
                Members = [new("price", "12")],
            },
        },
        BodyMatches =
        [
            .. words.Select(w => Body.IndexOf(w, StringComparison.Ordinal)).Zip(words, (at, w) => new TextRange(at, at + w.Length)),
        ],
    };

    private static ReaderState State(HighlightedArticle article, int height, int width = 60) =>
        new(article, "1 of 9", TimeZoneInfo.Utc, width, height);

    private static void Press(ReaderState state, string keys)
    {
        foreach (var key in keys)
        {
            state.Apply(new(KeyCode.Text, key.ToString()));
        }
    }

    private static List<string> Plain(ReaderState state) =>
        [.. state.Rows(new(color: true)).Select(r => Regex.Replace(r, "\e\\[[0-9;]*m", ""))];
}
