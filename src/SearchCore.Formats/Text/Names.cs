using System.Text.RegularExpressions;

namespace SearchCore.Formats.Text;

/// <summary>Names and tags out of the lines in which people write several.</summary>
internal static partial class Names
{
    // What stands in the place of a name where there is none.
    private static readonly HashSet<string> Nobody = new(StringComparer.OrdinalIgnoreCase)
    {
        "none", "null", "nan", "n/a", "unknown", "contributor", "contributors", "staff", "staff writer", "staff writers", "guest",
        "guest author", "admin",
    };

    /// <summary>Whether a value says that there is none: blank, <c>null</c>, <c>nan</c>, <c>None</c>.</summary>
    public static bool IsNone(string? value) =>
        string.IsNullOrWhiteSpace(value) || value.Trim() is "null" or "NULL" or "nan" or "NaN" or "None" or "N/A";

    /// <summary>The authors of a byline: <c>By A and B, Staff Writers</c>, <c>A; B</c>, <c>A, B and C</c>, <c>Lind, Anna</c>.</summary>
    public static IEnumerable<string> Authors(string? byline)
    {
        if (IsNone(byline))
        {
            yield break;
        }

        var text = By().Replace(byline!.Trim(), string.Empty);
        var parts = text.Contains(';', StringComparison.Ordinal) ? text.Split(';') : And().Split(text);
        foreach (var part in parts)
        {
            // "Lind, Anna" is one name, "Anna Lind, Bo Ek" are two.
            string[] names = part.Split(',') is { Length: > 1 } pieces && (pieces.Length > 2 || pieces.Any(p => p.Trim().Contains(' '))
                || pieces.Any(p => Nobody.Contains(p.Trim()))) ? pieces : [part];
            foreach (var name in names.Select(n => By().Replace(n.Trim(), string.Empty).Trim(' ', '.', ',', '|')))
            {
                if (name.Length > 1 && !Nobody.Contains(name) && !name.StartsWith("Special to ", StringComparison.OrdinalIgnoreCase))
                {
                    yield return name;
                }
            }
        }
    }

    /// <summary>The tags of a line: <c>port;strike</c>, <c>port, strike</c>.</summary>
    public static IEnumerable<string> Tags(string? line) => IsNone(line)
        ? []
        : line!.Split(line.Contains(';', StringComparison.Ordinal) ? ';' : ',', StringSplitOptions.TrimEntries)
            .Where(t => t.Length > 0 && !IsNone(t));

    [GeneratedRegex(@"^(by|von|par|por|di|door|av)\s+(?=\p{Lu})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex By();

    [GeneratedRegex(@"\s+(?:and|und|et|y|e|&)\s+(?=\p{Lu})", RegexOptions.CultureInvariant)]
    private static partial Regex And();
}
