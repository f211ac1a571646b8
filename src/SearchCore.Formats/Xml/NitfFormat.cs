using System.Xml.Linq;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Xml;

/// <summary>NITF, the News Industry Text Format of the IPTC: one story a document, or several in a row.</summary>
internal sealed class NitfFormat : IArticleFormat
{
    /// <inheritdoc/>
    public string Name => "nitf";

    /// <inheritdoc/>
    public string Description => "NITF";

    /// <inheritdoc/>
    public FormatMatch Recognize(InputHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return XmlInput.RootOf(head) == "nitf" ? FormatMatch.Content : FormatMatch.None;
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
        while (XmlInput.Next(reader, name => name == "nitf") is { } story)
        {
            number++;
            var id = number == 1 ? input.Id : $"{input.Id}#{number}";
            yield return RawRecord.Of(Article(story, id, dates), begin, 0, bytes.Offset - begin);
            begin = bytes.Offset;
        }
    }

    private static ParsedRecord Article(XElement story, string fallbackId, ArticleDateReader dates)
    {
        var notices = new RecordNotices(dates);
        var (head, body) = (story.Child("head"), story.Child("body"));
        var published = head.First("pubdata");
        var bodyHead = body.First("body.head");
        var content = body.First("body.content") ?? body;
        var members = new List<ArticleMember>();
        if (head.First("docdata").Value("management-status") is { } status)
        {
            members.Add(new("management-status", status));
        }

        if (head.First("date.release").Value("norm") is { } release)
        {
            members.Add(new("embargo", release));
        }

        var subtitle = bodyHead.First("hl2").Line();
        return new()
        {
            Notices = notices.All,
            Article = new()
            {
                Id = head.First("doc-id").Value("id-string") ?? fallbackId,
                Title = bodyHead.First("hl1").Line() ?? head.Child("title").Line(),
                Body = Paragraphs(content, subtitle),
                Published = notices.First(
                    ("date.issue", head.First("date.issue").Value("norm")),
                    ("story.date", bodyHead.First("story.date").Value("norm")),
                    ("pubdata", published.Value("date.publication"))),
                Source = published.Value("name") ?? bodyHead.First("distributor").Line(),
                Url = published.Value("ex-ref"),
                Section = published.Value("position.section")
                    ?? head.First("tobject").First("tobject.property").Value("tobject.property.type"),
                Language = story.Value("lang"),
                Authors = [.. (bodyHead?.All("byline") ?? []).SelectMany(Byline).Distinct(StringComparer.Ordinal)],
                Tags =
                [
                    .. (head?.All("keyword") ?? []).Select(k => k.Value("key"))
                        .Concat((head?.All("tobject.subject") ?? []).Select(s =>
                            s.Value("tobject.subject.detail") ?? s.Value("tobject.subject.matter") ?? s.Value("tobject.subject.type")))
                        .OfType<string>().Distinct(StringComparer.Ordinal),
                ],
                Entities = [.. Entities(head.First("identified-content")).Distinct()],
                Members = members,
            },
        };
    }

    private static IEnumerable<string> Byline(XElement byline)
    {
        if (byline.First("person").Line() is { } person)
        {
            return [person];
        }

        var copy = new XElement(byline);
        copy.All("byttl").ToList().ForEach(e => e.Remove());
        return Names.Authors(copy.Line());
    }

    private static string? Paragraphs(XElement? content, string? subtitle)
    {
        if (content is null)
        {
            return subtitle;
        }

        var texts = content.Descendants()
            .Where(e => e.Name.LocalName is "p" or "hl2" or "li" or "tr" or "pre" && !e.Ancestors().Any(IsOutside)
                && !e.Ancestors().TakeWhile(a => a != content).Any(a => a.Name.LocalName is "p" or "li" or "tr"))
            .Select(e => e.Line()).OfType<string>().ToList();
        if (subtitle is not null && !texts.Contains(subtitle))
        {
            texts.Insert(0, subtitle);
        }

        return texts.Count > 0 ? string.Join("\n\n", texts) : content.Line();
    }

    private static bool IsOutside(XElement element) => element.Name.LocalName is "media" or "body.head" or "body.end";

    // De Vos, Pieter is how agencies list a person whom the text calls Pieter de Vos.
    private static IEnumerable<EntityName> Entities(XElement? content)
    {
        foreach (var element in content?.Elements() ?? [])
        {
            var kind = element.Name.LocalName switch
            {
                "person" => EntityKinds.Person,
                "org" => EntityKinds.Organization,
                "location" => EntityKinds.Place,
                _ => null,
            };
            var name = element.Value("value") ?? element.Line();
            if (kind is not null && name is not null)
            {
                var parts = name.Split(',');
                yield return new(kind, kind == EntityKinds.Person && parts.Length == 2 ? $"{parts[1].Trim()} {parts[0].Trim()}" : name);
            }
        }
    }
}
