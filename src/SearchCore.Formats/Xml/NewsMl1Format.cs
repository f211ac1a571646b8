using System.Globalization;
using System.Xml.Linq;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Records;

namespace SearchCore.Formats.Xml;

/// <summary>
/// NewsML 1 of the IPTC: items, each an article. A later revision replaces an earlier one, whichever comes first in a document.
/// </summary>
internal sealed class NewsMl1Format() : XmlFormat("newsml1", "NewsML 1", ["NewsML"], ["NewsItem"])
{
    /// <inheritdoc/>
    protected override XmlRecords Begin(ArticleInput input, ArticleDateReader dates) => new Items(input.Id, dates);

    private sealed class Items(string file, ArticleDateReader dates) : XmlRecords
    {
        private readonly NewestVersions revisions = new();

        public override Func<ParsedRecord> Take(XElement record, int number)
        {
            var identifier = record.Child("Identification").Child("NewsIdentifier");
            var id = IdOf(identifier);
            var given = identifier.Child("RevisionId").Line();
            var revision = int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 1;
            return id is not null && revisions.NewerThan(id, revision) is { } newer
                ? PassedOver($"an earlier revision than {newer}, which came before", id)
                : () => new NewsMl1Item(record, id ?? $"{file}#{number}", dates).Article();
        }

        // The public identifier ends in the revision, by which two revisions would be two articles.
        private static string? IdOf(XElement? identifier)
        {
            var (provider, item) = (identifier.Child("ProviderId").Line(), identifier.Child("NewsItemId").Line());
            if (provider is not null && item is not null)
            {
                return $"urn:newsml:{provider}:{identifier.Child("DateId").Line()}:{item}";
            }

            var given = identifier.Child("PublicIdentifier").Line();
            var revision = identifier.Child("RevisionId").Line();
            return given is null ? item
                : given.LastIndexOf(':') is > 0 and var end && revision is not null
                    && given[(end + 1)..].TrimEnd('N', 'U', 'A') == revision ? given[..end] : given;
        }
    }
}
