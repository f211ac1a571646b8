using System.Text;

using SearchCore.Articles;
using SearchCore.Formats.Records;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Mapping;

/// <summary>
/// Makes an article of a record whose members have any of the names that archives give them (<see cref="MemberNames"/>), or those that a
/// mapping states. What stands for no property is kept as a member. For one record.
/// </summary>
internal sealed class ArticleMapper
{
    private readonly Dictionary<string, List<(RecordMembers From, string Name, string Path)>> keys = new(StringComparer.Ordinal);
    private readonly HashSet<(RecordMembers, string)> used = [];
    private readonly List<(string Target, string Member)> origins = [];
    private readonly RecordMembers record;
    private readonly RecordMapping mapping;
    private readonly RecordNotices notices;
    private readonly StatedMembers stated;

    private ArticleMapper(RecordMembers record, RecordMapping mapping)
    {
        (this.record, this.mapping, notices) = (record, mapping, new(mapping.Dates));
        stated = new(record, used, origins);
        Collect(record, string.Empty);
        foreach (var wrapper in MemberNames.Wrappers)
        {
            if (keys.TryGetValue(MemberNames.Key(wrapper), out var found) && found[0] is var (from, name, _)
                && name.Equals(wrapper, StringComparison.OrdinalIgnoreCase) && from.Object(name) is { } inner)
            {
                used.Add((from, name));
                Collect(inner, $"{name}.");
            }
        }
    }

    /// <summary>The article of a record.</summary>
    /// <param name="record">The record's members.</param>
    /// <param name="fallbackId">The article's id where the record has none of its own.</param>
    /// <param name="mapping">What it is mapped by.</param>
    public static ParsedRecord Map(RecordMembers record, string fallbackId, RecordMapping mapping) =>
        new ArticleMapper(record, mapping).Map(fallbackId);

    private ParsedRecord Map(string fallbackId)
    {
        foreach (var dropped in mapping.Mapping.Drop)
        {
            foreach (var (owner, name) in MemberPath.Find(record, dropped))
            {
                used.Add((owner, name));
                owner.Drop(name);
            }
        }

        // What the mapping states is taken first, so that no guess takes it.
        stated.Reserve(mapping.Mapping.Members.Values);
        var members = OwnMembers();
        var title = InOneLine.OrNull(Plain(Text("title", MemberNames.Title), "title"));
        var body = Plain(Text("body", MemberNames.Body), "body");
        var published = Published();
        var url = Text("url", MemberNames.Url);
        var (own, source) = (url, Source(ref url));

        // An address under another name may be that of the whole site: it is no id.
        var id = Text("id", MemberNames.Id) ?? (mapping.IsGuessed("url") ? null : own) ?? fallbackId;
        var article = new Article
        {
            Id = id,
            Title = title,
            Body = body,
            Published = published,
            Source = source ?? mapping.Source,
            Url = url,
            Section = Line(Text("section", MemberNames.Section)),
            Language = LanguageOf(Text("language", MemberNames.Language)),
            Authors = Values("author", MemberNames.Authors, Names.Authors),
            Tags = Values("tags", MemberNames.Tags, Names.Tags),
            Entities = Entities(),
            Members = Rest(members),
        };
        mapping.Survey?.Add(record, origins);
        return new() { Article = article, Notices = notices.All };
    }

    private static bool IsOwn(string target) =>
        !ArticleMapping.Properties.Contains(target) && ArticleMapping.EntityKindOf(target) is null;

    private void Collect(RecordMembers members, string prefix)
    {
        foreach (var name in members.Names)
        {
            var key = MemberNames.Key(name);
            if (!keys.TryGetValue(key, out var found))
            {
                keys[key] = found = [];
            }

            found.Add((members, name, prefix + name));
        }
    }

    private IEnumerable<(RecordMembers From, string Name, string Path)> Unused(string target, string[] names) =>
        mapping.Names(target, names).SelectMany(n => keys.GetValueOrDefault(n) ?? []).Where(m => !used.Contains((m.From, m.Name)));

    // The first that has a text; it is used up.
    private string? Text(string target, string[] names)
    {
        if (mapping.Mapping.Members.TryGetValue(target, out var source))
        {
            return stated.Text(target, source);
        }

        foreach (var (from, name, path) in Unused(target, names))
        {
            if (from.Text(name) is { } text && !Names.IsNone(text))
            {
                Take(target, from, name, path);
                return text.Trim();
            }
        }

        return null;
    }

    private void Take(string target, RecordMembers from, string name, string path)
    {
        used.Add((from, name));
        origins.Add((target, path));
    }

