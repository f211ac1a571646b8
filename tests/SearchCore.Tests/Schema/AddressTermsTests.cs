using System.Text;

using SearchCore.Schema;
using SearchCore.Tests.Indexing.Segments;

namespace SearchCore.Tests.Schema;

public sealed class AddressTermsTests
{
    [Theory]
    [InlineData("https://www.bbc.co.uk/news/x", "/bbc.co.uk/news/x", "@uk.co.bbc.")]
    [InlineData("HTTP://News.BBC.co.uk/News/X/", "/news.bbc.co.uk/News/X", "@uk.co.bbc.news.")]
    [InlineData("//example.org", "/example.org", "@org.example.")]
    [InlineData("https://example.org/", "/example.org", "@org.example.")]
    [InlineData("example.org/a?", "/example.org/a", "@org.example.")]
    [InlineData("example.org/a/?b=C#d", "/example.org/a?b=C", "@org.example.")]
    [InlineData("https://joe:secret@example.org:443/a", "/example.org/a", "@org.example.")]
    [InlineData("http://example.org:8080/a", "/example.org:8080/a", "@org.example.")]
    [InlineData("http://example.org./a", "/example.org/a", "@org.example.")]
    [InlineData("http://localhost/a", "/localhost/a", "@localhost.")]
    [InlineData("https://www.de/", "/www.de", "@de.www.")]
    [InlineData("http://10.0.0.1:80/a", "/10.0.0.1/a", "@10.0.0.1.")]
    [InlineData("http://[2001:DB8::1]:99/a", "/[2001:db8::1]:99/a", "@[2001:db8::1].")]
    [InlineData("https://xn--mnchen-3ya.de/a", "/m\u00FCnchen.de/a", "@de.m\u00FCnchen.")]
    [InlineData("https://M\u00DCNCHEN.DE/a", "/m\u00FCnchen.de/a", "@de.m\u00FCnchen.")]
    [InlineData("  https://example.org/a \n", "/example.org/a", "@org.example.")]
    [InlineData("n/a", "/n/a", "-")]
    [InlineData("10.0.0.1/a", "/10.0.0.1/a", "-")]
    [InlineData("mailto:joe@example.org", "/mailto:joe@example.org", "-")]
    [InlineData("javascript:alert(1)", "/javascript:alert(1)", "-")]
    [InlineData("http:///a", "/http:///a", "-")]
    [InlineData("http://a..b/", "/http://a..b/", "-")]
    [InlineData("http://ex\u0001ample.org/a", "/http://ex\u0001ample.org/a", "-")]
    [InlineData("http://example.org:x/a", "/http://example.org:x/a", "-")]
    [InlineData("http://[::1/a", "/http://[::1/a", "-")]
    [InlineData("https://xn--a.org/", "/xn--a.org", "@org.xn--a.")]
    [InlineData(" ", "/", "-")]
    public void An_address_becomes_two_terms(string address, string term, string site)
    {
        Assert.Equal((term, site), Read(address));
        Assert.Equal([site, term], NaiveAddress.Terms(address));
    }

    [Theory]
    [InlineData("https://www.bbc.co.uk/news/", "/bbc.co.uk/news/")]
    [InlineData("BBC", "/bbc")]
    [InlineData("bbc.", "/bbc.")]
    [InlineData("www.bbc", "/bbc")]
    [InlineData("bbc.co.uk?", "/bbc.co.uk?")]
    [InlineData("urn:X", "/urn:X")]
    public void A_beginning_stays_open_at_its_end(string address, string term) => Assert.Equal(term, Read(address, isPrefix: true).Address);

    [Fact]
    public void Any_text_becomes_the_terms_that_its_definition_says()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var terms = new AddressTerms();
        for (var i = 0; i < 20_000; i++)
        {
            // As articles bring it: whole characters, in UTF-8.
            var text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(RandomArticles.UnusualAddress(random)));
            terms.Read(Encoding.UTF8.GetBytes(text));
            var (expected, actual) =
                (NaiveAddress.Terms(text), (string[])[Encoding.UTF8.GetString(terms.Site), Encoding.UTF8.GetString(terms.Address)]);
            Assert.True(expected.SequenceEqual(actual),
                $"seed {seed}: '{text}' is {string.Join(" ", actual)}, not {string.Join(" ", expected)}");
            Assert.True(terms.Address.Length <= AddressTerms.MaxBytes && terms.Site.Length < 2_000);
        }
    }

    [Theory]
    [InlineData("egbpdaj6bu4bxfgehfvwxn",
        "\u0644\u064A\u0647\u0645\u0627\u0628\u062A\u0643\u0644\u0645\u0648\u0634\u0639\u0631\u0628\u064A\u061F")]
    [InlineData("ihqwcrb4cv8a8dqg056pqjye", "\u4ED6\u4EEC\u4E3A\u4EC0\u4E48\u4E0D\u8BF4\u4E2D\u6587")]
    [InlineData("Proprostnemluvesky-uyb24dma41a", "Pro\u010Dprost\u011Bnemluv\u00ED\u010Desky")]
    [InlineData("3B-ww4c5e180e575a65lsy2b", "3\u5E74B\u7D44\u91D1\u516B\u5148\u751F")]
    [InlineData("-> $1.00 <--", "-> $1.00 <-")]
    public void Punycode_is_what_its_specification_shows(string code, string text) => Assert.Equal(text, Punycode.Decode(code));

    [Theory]
    [InlineData("!")]
    [InlineData("\uD83D\uDC68a-3ya")]
    [InlineData("zzzzzzzz99999")]
    [InlineData("99999999999999999999999999")]
    public void What_is_no_Punycode_is_nothing(string code) => Assert.Null(Punycode.Decode(code));

    private static (string Address, string Site) Read(string address, bool isPrefix = false)
    {
        var terms = new AddressTerms();
        terms.Read(Encoding.UTF8.GetBytes(address), isPrefix);
        return (Encoding.UTF8.GetString(terms.Address), Encoding.UTF8.GetString(terms.Site));
    }
}
