namespace SearchCore.Formats.Tests;

/// <summary>HTML in bodies becomes the text that a reader sees.</summary>
public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("<p>Caf&eacute; closed&nbsp;today.</p><p>Why?</p>", "Café closed today.\n\nWhy?")]
    [InlineData("one<br>two<br/>three", "one\ntwo\nthree")]
    [InlineData("<ul><li>one</li><li>two</li></ul>", "one\ntwo")]
    [InlineData("<script>var a=1;</script><style>p{}</style><p>seen</p><!-- not -->", "seen")]
    [InlineData("AT&amp;T", "AT&T")]
    [InlineData("One.\n\nTwo &amp; three.\n", "One.\n\nTwo & three.\n")]
    [InlineData("One.\n\n<b>Two</b> &lt; <i>three</i>.<!-- x > y -->\n4 < 5", "One.\n\nTwo < three.\n4 < 5")]
    [InlineData("One.\n\nTwo.<br>\nThree.", "One. Two.\nThree.")]
    [InlineData("a <b>bold</b> <a href=\"https://example.net/hidden\">link</a>", "a bold link")]
    [InlineData("&#8220;So&#x201D;", "“So”")]
    [InlineData("Old pages.<P>Two.<BR>Three.", "Old pages.\n\nTwo.\nThree.")]
    [InlineData("One.\n<P>\nTwo.", "One.\n\nTwo.")]
    [InlineData("<P>One of <B>two</B> <P> three", "One of two\n\nthree")]
    [InlineData("ALL IN CAPITALS<BR>\nTWO<br>", "ALL IN CAPITALS\nTWO")]
    [InlineData("ALL IN CAPITALS <HR>", "ALL IN CAPITALS")]
    [InlineData("<HR NOSHADE> one", "one")]
    [InlineData("one<input type=text> two", "one two")]
    [InlineData("one<hr/>two", "one\n\ntwo")]
    [InlineData("<option selected>one", "one")]
    public void Markup_goes(string html, string text) => Assert.Equal(text, NewsFormats.PlainText(html));

    [Theory]
    [InlineData("a < b and c > d")]
    [InlineData("AT&T; and Q&A")]
    [InlineData("if x<y then z>w")]
    [InlineData("<Lock> opens")]
    [InlineData("1 & 2; 3 &; 4")]
    [InlineData("lines\n  stay   as they are")]
    [InlineData("<Mason Best Co> said it\nowns <Meridian Corp>, not Du Pont Co <DD> or Phillips <P>.\n\nSears <S> and\n<LI> gain")]
    [InlineData("AIRLINES <TWA> FILES ON USAIR <U>")]
    [InlineData("PHILLIPS<P> SAYS STOCK UP")]
    [InlineData("NAVISTAR<NAV>, DINA IN TALKS")]
    [InlineData("<Video Shopping Mall Inc>\nsaid it will buy <I P Sharp Associates Ltd>")]
    [InlineData("<MARK RESOURCES INC> YEAR LOSS")]
    [InlineData("<A/S Norske Shell>, Royal Dutch")]
    public void Prose_stays_as_it_is(string text) => Assert.Same(text, NewsFormats.PlainText(text));

    [Fact]
    public void Bodies_of_JSON_lines_are_read_so_where_it_is_asked_for()
    {
        const string Line = """{"id":"x","title":"Caf&eacute;","body":"<p>One.</p><script>no</script><p>Two &lt; three.</p>"}""";
        var article = Sample.Read(Line).Only;
        Assert.Equal(("Café", "One.\n\nTwo < three."), (article.Title, article.Body));
        var kept = Sample.Read(System.Text.Encoding.UTF8.GetBytes(Line), options: new()).Only;
        Assert.StartsWith("<p>", kept.Body!, StringComparison.Ordinal);
    }
}
