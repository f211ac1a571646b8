using SearchCore.Articles;

namespace SearchCore.Web.BrowserTests;

/// <summary>Texts that would run a script where they became markup, an address or a style. All of them call <c>ran()</c>.</summary>
internal static class HostileTexts
{
    private static readonly string[] Markup =
    [
        "<script>ran()</script>", "<ScRiPt>ran()</sCrIpT>", "<script src=data:,ran()></script>", "<script>ran()<!--",
        "<script\n>ran()</script\t>", "<img src=x onerror=ran()>", "<img src=x onerror='ran()'>", "<img/src/onerror=ran()>",
        "<image src=x onerror=ran()>", "<svg onload=ran()>", "<svg/onload=ran()>", "<svg><script>ran()</script></svg>",
        "<svg><animate onbegin=ran() attributeName=x dur=1s>", "<math><mtext><img src onerror=ran()></mtext></math>",
        "<body onload=ran()>", "<iframe srcdoc='<script>parent.ran()</script>'>", "<iframe src=javascript:parent.ran()>",
        "<object data=javascript:ran()>", "<embed src=javascript:ran()>", "<details open ontoggle=ran()>",
        "<video><source onerror=ran()></video>", "<audio src=x onerror=ran()>", "<input autofocus onfocus=ran()>",
        "<select autofocus onfocus=ran()>", "<textarea autofocus onfocus=ran()>", "<marquee onstart=ran()>",
        "<a href=javascript:ran()>x</a>", "<form action=javascript:ran()><button>x</button></form>",
        "<meta http-equiv=refresh content='0;url=javascript:ran()'>", "<link rel=stylesheet href=data:text/css,*{}>",
        "<style>@import 'data:text/css,*{color:red}';</style>", "<base href=//evil.example/>", "<style onload=ran()></style>",
        "<p style=animation-name:x onanimationstart=ran()>", "<template><script>ran()</script></template>",
        "<noscript><p title=\"</noscript><img src=x onerror=ran()>\">", "<em onmouseover=ran()>x</em>",
        "</em><img src=x onerror=ran()><em>", "&lt;script&gt;ran()&lt;/script&gt;", "&#60;img src=x onerror=ran()&#62;",
    ];

    // What would end the attribute, text or element that a text stands in.
    private static readonly string[] Wraps =
        ["{0}", "\"'>{0}", "</title></textarea></script></p>{0}", "--></noscript></div>{0}", "strike {0} strike"];

    /// <summary>Two hundred texts.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Wraps.SelectMany(wrap => Markup.Select(markup => wrap.Replace("{0}", markup, StringComparison.Ordinal)))];

    /// <summary>An article for each, which has it everywhere that an article has text.</summary>
    public static IEnumerable<Article> Articles => All.Select((text, number) => new Article
    {
        Id = $"hostile/{number}/{text}",
        Title = $"Hostile {text}",
        Body = $"A strike in front of {text} and a strike behind.\n\n{text}",
        Published = ArticleDate.FromDay(2020, 1, 1 + (number % 28)),
        Source = text,
        Section = text,
        Url = number % 2 == 0 ? $"javascript:ran()//{text}" : $"https://example.org/{text}",
        Authors = [text],
        Tags = [text],
        Entities = [new("person", text), new("place", $"Place {text}")],
    });
}
