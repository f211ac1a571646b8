using System.Xml.Linq;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Xml;

/// <summary>NITF, the News Industry Text Format of the IPTC: one story a document, or several in a row.</summary>
internal sealed class NitfFormat() : XmlFormat("nitf", "NITF", ["nitf"], ["nitf"])
{
    /// <inheritdoc/>
    protected override XmlRecords Begin(ArticleInput input, ArticleDateReader dates) => new Stories(input.Id, dates);

    private sealed class Stories(string file, ArticleDateReader dates) : XmlRecords
    {
        public override Func<ParsedRecord> Take(XElement record, int number)
        {
            var id = number == 1 ? file : $"{file}#{number}";
            return () => Article(record, id, dates);
        }
    }

    private static ParsedRecord Article(XElement story, string fallbackId, ArticleDateReader dates)
    {
        var notices = new RecordNotices(dates);
        var (head, body) = (story.Child("head"), story.Child("body"));
        var published = head.First("pubdata");
        var bodyHead = body.First("body.head");
        var members = new List<ArticleMember>();
        if (head.First("docdata").Value("management-status") is { } status)
        {
            members.Add(new("management-status", status));
        }

        if (head.First("date.release").Value("norm") is { } release)
        {
            members.Add(new("embargo", release));
        }

        if (bodyHead.First("dateline").Line() is { } dateline)
        {
            members.Add(new("dateline", dateline));
        }

        if (bodyHead.First("abstract").Line() is { } lead)
        {
            members.Add(new("abstract", lead));
        }

        if (head.First("ed-msg") is { } advice && (advice.Value("info") ?? advice.Line()) is { } message)
        {
            members.Add(new("ed-msg", message));
        }

        var title = bodyHead.First("hl1").Line() ?? head.Child("title").Line();
        var text = NitfText.Of(
            body, (bodyHead?.All("hl2") ?? []).Where(h => h.Line()?.Equals(title, StringComparison.OrdinalIgnoreCase) == false), notices);
        return new()
        {
            Notices = notices.All,
            Article = new()
            {
                Id = head.First("doc-id").Value("id-string") ?? fallbackId,
                Title = title,
                Body = text.Length > 0 ? text : null,
                Published = notices.First(
                    ("date.issue", head.First("date.issue").Value("norm")),
                    ("story.date", bodyHead.First("story.date").Value("norm")),
                    ("pubdata", published.Value("date.publication"))),
                Source = published.Value("name") ?? bodyHead.First("distributor").Line(),
                Url = published.Value("ex-ref"),
                Section = published.Value("position.section")
                    ?? head.First("tobject").First("tobject.property").Value("tobject.property.type")
                    ?? head?.Own("meta").FirstOrDefault(m => m.Value("name") == "dsk").Value("content"),
                Language = story.Value("lang"),
                Authors = [.. Bylines(bodyHead?.All("byline").ToList() ?? []).SelectMany(Byline).Distinct(StringComparer.Ordinal)],
                Tags =
                [
                    .. (head?.All("keyword") ?? []).Select(k => k.Value("key"))
                        .Concat((head?.All("tobject.subject") ?? []).Select(s =>
                            s.Value("tobject.subject.detail") ?? s.Value("tobject.subject.matter") ?? s.Value("tobject.subject.type")))
                        .Concat((head.First("identified-content")?.Own("classifier") ?? [])
                            .Where(c => c.Value("type")?.Contains("descriptor", StringComparison.Ordinal) == true).Select(c => c.Line()))
                        .OfType<string>().Distinct(StringComparer.Ordinal),
                ],
                Entities = [.. Entities(head.First("identified-content")).Distinct()],
                Members = members,
            },
        };
    }

    // The same names once more as a list has them: Quill, Mara.
    private static IEnumerable<XElement> Bylines(List<XElement> bylines) =>
        bylines.Where(b => b.Value("class") != "normalized_byline" || bylines.Count == 1);

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
                // Brandt, Ida (Mayor)
                var parts = name.Split(',');
                yield return new(kind, kind != EntityKinds.Person || parts.Length != 2 ? name
                    : parts[1].Split('(')[0].Trim() is { Length: > 0 } first ? $"{first} {parts[0].Trim()}" : parts[0].Trim());
            }
        }
    }
}
