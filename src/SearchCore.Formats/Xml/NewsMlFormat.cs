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
internal sealed class NewsMlFormat : IArticleFormat
{
    private static readonly string[] Items = ["newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem"];

    /// <inheritdoc/>
    public string Name => "newsml";

    /// <inheritdoc/>
    public string Description => "NewsML-G2";

    /// <inheritdoc/>
    public FormatMatch Recognize(InputHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return XmlInput.RootOf(head) is { } root && (root == "newsMessage" || Items.Contains(root))
            ? FormatMatch.Content : FormatMatch.None;
    }

    /// <inheritdoc/>
    public IArticleSource Open(ArticleInput input, ReadingOptions options)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(options);
        return new RecordsSource(input, options, bytes => Cut(bytes, input, new(options.Dates)));
    }

    private static IEnumerable<RawRecord> Cut(ByteInput bytes, ArticleInput input, ArticleDateReader dates)
    {
        using var reader = XmlInput.Open(bytes);
        var (number, begin) = (0, bytes.Offset);
        var versions = new Dictionary<string, int>(StringComparer.Ordinal);
        while (XmlInput.Next(reader, Items.Contains) is { } item)
        {
            number++;
            var parsed = item.Name.LocalName != "newsItem"
                ? ParsedRecord.Rejected(
                    RejectCodes.Empty, $"a {item.Name.LocalName} has no text of its own", item.Value("guid") ?? string.Empty)
                : IsOlder(item, versions) is { } newer
                ? ParsedRecord.Rejected(RejectCodes.Empty, $"version {newer} of it came before", item.Value("guid")!)
                : Article(item, $"{input.Id}#{number}", dates);
            yield return RawRecord.Of(parsed, begin, 0, bytes.Offset - begin);
            begin = bytes.Offset;
        }
    }

    // A later version stands before an earlier one in the same message.
    private static int? IsOlder(XElement item, Dictionary<string, int> versions)
    {
        if (item.Value("guid") is not { } id)
        {
            return null;
        }

        var version = int.TryParse(item.Value("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 1;
        if (versions.TryGetValue(id, out var newest) && newest > version)
        {
            return newest;
        }

        versions[id] = version;
        return null;
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
            var body = markup.First("body.content") ?? markup.First("body") ?? markup;
            var html = string.Concat(body.Nodes().Select(n => (n is XElement e ? Plain(e) : n).ToString(SaveOptions.DisableFormatting)));
            return HtmlText.Of(html) is { Length: > 0 } text
                ? text : null;
        }

        return set.Child("inlineData") is { } data ? HtmlText.Of(data.Value.Trim()) : null;
    }

    // Without namespaces: with them, the declarations would stand in every tag.
    private static XElement Plain(XElement element)
    {
        foreach (var inner in element.DescendantsAndSelf())
        {
            inner.Name = inner.Name.LocalName;
            inner.ReplaceAttributes();
        }

        return element;
    }
}
