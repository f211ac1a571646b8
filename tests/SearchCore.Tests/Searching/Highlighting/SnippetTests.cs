using System.Globalization;
using System.Net;

using SearchCore.Articles;

namespace SearchCore.Tests.Searching.Highlighting;

public class SnippetTests
{
    private const string Filler = "Ministers met again on Tuesday and spoke of fish, of harbours and of the price of grain. ";

    [Theory]
    [InlineData("withdraw", "The <em>withdrawal</em> began; they withdrew nothing, <em>withdrawing</em> slowly.",
        "The withdrawal began; they withdrew nothing, withdrawing slowly.")]
    [InlineData("\"surprise visit\"", "A <em>surprise</em> <em>visit</em>, no surprise at all, a visit.",
        "A surprise visit, no surprise at all, a visit.")]
    [InlineData("\"visit surprise\"~3", "A <em>surprise</em> <em>visit</em> it was", "A surprise visit it was")]
    [InlineData("\"a c\"~1", "<em>a</em> b <em>c</em> and b a", "a b c and b a")]
    [InlineData("organiz*", "The <em>organization</em> of organs", "The organization of organs")]
    [InlineData("te?t", "a <em>test</em> of <em>Text</em>, testing", "a test of Text, testing")]
    [InlineData("tset~1", "a <em>test</em> of text", "a test of text")]
    [InlineData("fish NOT chips", "<em>fish</em> alone", "fish alone")]
    [InlineData("title:fish grain", "fish and <em>grain</em>", "fish and grain")]
    [InlineData("creme", "<em>Crème</em> &lt;b&gt; &amp; more", "Crème <b> & more")]
    [InlineData("state-run", "<em>state</em>-<em>run</em>, not run by the state", "state-run, not run by the state")]
    [InlineData("the fish", "the <em>fish</em>", "the fish")]
    [InlineData("\"the fish\"", "<em>the</em> <em>fish</em> of the day", "the fish of the day")]
    [InlineData("fish place:cairo", "line one <em>fish</em> line two", "line  one\n\n\tfish\u00A0line\r\ntwo  ")]
    [InlineData("*:*", "nothing is marked", "nothing is marked")]
    public void What_matched_is_marked_and_nothing_else(string query, string html, string body)
    {
        using var index = new TestIndex(new Article { Id = "a", Title = "fish", Body = body, Entities = [new("place", "Cairo")] });
        Assert.Equal(html, Assert.Single(index.Search(query).Hits).Snippet!.ToHtml());
    }

