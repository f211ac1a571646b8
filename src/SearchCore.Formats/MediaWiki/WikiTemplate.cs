namespace SearchCore.Formats.MediaWiki;

/// <summary>What templates stand for in a text. Those that are not known are left out and named.</summary>
internal static class WikiTemplate
{
    private static readonly System.Buffers.SearchValues<char> InNoName = System.Buffers.SearchValues.Create(" ./:<[\"");

    private static readonly HashSet<string> Dates = new(StringComparer.OrdinalIgnoreCase)
    {
        "date", "datum", "fecha", "data", "dato", "дата", "日付", "päiväys",
    };

    /// <summary>The text of a template.</summary>
    /// <param name="parts">What stands between its braces, parted at the bars.</param>
    /// <param name="text">The text it stands in, which is told of dates and of what is left out.</param>
    public static string Render(List<string> parts, WikiText text)
    {
        var name = parts[0].Replace('_', ' ').Trim().ToLowerInvariant();
        var (values, named) = Arguments(parts);
        if (Dates.Contains(name))
        {
            text.Date ??= values.Count > 0 ? string.Join(' ', values) : null;
            return string.Empty;
        }

        string First(int index = 0) => values.Count > index ? values[index] : string.Empty;

        switch (name)
        {
            case "byline" or "dateline":
                text.Date ??= named.GetValueOrDefault("date") ?? (values.Count > 0 ? values[0] : null);
                text.Place ??= named.GetValueOrDefault("location") ?? (values.Count > 1 ? values[1] : null);
                return string.Empty;
            case "w" or "wp" or "link-interwiki" or "ill" or "interlanguage link":
                return name is "ill" or "interlanguage link" || First(1).Length == 0 ? First() : First(1);
            case "lang" or "lang-en" or "abbr" or "tooltip" or "nowrap" or "nobr" or "small" or "big" or "em" or "strong" or "sic"
                or "sfrac" or "smallcaps" or "nw" or "no wrap"
                or "native name" or "transl" or "translit" or "flag" or "flagcountry" or "flag country":
                return name is "lang" or "native name" or "transl" or "translit" && values.Count > 1 ? values[^1] : First();
            case "convert" or "cvt":
                return $"{First()} {First(1)}".Trim();
            case "quote" or "quotation" or "blockquote" or "cquote" or "bq":
                return $"\n\n{named.GetValueOrDefault("text") ?? named.GetValueOrDefault("quote") ?? First()}\n\n";
            case "nbsp" or "space":
                return " ";
            case "snd" or "spnd" or "spaced ndash" or "spaced en dash":
                return " – ";
            case "ndash" or "en dash":
                return "–";
            case "mdash" or "em dash":
                return "—";
            case "!":
                return "|";
            case "=":
                return "=";
        }

        if (name.StartsWith("lang-", StringComparison.Ordinal))
        {
            return First();
        }

        // {{formatnum:1234}} and its like work on a text.
        if (name.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
            && name[..colon] is "formatnum" or "lc" or "uc" or "lcfirst" or "ucfirst")
        {
            return parts[0].Trim()[(colon + 1)..];
        }

        var known = name.Length is > 0 and <= 40 && !name.StartsWith('#') && !name.Contains('\n', StringComparison.Ordinal);
        text.Omit(known && text.Omitted.Count < 32 ? $"template {name}" : "other templates");
        return string.Empty;
    }

    private static (List<string> Values, Dictionary<string, string> Named) Arguments(List<string> parts)
    {
        var (values, named) = (new List<string>(), new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase));
        foreach (var part in parts.Skip(1))
        {
            var sign = part.AsSpan(0, Math.Min(part.Length, 40)).IndexOf('=');
            var key = sign > 0 ? part.AsSpan(0, sign).Trim() : default;
            if (key.IsEmpty || key.IndexOfAny(InNoName) >= 0)
            {
                values.Add(part.Trim());
            }
            else if (int.TryParse(key, out var position) && position == values.Count + 1)
            {
                values.Add(part[(sign + 1)..].Trim());
            }
            else
            {
                named[key.ToString()] = part[(sign + 1)..].Trim();
            }
        }

        return (values, named);
    }
}
