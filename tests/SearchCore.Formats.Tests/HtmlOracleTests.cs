using System.Text;

using AngleSharp.Dom;
using AngleSharp.Html.Parser;

using Xunit.Abstractions;

namespace SearchCore.Formats.Tests;

/// <summary>The reader without a tree against AngleSharp's tree, read by a plain walk, over random pages.</summary>
public sealed class HtmlOracleTests(ITestOutputHelper output)
{
    private static readonly string[] Blocks = ["p", "div", "h2", "blockquote", "section"];
    private static readonly string[] Inline = ["b", "i", "a href='x > y'", "span class=\"a\"", "em", "sup", "u"];
    private static readonly string[] Texts =
    [
        "word", " ", "two words", "\n", "caf&eacute;", "&#146;", "&nbsp;", "a &lt; b", "AT&amp;T", "&hellip;", "\t\n tab", "4 &gt; 3",
        "Ünïcödé",
    ];
    private static readonly string[] Odd =
    [
        "<!-- a > b -->", "<script>if (a<b) '<p>'</script>", "<style>p{}</style>", "<br>", "<br/>", "<img src=\"a>b\" alt='x'>",
        "<o:p></o:p>",
    ];

    [Fact]
    public void It_reads_what_a_tree_holds()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 3_000; round++)
        {
            var html = new StringBuilder("<p>start</p>");
            for (var i = random.Next(1, 8); i > 0; i--)
            {
                Add(html, random, 0, isInline: false);
            }

            var expected = OfTree(html.ToString());
            var read = NewsFormats.PlainText(html.ToString());
            Assert.True(expected == read, $"seed {seed}: {html}\n{expected}\n{read}");
        }
    }

    [Theory]
    [InlineData("<b>", "</b>")]
    [InlineData("<form>", "")]
    [InlineData("<form><p>", "</form>")]
    [InlineData("<script>", "")]
    [InlineData("<!--", "")]
    [InlineData("<a href=\"", "")]
    [InlineData("<p ", "")]
    [InlineData("<", "")]
    [InlineData("&#", "")]
    [InlineData("<object>", "")]
    public void Hostile_markup_takes_time_that_grows_with_its_length(string open, string close)
    {
        // 8 MB: quadratic time would take hours here.
        var many = 8_000_000 / (open.Length + close.Length);
        var (opened, closed) = (string.Concat(Enumerable.Repeat(open, many)), string.Concat(Enumerable.Repeat(close, many)));
        var html = $"<p>start</p>{opened}text{closed}<p>end</p>";
        Assert.NotNull(NewsFormats.PlainText(html));
        Assert.NotNull(NewsFormats.PlainText(html[..^11]));
    }

    private static void Add(StringBuilder html, Random random, int depth, bool isInline)
    {
        switch (random.Next(depth > 4 ? 2 : 4))
        {
            case 0:
                html.Append(Texts[random.Next(Texts.Length)]);
                break;
            case 1:
                html.Append(Odd[random.Next(isInline ? 5 : Odd.Length)]);
                break;
            case 2 when !isInline:
                Element(html, random, depth, Blocks[random.Next(Blocks.Length)], isInline: true);
                break;
            default:
                Element(html, random, depth, Inline[random.Next(Inline.Length)], isInline: true);
                break;
        }
    }

    private static void Element(StringBuilder html, Random random, int depth, string tag, bool isInline)
    {
        html.Append('<').Append(tag).Append('>');
        for (var i = random.Next(4); i > 0; i--)
        {
            Add(html, random, depth + 1, isInline);
        }

        html.Append("</").Append(tag.Split(' ')[0]).Append('>');
    }

    private static string OfTree(string html)
    {
        using var page = new HtmlParser().ParseDocument(html);
        var (text, breaks, blank) = (new StringBuilder(), 0, false);
        Walk(page.Body!);
        return text.ToString();

        void Walk(INode node)
        {
            foreach (var child in node.ChildNodes)
            {
                if (child is IText words)
                {
                    foreach (var c in words.Data)
                    {
                        if (char.IsWhiteSpace(c))
                        {
                            blank = true;
                            continue;
                        }

                        text.Append(text.Length == 0 ? "" : breaks > 0 ? new string('\n', breaks) : blank ? " " : "").Append(c);
                        (breaks, blank) = (0, false);
                    }
                }
                else if (child is IElement element && element.LocalName is not ("script" or "style"))
                {
                    var gap = Blocks.Contains(element.LocalName) ? 2 : element.LocalName == "br" ? 1 : 0;
                    breaks = Math.Max(breaks, gap);
                    Walk(element);
                    breaks = Math.Max(breaks, gap);
                }
            }
        }
    }
}
