using System.Globalization;
using System.Xml.Linq;

using SearchCore.Formats.Xml;

namespace SearchCore.Formats.MediaWiki;

/// <summary>What a dump says of its wiki: its name and address, and what it calls its namespaces. Immutable.</summary>
internal sealed record WikiSite
{
    private const int File = 6, Category = 14;

    private readonly Dictionary<string, int> spaces = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Media"] = -2,
        ["Special"] = -1,
        ["Talk"] = 1,
        ["User"] = 2,
        ["User talk"] = 3,
        ["Project"] = 4,
        ["File"] = File,
        ["Image"] = File,
        ["MediaWiki"] = 8,
        ["Template"] = 10,
        ["Help"] = 12,
        ["Category"] = Category,
    };

    /// <summary>A wiki of which nothing is known but what all have.</summary>
    public static WikiSite Unknown { get; } = new();

    /// <summary>The wiki's language.</summary>
    public string? Language { get; init; }

    /// <summary>Its name: <c>Wikinews</c>.</summary>
    public string? Name { get; private init; }

    /// <summary>Its database: <c>enwikinews</c>.</summary>
    public string? Database { get; private init; }

    /// <summary>What its pages' addresses begin with.</summary>
    public string? Address { get; private init; }

    /// <summary>With what a dump's <c>siteinfo</c> says.</summary>
    public WikiSite With(XElement about)
    {
        var home = about.Child("base").Line();
        var site = this with
        {
            Name = about.Child("sitename").Line(),
            Database = about.Child("dbname").Line(),
            Address = home?.LastIndexOf('/') is > 8 and var end ? home[..(end + 1)] : null,
        };
        foreach (var space in about.All("namespace"))
        {
            if (space.Line() is { } name
                && int.TryParse(space.Value("key"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key))
            {
                site.spaces[name] = key;
            }
        }

        return site;
    }

    /// <summary>The namespace of a title; 0 for that of articles.</summary>
    public int SpaceOf(string title) =>
        title.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
            ? spaces.GetValueOrDefault(title[..colon].Replace('_', ' ').Trim()) : 0;

    /// <summary>Whether a link's target is a file; its text is a caption.</summary>
    public bool IsFile(string target) => SpaceOf(target) is -2 or File;

    /// <summary>The category that a link's target is; null where it is none.</summary>
    public string? CategoryOf(string target) =>
        SpaceOf(target) == Category ? target[(target.IndexOf(':', StringComparison.Ordinal) + 1)..].Replace('_', ' ').Trim() : null;

    /// <summary>What a namespace is called, with its number.</summary>
    public string NameOf(int space) => spaces.FirstOrDefault(s => s.Value == space).Key is { } name ? $"{name} ({space})" : $"{space}";
}
