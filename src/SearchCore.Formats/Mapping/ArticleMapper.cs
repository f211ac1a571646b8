using System.Text;

using SearchCore.Articles;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Mapping;

/// <summary>
/// Makes an article of a record whose members have any of the names that archives give them (<see cref="MemberNames"/>). What stands for no
/// property is kept as a member. For one record.
/// </summary>
internal sealed class ArticleMapper
{
    private readonly Dictionary<string, List<(RecordMembers From, string Name)>> keys = new(StringComparer.Ordinal);
    private readonly HashSet<(RecordMembers, string)> used = [];
    private readonly RecordNotices notices;

    private ArticleMapper(RecordMembers record, ArticleDateReader dates)
    {
        notices = new(dates);
        Collect(record);
        foreach (var wrapper in MemberNames.Wrappers)
        {
            if (keys.TryGetValue(MemberNames.Key(wrapper), out var found) && found[0] is var (from, name)
                && name.Equals(wrapper, StringComparison.OrdinalIgnoreCase) && from.Object(name) is { } inner)
            {
                used.Add((from, name));
                Collect(inner);
            }
        }
    }

    /// <summary>The article of a record.</summary>
    /// <param name="record">The record's members.</param>
    /// <param name="fallbackId">The article's id where the record has none of its own.</param>
    /// <param name="dates">Reads its dates.</param>
    public static ParsedRecord Map(RecordMembers record, string fallbackId, ArticleDateReader dates) =>
        new ArticleMapper(record, dates).Map(fallbackId);

    private ParsedRecord Map(string fallbackId)
    {
        var title = Line(Text(MemberNames.Title));
        var body = Text(MemberNames.Body);
        var published = Published();
        var url = Text(MemberNames.Url);
        var source = Source(ref url);
        var id = Text(MemberNames.Id) ?? url ?? fallbackId;
        var authors = Values(MemberNames.Authors, Names.Authors);
        var tags = Values(MemberNames.Tags, Names.Tags);
        var article = new Article
        {
            Id = id,
            Title = title,
            Body = body is null ? null : HtmlText.Of(body),
            Published = published,
            Source = source,
            Url = url,
            Section = Line(Text(MemberNames.Section)),
            Language = Text(MemberNames.Language),
            Authors = authors,
            Tags = tags,
            Entities = Entities(),
            Members = Rest(),
        };
        return new() { Article = article, Notices = notices.All };
    }

    private void Collect(RecordMembers members)
    {
        foreach (var name in members.Names)
        {
            var key = MemberNames.Key(name);
            if (!keys.TryGetValue(key, out var found))
            {
                keys[key] = found = [];
            }

            found.Add((members, name));
        }
    }

    // The first that has a text; it is used up.
    private string? Text(IEnumerable<string> names)
    {
        foreach (var (text, from, name) in Candidates(names))
        {
            used.Add((from, name));
            return text;
        }

        return null;
    }

    private IEnumerable<(string Text, RecordMembers From, string Name)> Candidates(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            foreach (var (from, member) in keys.GetValueOrDefault(name) ?? [])
            {
                if (!used.Contains((from, member)) && from.Text(member) is { } text && !Names.IsNone(text))
                {
                    yield return (text.Trim(), from, member);
                }
            }
        }
    }

    private ArticleDate? Published()
    {
        foreach (var name in MemberNames.Published)
        {
            foreach (var (from, member) in keys.GetValueOrDefault(name) ?? [])
            {
                if (notices.Date(from.Text(member), member) is { } date)
                {
                    used.Add((from, member));
                    return date;
                }
            }
        }

        return null;
    }

    // Some call the address the source.
    private string? Source(ref string? url)
    {
        foreach (var (text, from, member) in Candidates(MemberNames.Source))
        {
            if (!text.Contains("://", StringComparison.Ordinal) || !Uri.IsWellFormedUriString(text, UriKind.Absolute))
            {
                used.Add((from, member));
                return text;
            }

            if (url is null || url == text)
            {
                used.Add((from, member));
                url = text;
            }
        }

        return null;
    }

    private string[] Values(string[] names, Func<string?, IEnumerable<string>> split)
    {
        var values = new List<string>();
        foreach (var name in names)
        {
            foreach (var (from, member) in keys.GetValueOrDefault(name) ?? [])
            {
                if (used.Contains((from, member)))
                {
                    continue;
                }

                var (list, areAuthors) = (from.List(member), ReferenceEquals(names, MemberNames.Authors));
                var found = list is null ? split(from.Text(member))
                    : list.Where(v => !Names.IsNone(v)).SelectMany(v => areAuthors ? split(v) : [v]);
                var before = values.Count;
                values.AddRange(found.Select(v => HtmlText.LineOf(v)));
                if (values.Count > before)
                {
                    used.Add((from, member));
                }
            }
        }

        return [.. values.Where(v => v.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    private List<EntityName> Entities()
    {
        var entities = new List<EntityName>();
        foreach (var (name, kind) in MemberNames.Entities)
        {
            foreach (var (from, member) in keys.GetValueOrDefault(name) ?? [])
            {
                if (from.List(member) is { } list)
                {
                    used.Add((from, member));
                    entities.AddRange(list.Where(v => !Names.IsNone(v)).Select(v => new EntityName(kind, HtmlText.LineOf(v))));
                }
            }
        }

        return [.. entities.Distinct()];
    }

    private List<ArticleMember> Rest()
    {
        var (members, names) = (new List<ArticleMember>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (from, name) in keys.Values.SelectMany(k => k))
        {
            if (!used.Contains((from, name)) && from.Stored(name) is { } value && !Names.IsNone(value) && name.Length > 0
                && names.Add(name))
            {
                members.Add(new(MemberName(name), value));
            }
        }

        return members;
    }

    // Names that members may not have are kept as near to them as may be.
    private static string MemberName(string name)
    {
        var allowed = name.Replace(':', '.').TrimStart('_');
        return ArticleRules.IsMemberName(Encoding.UTF8.GetBytes(allowed)) ? allowed : $"x-{allowed}";
    }

    private static string? Line(string? text) => text is null ? null : HtmlText.LineOf(text);
}
