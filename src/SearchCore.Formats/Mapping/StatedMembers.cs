using System.Globalization;
using System.Text.RegularExpressions;

using SearchCore.Articles;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Mapping;

/// <summary>The values that a mapping states, out of one record.</summary>
/// <param name="record">The record.</param>
/// <param name="used">Receives the members that are used up.</param>
/// <param name="origins">Receives the target and the path of each value.</param>
internal sealed partial class StatedMembers(
    RecordMembers record, HashSet<(RecordMembers, string)> used, List<(string Target, string Member)> origins)
{
    private readonly HashSet<(RecordMembers, string)> reserved = [];

    /// <summary>Uses up all members that are named, so that nothing else takes them.</summary>
    public void Reserve(IEnumerable<MemberSource> sources)
    {
        foreach (var found in sources.SelectMany(s => s.From).SelectMany(path => MemberPath.Find(record, path)))
        {
            if (used.Add(found))
            {
                reserved.Add(found);
            }
        }
    }

    /// <summary>Gives back what was named and not taken: the second of two names for one property. It is kept as a member.</summary>
    public void Release() => used.ExceptWith(reserved);

    public string? Text(string target, MemberSource source)
    {
        if (source.Value is { } constant)
        {
            return constant;
        }

        return source.Template is { } template ? Filled(template) : First(target, source, (owner, name) => owner.Text(name))?.Trim();
    }

    /// <summary>As a member is stored: lists and objects as their JSON.</summary>
    public string? Stored(string target, MemberSource source) =>
        source.Value ?? (source.Template is { } template ? Filled(template)
            : First(target, source, (owner, name) => owner.Stored(name)));

    public ArticleDate? Date(MemberSource source, RecordNotices notices, ArticleDateReader dates)
    {
        var text = Text("published", source);
        var member = source.From.Count > 0 ? source.From[0] : "published";
        if (source.Format is not { } format || Names.IsNone(text))
        {
            return notices.Date(text, member);
        }

        const DateTimeStyles Local = DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.RoundtripKind;
        const DateTimeStyles Universal = DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AssumeUniversal;
        if (DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, Local, out var local)
            && DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, Universal, out var moment))
        {
            // A day without a time is midnight of UTC, as everywhere; a time without a zone is in that of the archive.
            var hasZone = local.Kind != DateTimeKind.Unspecified;
            return hasZone || !format.Contains('h', StringComparison.OrdinalIgnoreCase)
                ? ArticleDate.FromDateTimeOffset(moment)
                : ArticleDate.FromDateTimeOffset(new(local, dates.Options.Zone.GetUtcOffset(local)));
        }

        notices.Add(
            ArticleNoticeKind.DateUnreadable, $"{member} {OneLine.Of(text)}: not of the form {OneLine.Of(format)}", member,
            OneLine.Of(text));
        return null;
    }

    public IEnumerable<string> Values(string target, MemberSource source, Func<string?, IEnumerable<string>> split)
    {
        Func<string?, IEnumerable<string>> parts = source.Split is { Length: > 0 } between
            ? text => text?.Split(between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [] : split;
        if (source.Value is not null || source.Template is not null)
        {
            return parts(Text(target, source));
        }

        var all = new List<string>();
        foreach (var path in source.From)
        {
            var values = MemberPath.Find(record, path)
                .SelectMany(m => m.Owner.List(m.Name) is { } list
                    ? list.Where(v => !Names.IsNone(v)).SelectMany(v => target == "author" ? parts(v) : [v]) : parts(m.Owner.Text(m.Name)))
                .ToList();
            if (values.Count > 0)
            {
                reserved.ExceptWith(MemberPath.Find(record, path));
                origins.Add((target, path));
                all.AddRange(values);
            }
        }

        return all;
    }

    private string? First(string target, MemberSource source, Func<RecordMembers, string, string?> value)
    {
        foreach (var path in source.From)
        {
            var found = MemberPath.Find(record, path).ToList();
            var values = found.Select(m => value(m.Owner, m.Name)).Where(v => !Names.IsNone(v)).ToList();
            if (values.Count > 0)
            {
                reserved.ExceptWith(found);
                origins.Add((target, path));
                return values.Count == 1 ? values[0] : string.Join("; ", values);
            }
        }

        return null;
    }

    private string? Filled(string template)
    {
        var isWhole = true;
        var filled = Member().Replace(template, m =>
        {
            var value = MemberPath.Find(record, m.Groups[1].Value).Select(f => f.Owner.Text(f.Name)).FirstOrDefault(v => !Names.IsNone(v));
            isWhole &= value is not null;
            return value ?? string.Empty;
        });
        return isWhole ? filled : null;
    }

    [GeneratedRegex(@"\{([^{}]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Member();
}
