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
        Keep("dateline", content.Child("dateline").Line());
        Keep("ed-note", about.Child("edNote").Line());
        Keep("description", content.Child("description").Line());
        var headlines = content?.Own("headline").ToList() ?? [];
        var source = NameOf(about.Child("provider")) ?? NameOf(content.Child("infoSource"));
        var body = Body(item.Child("contentSet"), headlines.Skip(1).Where(h => h.Value("lang") == headlines[0].Value("lang")), notices);
        return new()
        {
            Notices = notices.All,
            Article = new()
            {
                Id = item.Value("guid") ?? fallbackId,
                Title = content.Child("headline").Line() ?? about.Child("title").Line(),
                Body = body,
                Published = notices.First(
                    ("contentCreated", Moment(content.Child("contentCreated").Line(), about.Child("firstCreated").Line())),
                    ("firstCreated", about.Child("firstCreated").Line()),
                    ("versionCreated", about.Child("versionCreated").Line())),
                Source = source,
                Language = content.Child("language").Value("tag") ?? item.Value("lang"),
                Authors =
                [
                    .. (content?.Own("creator") ?? []).Select(c => c.Child("name").Line() ?? Literal(c)).OfType<string>()
                        .Concat(Names.Authors(content.Child("by").Line())).Where(a => a != source).Distinct(StringComparer.Ordinal),
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

    // A day alone, of which another member has the hour.
    private static string? Moment(string? created, string? first) =>
        created is { Length: 10 } && first is { Length: > 10 } && first.StartsWith(created, StringComparison.Ordinal) ? first : created;

    // Second headlines go before the text.
    private static string? Body(XElement? set, IEnumerable<XElement> headlines, RecordNotices notices)
    {
        var text = set.Child("inlineXML") is not { } markup
            ? set.Child("inlineData") is { } data ? HtmlText.Of(data.Value.Trim()) : null
            : markup.First("nitf") is { } story ? NitfText.Of(story.Child("body"), story.All("hl2"), notices)
            : XmlMarkup.TextOf(markup.First("body.content") ?? markup.First("body") ?? markup);
        var lines = headlines.Select(h => h.Line()).OfType<string>().Where(h => text?.Contains(h, StringComparison.Ordinal) != true);
        return text is null ? null : string.Join("\n\n", lines.Append(text));
    }
}
