using System.Xml.Linq;

using SearchCore.Articles;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Xml;

/// <summary>An item of NewsML 1: its components, of which each has lines, metadata and contents.</summary>
/// <param name="item">The item.</param>
/// <param name="id">The article's id.</param>
/// <param name="dates">Reads its dates.</param>
internal sealed class NewsMl1Item(XElement item, string id, ArticleDateReader dates)
{
    private readonly RecordNotices notices = new(dates);
    private readonly List<ArticleMember> members = [];

    /// <summary>The article it is.</summary>
    public ParsedRecord Article()
    {
        var (main, about) = (item.Child("NewsComponent"), item.Child("NewsManagement"));
        if (main is null)
        {
            return ParsedRecord.PassedOver("an item without a component: a catalogue, a topic set or an update", id);
        }

        var status = about.Child("Status").Value("FormalName");
        Keep("status", status is null || status.Equals("usable", StringComparison.OrdinalIgnoreCase) ? null : status);
        Keep("revision", item.First("RevisionId").Line());
        Keep("public-identifier", item.First("PublicIdentifier").Line());
        Keep("urgency", about.Child("Urgency").Value("FormalName"));
        Keep("embargo", about.Child("StatusWillChange").Child("DateAndTime").Line());
        Keep("dateline", Lines("DateLine").FirstOrDefault());
        Keep("slugline", Lines("SlugLine").FirstOrDefault());
        Keep("copyright", Lines("CopyrightLine").FirstOrDefault());
        Keep("rights", Lines("RightsLine").FirstOrDefault());
        Keep("series", Lines("SeriesLine").FirstOrDefault());
        Keep("byline-title", Lines("ByLineTitle").Concat(Lines("BylineTitle")).FirstOrDefault());
        Keep("newsline", InOneLine.OrNull(string.Join("; ", item.All("NewsLine").Select(OtherLine).OfType<string>())));
        var title = Lines("HeadLine").FirstOrDefault() ?? item.Child("Identification").Child("NameLabel").Line();
        var body = new NewsMl1Text(title, notices).Of(main);
        var topics = Topics();
        return new()
        {
            Article = new()
            {
                Id = id,
                Title = title,
                Body = body,
                Published = notices.First(
                    ("FirstCreated", about.Child("FirstCreated").Line()),
                    ("DateLine", DateOfLine()),
                    ("ThisRevisionCreated", about.Child("ThisRevisionCreated").Line())),
                Source = Party("Provider") ?? Lines("CreditLine").FirstOrDefault() ?? Party("Source"),
                Language = item.First("DescriptiveMetadata").First("Language").Value("FormalName") ?? main.Value("lang")
                    ?? item.Value("lang"),
                Authors =
                [
                    .. Lines("ByLine").SelectMany(Names.Authors)
                        .Concat(item.All("Creator").SelectMany(c => c.Own("Party")).Select(p => p.Value("FormalName") ?? p.Line())
                            .OfType<string>().Where(a => a != Party("Provider") && Lines("ByLine").FirstOrDefault() is null))
                        .Distinct(StringComparer.Ordinal),
                ],
                Tags =
                [
                    .. Lines("KeywordLine").SelectMany(Names.Tags).Concat(Subjects()).Concat(topics.Tags).Distinct(StringComparer.Ordinal),
                ],
                Entities = [.. topics.Entities.Concat(Places()).Distinct()],
                Members = members,
            },
            Notices = notices.All,
        };
    }

    private void Keep(string name, string? value)
    {
        if (value is not null)
        {
            members.Add(new(name, value));
        }
    }

    private IEnumerable<string> Lines(string name) =>
        item.All("NewsLines").SelectMany(l => l.Own(name)).Select(l => l.Line()).OfType<string>().Select(HtmlText.LineOf);

    // A line of a kind of its own: <NewsLine><NewsLineType FormalName="Advisory"/><NewsLineText>…
    private static string? OtherLine(XElement line) =>
        line.Child("NewsLineText").Line() is not { } text ? null
        : line.Child("NewsLineType").Value("FormalName") is { } kind ? $"{kind}: {text}" : text;

    private string? Party(string role) =>
        item.All(role).SelectMany(r => r.Own("Party")).Select(p => p.Value("FormalName") ?? p.Line()).OfType<string>().FirstOrDefault();

    // A dateline is a place and a date, or a place alone.
    private string? DateOfLine() => Lines("DateLine").FirstOrDefault() is { } line && notices.IsDate(line) ? line : null;

    // Codes of eight digits are the IPTC's; a name says more.
    private IEnumerable<string> Subjects() =>
        item.All("SubjectCode").SelectMany(s => s.Elements())
            .Select(s => s.First("Description").Line() ?? s.Value("HowPresent") ?? s.Value("FormalName")).OfType<string>();

    private IEnumerable<EntityName> Places() =>
        item.All("Location").SelectMany(l => l.All("Property"))
            .Where(p => p.Value("FormalName") is { } name && (name.Contains("City", StringComparison.OrdinalIgnoreCase)
                || name.Contains("CountryName", StringComparison.OrdinalIgnoreCase)
                || name.Contains("Area", StringComparison.OrdinalIgnoreCase)))
            .Select(p => p.Value("Value")).OfType<string>().Select(n => new EntityName(EntityKinds.Place, n));

    // Topics are described in the item and told where they occur: <TopicOccurrence Topic="#t1"/>.
    private (List<EntityName> Entities, List<string> Tags) Topics()
    {
        var (entities, tags) = (new List<EntityName>(), new List<string>());
        var topics = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (var topic in item.All("Topic"))
        {
            topics.TryAdd($"#{topic.Value("Duid")}", topic);
        }

        foreach (var occurrence in item.All("TopicOccurrence"))
        {
            if (occurrence.Value("Topic") is { } reference && topics.TryGetValue(reference, out var topic)
                && (topic.Child("Description").Line() ?? topic.Child("FormalName").Line()) is { } name)
            {
                var kind = topic.Child("TopicType").Value("FormalName")?.ToLowerInvariant() switch
                {
                    "person" => EntityKinds.Person,
                    "organisation" or "organization" or "company" or "party" => EntityKinds.Organization,
                    "place" or "location" or "geographic" or "geography" or "country" or "city" => EntityKinds.Place,
                    _ => null,
                };
                if (kind is null)
                {
                    tags.Add(name);
                }
                else
                {
                    entities.Add(new(kind, name));
                }
            }
        }

        return (entities, tags);
    }
}