    [Fact]
    public void The_passage_is_the_one_that_shows_most()
    {
        var body = string.Concat(Enumerable.Repeat(Filler, 5)) + "A lone cormorant was seen. " + string.Concat(Enumerable.Repeat(Filler, 5))
            + "The cormorant ate a herring. " + string.Concat(Enumerable.Repeat(Filler, 5));
        var snippet = Snippet("cormorant herring", body);
        Assert.Contains("The <em>cormorant</em> ate a <em>herring</em>.", snippet.ToHtml(), StringComparison.Ordinal);
        Assert.StartsWith("…", snippet.Text, StringComparison.Ordinal);
        Assert.EndsWith("…", snippet.Text, StringComparison.Ordinal);
        Assert.InRange(snippet.Text.Length, 150, 240);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(100_000)]
    public void A_snippet_keeps_its_length_and_cuts_between_words(int length)
    {
        var body = string.Concat(Enumerable.Repeat(Filler, 3)) + "cormorant " + Filler;
        var snippet = Snippet("cormorant", body, length);
        Assert.InRange(snippet.Text.Length, 1, length);
        var words = body.Split([' '], StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        Assert.All(snippet.Text.Trim('…').Split(' ', StringSplitOptions.RemoveEmptyEntries), word =>
            Assert.True(length <= 20 || words.Contains(word), word));
        Assert.All(snippet.Matches, m => Assert.Equal("cormorant", snippet.Text[m.Start..m.End]));
        Assert.True(length < 20 || snippet.Matches.Count == 1);
    }

    [Fact]
    public void A_text_without_blanks_is_cut_between_characters()
    {
        var snippet = Snippet("*:*", string.Concat(Enumerable.Repeat("😀", 300)), 20);
        Assert.InRange(snippet.Text.Length, 15, 20);
        Assert.DoesNotContain('\uFFFD', snippet.ToHtml());
        Assert.True(char.IsLowSurrogate(snippet.Text[^2]));
    }

    [Theory]
    [InlineData("e\u0301\u0323")]
    [InlineData("😀")]
    [InlineData("👩\u200D👩\u200D👧\u200D👦")]
    [InlineData("🇫🇷")]
    [InlineData("\u0928\u093F")]
    [InlineData(" \u0301a")]
    public void Nothing_is_cut_that_a_reader_takes_for_one_character(string character)
    {
        var run = string.Concat(Enumerable.Repeat(character, 60));
        foreach (var body in new[] { run, "x " + run, string.Concat(Enumerable.Repeat(character + " ", 30)) + "fish" })
        {
            using var index = new TestIndex(new Article { Id = "a", Body = body });
            HashSet<string> whole =
                [.. TextElements(body), .. TextElements(body.Replace(" ", "", StringComparison.Ordinal)), .. TextElements(character)];
            foreach (var query in new[] { "*:*", "fish OR *:*" })
            {
                for (var length = 1; length < 60; length++)
                {
                    var text = Snippet(index, query, length).Text;
                    Assert.InRange(text.Length, 0, length);
                    var letters = text.Trim('…').Replace(" ", "", StringComparison.Ordinal).Replace("x", "", StringComparison.Ordinal)
                        .Replace("fish", "", StringComparison.Ordinal);
                    Assert.Empty(TextElements(letters).Except(whole));
                }
            }
        }

        static HashSet<string> TextElements(string text)
        {
            var elements = new HashSet<string>();
            for (var each = StringInfo.GetTextElementEnumerator(text); each.MoveNext();)
            {
                elements.Add(each.GetTextElement());
            }

            return elements;
        }
    }

    [Fact]
    public void Html_of_a_snippet_is_the_text_however_hostile()
    {
        var random = new Random(3);
        string[] parts =
            ["<", ">", "&", "\"", "'", "&amp;", "<em>", "</em>", "<script>", "fish", " ", "é", "😀", "&#39;", "\u2028", "]]>", "fish"];
        for (var i = 0; i < 300; i++)
        {
            var body = "fish " + string.Concat(Enumerable.Range(0, 30).Select(_ => parts[random.Next(parts.Length)]));
            var snippet = Snippet("fish", body, random.Next(5, 100));
            var html = snippet.ToHtml();
            var plain = html.Replace("<em>", "", StringComparison.Ordinal).Replace("</em>", "", StringComparison.Ordinal);
            Assert.Equal(-1, plain.AsSpan().IndexOfAny("<>\"'"));
            Assert.Equal(snippet.Text, WebUtility.HtmlDecode(plain));
            Assert.Equal(snippet.Matches.Count, html.Split("<em>").Length - 1);
        }
    }

    [Fact]
    public void The_title_serves_where_the_body_does_not()
    {
        using var index = new TestIndex(
            new Article { Id = "a", Title = "A fish story", Body = "Nothing here." }, new Article { Id = "b", Title = "fish" },
            new Article { Id = "c", Body = "grain" });
        var hits = index.Search("fish OR grain").Hits.ToDictionary(h => h.Id, h => h.Snippet!.ToHtml());
        Assert.Equal("A <em>fish</em> story", hits["a"]);
        Assert.Equal("<em>fish</em>", hits["b"]);
        Assert.Equal("<em>grain</em>", hits["c"]);
        Assert.All(index.Search(new SearchRequest { Query = "fish", SnippetLength = 0 }).Hits, h => Assert.Null(h.Snippet));
    }

    [Fact]
    public void A_word_far_into_a_long_text_is_still_found()
    {
        var body = string.Concat(Enumerable.Repeat(Filler, 5_000)) + "The cormorant came last.";
        Assert.Contains("<em>cormorant</em>", Snippet("cormorant", body).ToHtml(), StringComparison.Ordinal);
    }

    private static Snippet Snippet(string query, string body, int length = 240)
    {
        using var index = new TestIndex(new Article { Id = "a", Body = body });
        return Snippet(index, query, length);
    }

    private static Snippet Snippet(TestIndex index, string query, int length) =>
        index.Search(new SearchRequest { Query = query, SnippetLength = length }).Hits.Single().Snippet!;
}
