using System.Globalization;
using System.Xml.Linq;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Xml;

/// <summary>
/// NewsML-G2 of the IPTC: an item, or a message of many. Items of a later version replace those of the same id; packages, pictures and
/// concepts have no text and are rejected by name.
/// </summary>
internal sealed class NewsMlFormat() : XmlFormat("newsml", "NewsML-G2", ["newsMessage", .. Items], Items)
{
    private static readonly string[] Items = ["newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem"];

    /// <inheritdoc/>
    protected override XmlRecords Begin(ArticleInput input, ArticleDateReader dates) => new Message(input.Id, dates);

    private sealed class Message(string file, ArticleDateReader dates) : XmlRecords
    {
        private readonly NewestVersions versions = new();

        public override Func<ParsedRecord> Take(XElement record, int number)
        {
            if (record.Name.LocalName != "newsItem")
            {
                return PassedOver($"a {record.Name.LocalName} has no text of its own", record.Value("guid"));
            }

            // A later version may stand before an earlier one in the same message.
            var version = int.TryParse(record.Value("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 1;
            return record.Value("guid") is { } id && versions.NewerThan(id, version) is { } newer
                ? PassedOver($"an earlier version than {newer}, which came before", id)
                : () => Article(record, $"{file}#{number}", dates);
        }
    }

    private static ParsedRecord Article(XElement item, string fallbackId, ArticleDateReader dates)
    {
        var notices = new RecordNotices(dates);
        var (about, content) = (item.Child("itemMeta"), item.Child("contentMeta"));
        var subjects = content?.Own("subject").ToList() ?? [];
        var members = new List<ArticleMember>();
        Keep("pubstatus", about.Child("pubStatus").Value("qcode"));
        Keep("embargo", about.Child("embargoed").Line());
        Keep("version", item.Value("version"));
        Keep("slugline", content.Child("slugline").Line());
        var body = Body(item.Child("contentSet"));
        return new()
        {
            Notices = notices.All,
            Article = new()
            {
                Id = item.Value("guid") ?? fallbackId,
                Title = content.Child("headline").Line() ?? about.Child("title").Line(),
                Body = body,
                Published = notices.First(
                    ("contentCreated", content.Child("contentCreated").Line()),
                    ("firstCreated", about.Child("firstCreated").Line()),
                    ("versionCreated", about.Child("versionCreated").Line())),
                Source = NameOf(about.Child("provider")) ?? NameOf(content.Child("infoSource")),
                Language = content.Child("language").Value("tag") ?? item.Value("lang"),
                Authors =
                [
                    .. (content?.Own("creator") ?? []).Select(c => c.Child("name").Line() ?? Literal(c)).OfType<string>()
                        .Concat(Names.Authors(content.Child("by").Line())).Distinct(StringComparer.Ordinal),
                ],
                Tags =
                [
                    .. subjects.Where(s => Kind(s) is null).Select(s => s.Child("name").Line()).OfType<string>()
                        .Concat((content?.Own("keyword") ?? []).Select(k => k.Line()).OfType<string>()).Distinct(StringComparer.Ordinal),
                ],
                Entities =
                [
                    .. subjects.Where(s => Kind(s) is not null && s.Child("name").Line() is not null)
                        .Select(s => new EntityName(Kind(s)!, s.Child("name").Line()!))
                        .Concat((content?.Own("located") ?? []).Select(l => l.Child("name").Line()).OfType<string>()
                            .Select(n => new EntityName(EntityKinds.Place, n))).Distinct(),
                ],
                Members = members,
            },
        };

        void Keep(string name, string? value)
        {
            if (value is not null)
            {
                members.Add(new(name, value));
            }
        }
    }

    private static string? NameOf(XElement? party) => party.Child("name").Line() ?? Literal(party);

    private static string? Literal(XElement? party) =>
        party.Value("literal") ?? (party.Value("qcode") is { } code ? code[(code.IndexOf(':', StringComparison.Ordinal) + 1)..] : null);

    private static string? Kind(XElement subject) => subject.Value("type")?.Split(':')[^1] switch
    {
        "person" => EntityKinds.Person,
        "organisation" or "organization" => EntityKinds.Organization,
        "geoArea" or "poi" or "place" or "location" => EntityKinds.Place,
        _ => null,
    };

    private static string? Body(XElement? set)
    {
        if (set.Child("inlineXML") is { } markup)
        {
            return XmlMarkup.TextOf(markup.First("body.content") ?? markup.First("body") ?? markup);
        }

        return set.Child("inlineData") is { } data ? HtmlText.Of(data.Value.Trim()) : null;
    }
}
