using System.Globalization;
using System.Xml.Linq;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Records;
using SearchCore.Formats.Xml;

namespace SearchCore.Formats.MediaWiki;

/// <summary>Dumps of MediaWiki in XML, as Wikinews and Wikipedia give them: pages of the namespace 0 are articles.</summary>
internal sealed class MediaWikiFormat() : XmlFormat("mediawiki", "MediaWiki", ["mediawiki"], ["page"])
{
    /// <inheritdoc/>
    protected override XmlRecords Begin(ArticleInput input, ArticleDateReader dates) => new Pages(input.Id, dates);

    private sealed class Pages(string file, ArticleDateReader dates) : XmlRecords
    {
        private WikiSite site = WikiSite.Unknown;

        public override void Pass(XmlElements document, int records)
        {
            if (document.Name == "mediawiki")
            {
                site = site with { Language = document.Attribute("xml:lang") };
            }
            else if (document.Name == "siteinfo" && document.Take() is { } about)
            {
                site = site.With(about);
            }
        }

        // A dump of a wiki's whole history has every revision of a page: of those before the last only the first one's time counts.
        public override long Closed(XElement element)
        {
            if (element.Name.LocalName != "revision"
                || element.ElementsBeforeSelf().LastOrDefault(e => e.Name.LocalName == "revision") is not { } previous)
            {
                return 0;
            }

            // What parts two revisions, too: a page of a million of them would be walked again for each.
            while (previous.NextNode is { } between && between != element)
            {
                between.Remove();
            }

            var freed = XmlElements.SizeOf(previous);
            if (previous.ElementsBeforeSelf().Any(e => e.Name.LocalName == "revision"))
            {
                previous.Remove();
                return freed;
            }

            previous.Elements().Where(e => e.Name.LocalName != "timestamp").ToList().ForEach(e => e.Remove());
            return freed - XmlElements.SizeOf(previous);
        }

        public override Func<ParsedRecord> Take(XElement record, int number)
        {
            var title = record.Child("title").Line() ?? string.Empty;
            var space = int.TryParse(record.Child("ns").Line(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var given)
                ? given : site.SpaceOf(title);
            if (space != 0)
            {
                return PassedOver($"a page of the namespace {site.NameOf(space)}", title);
            }

            var revision = record.Own("revision").LastOrDefault();
            var text = revision.Child("text")?.Value ?? string.Empty;
            if (record.Child("redirect") is not null
                || text.AsSpan().TrimStart().StartsWith("#REDIRECT", StringComparison.OrdinalIgnoreCase))
            {
                var target = record.Child("redirect").Value("title") ?? "another page";
                return PassedOver($"a redirect to {target}", title);
            }

            if (string.IsNullOrWhiteSpace(text))
            {
                return Rejected(RejectCodes.Empty, "the page has no text", title);
            }

            var page = new WikiPage(
                title, record.Child("id").Line(), text, record.Own("revision").First().Child("timestamp").Line(),
                revision.Child("timestamp").Line());
            var (here, id) = (site, $"{file}#{number}");
            return () => page.Article(here, id, dates);
        }
    }
}
