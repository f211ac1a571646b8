using System.Globalization;
using System.Text;
using System.Xml;

namespace SearchCore.Web.Requests;

/// <summary>The newest events of an alert as a feed (RFC 4287).</summary>
internal sealed class AtomFeed(string collection, string alert, DateTimeOffset? stored, IReadOnlyList<StandingEvent> newest) : IResult
{
    public const string ContentType = "application/atom+xml";

    private const string Atom = "http://www.w3.org/2005/Atom";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.ContentType = ContentType + "; charset=utf-8";
        response.Headers.CacheControl = "private, no-cache";
        var site = $"{request.Scheme}://{request.Host}/c/{Uri.EscapeDataString(collection)}";
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
        {
            Write(xml, site);
        }

        await response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), httpContext.RequestAborted);
    }

    // The same by whatever name the service is reached, so that a reader knows what it has shown.
    private string Name => $"urn:searchcore:{Uri.EscapeDataString(collection)}:{Uri.EscapeDataString(alert)}";

    private void Write(XmlWriter xml, string site)
    {
        xml.WriteStartElement("feed", Atom);
        xml.WriteElementString("id", Atom, Name);
        xml.WriteElementString("title", Atom, Clean(alert));
        xml.WriteElementString("updated", Atom, Moment(newest.Count > 0 ? newest[0].At : stored ?? DateTimeOffset.UnixEpoch));
        xml.WriteStartElement("author", Atom);
        xml.WriteElementString("name", Atom, "SearchCore");
        xml.WriteEndElement();
        foreach (var found in newest)
        {
            var article = found.Article!;
            var address = $"{site}/a/{Uri.EscapeDataString(article.Id)}";
            xml.WriteStartElement("entry", Atom);
            xml.WriteElementString("id", Atom, $"{Name}:{Uri.EscapeDataString(article.Id)}:{found.At.UtcTicks}");
            xml.WriteElementString("title", Atom, Clean(article.Title ?? article.Id));
            xml.WriteElementString("updated", Atom, Moment(found.At));
            xml.WriteStartElement("link", Atom);
            xml.WriteAttributeString("href", address);
            xml.WriteEndElement();
            xml.WriteElementString("summary", Atom, Clean(article.Snippet?.Text ?? string.Empty));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string Moment(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    // Without what XML cannot hold at all.
    private static string Clean(string text) => string.Concat(text.EnumerateRunes()
        .Where(rune => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)).Select(rune => rune.ToString()));
}