    private string? Plain(string? text, string member)
    {
        var plain = text is null ? null : mapping.TextOf(text);
        if (!ReferenceEquals(plain, text))
        {
            notices.Add(ArticleNoticeKind.MarkupRemoved, member, member);
        }

        return plain;
    }

    private ArticleDate? Published()
    {
        if (mapping.Mapping.Members.TryGetValue("published", out var source))
        {
            return stated.Date(source, notices, mapping.Dates);
        }

        foreach (var (from, name, path) in Unused("published", MemberNames.Published))
        {
            if (notices.Date(from.Text(name), name) is { } date)
            {
                Take("published", from, name, path);
                return date;
            }
        }

        return null;
    }

    // Some call the address the source.
    private string? Source(ref string? url)
    {
        if (mapping.Mapping.Members.TryGetValue("source", out var given))
        {
            return stated.Text("source", given);
        }

        foreach (var (from, name, path) in Unused("source", MemberNames.Source))
        {
            if (from.Text(name)?.Trim() is not { } text || Names.IsNone(text))
            {
                continue;
            }

            if (!text.Contains("://", StringComparison.Ordinal) || !Uri.IsWellFormedUriString(text, UriKind.Absolute))
            {
                Take("source", from, name, path);
                return text;
            }

            if (url is null || url == text)
            {
                Take("url", from, name, path);
                url = text;
            }
        }

        return null;
    }

    private string[] Values(string target, string[] names, Func<string?, IEnumerable<string>> split)
    {
        if (mapping.Mapping.Members.TryGetValue(target, out var source))
        {
            return [.. Clean(stated.Values(target, source, split))];
        }

        var values = new List<string>();
        foreach (var (from, name, path) in Unused(target, names).ToList())
        {
            var list = from.List(name);
            var found = list is null ? split(from.Text(name))
                : list.Where(v => !Names.IsNone(v)).SelectMany(v => target == "author" ? split(v) : [v]);
            var before = values.Count;
            values.AddRange(found);
            if (values.Count > before)
            {
                Take(target, from, name, path);
            }
        }

        return [.. Clean(values)];
    }

    private static IEnumerable<string> Clean(IEnumerable<string> values) =>
        values.Select(v => HtmlText.LineOf(v)).Where(v => v.Length > 0).Distinct(StringComparer.Ordinal);

    private List<EntityName> Entities()
    {
        var entities = new List<EntityName>();
        foreach (var (target, source) in mapping.Mapping.Members)
        {
            if (ArticleMapping.EntityKindOf(target) is { } kind)
            {
                entities.AddRange(Clean(stated.Values(target, source, Names.Tags)).Select(v => new EntityName(kind, v)));
            }
        }

        foreach (var (key, kind) in MemberNames.Entities.Where(e => !mapping.Mapping.Members.ContainsKey(e.Kind)))
        {
            foreach (var (from, name, path) in Unused(kind, [key]).ToList())
            {
                if (from.List(name) is { } list)
                {
                    Take(kind, from, name, path);
                    entities.AddRange(Clean(list.Where(v => !Names.IsNone(v))).Select(v => new EntityName(kind, v)));
                }
            }
        }

        return [.. entities.Distinct()];
    }

    private List<ArticleMember> OwnMembers()
    {
        var members = new List<ArticleMember>();
        foreach (var (target, source) in mapping.Mapping.Members.Where(m => IsOwn(m.Key)))
        {
            if (stated.Stored(target, source) is { } value)
            {
                members.Add(new(target, value));
            }
        }

        return members;
    }

    private List<ArticleMember> Rest(List<ArticleMember> members)
    {
        stated.Release();
        var names = members.Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (from, name, _) in keys.Values.SelectMany(k => k))
        {
            if (used.Contains((from, name)) || from.Stored(name) is not { } value || Names.IsNone(value) || name.Length == 0)
            {
                continue;
            }

            var kept = MemberName(name);
            if (names.Add(kept))
            {
                members.Add(new(kept, value));
            }
            else if (members.Find(m => m.Name == kept).Value != value)
            {
                notices.Add(ArticleNoticeKind.MemberDropped, $"a second {OneLine.Of(kept)}", OneLine.Of(kept), OneLine.Of(value));
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

    // english, Deutsch; what is a code, or no language that is known, stays as it is.
    private static string? LanguageOf(string? text) =>
        text is { Length: > 3 } && LanguageNames.CodeOf(text) is { Length: 2 } code ? code : text;

    private static string? Line(string? text) => text is null ? null : HtmlText.LineOf(text);
}
