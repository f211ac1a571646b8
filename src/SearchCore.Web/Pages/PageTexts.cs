using System.Text.RegularExpressions;

namespace SearchCore.Web.Pages;

/// <summary>Texts as pages show them.</summary>
internal static partial class PageTexts
{
    /// <summary>What a kind of facet is called above its values.</summary>
    public static string KindTitle(string kind) => kind switch
    {
        "person" => "People",
        "organization" => "Organizations",
        "place" => "Places",
        "source" => "Sources",
        "section" => "Sections",
        "author" => "Authors",
        "tag" => "Tags",
        "lang" => "Languages",
        "" => "Others",
        _ => char.ToUpperInvariant(kind[0]) + kind[1..],
    };

    /// <summary>An article's own address, where it is one that a browser may follow: archives hold anything.</summary>
    public static string? Followed(string? address) =>
        address is not null && (address.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || address.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) ? address : null;

    /// <summary>A language tag that does no harm; null for what is none.</summary>
    public static string? Language(string? tag) => tag is not null && LanguageTag().IsMatch(tag) ? tag : null;

    /// <summary>The paragraphs of a text, which blank lines part; a text without blank lines has one on each line.</summary>
    public static IEnumerable<TextRange> Paragraphs(string text)
    {
        var start = 0;
        foreach (var gap in (BlankLines().IsMatch(text) ? BlankLines() : Lines()).EnumerateMatches(text).ToRanges())
        {
            if (!string.IsNullOrWhiteSpace(text[start..gap.Start]))
            {
                yield return new(start, gap.Start);
            }

            start = gap.End;
        }

        if (!string.IsNullOrWhiteSpace(text[start..]))
        {
            yield return new(start, text.Length);
        }
    }

    private static List<TextRange> ToRanges(this Regex.ValueMatchEnumerator matches)
    {
        List<TextRange> ranges = [];
        foreach (var match in matches)
        {
            ranges.Add(new(match.Index, match.Index + match.Length));
        }

        return ranges;
    }

    [GeneratedRegex(@"\n[^\S\n]*\n\s*", RegexOptions.CultureInvariant)]
    private static partial Regex BlankLines();

    [GeneratedRegex(@"\n+", RegexOptions.CultureInvariant)]
    private static partial Regex Lines();

    [GeneratedRegex(@"\A[A-Za-z]{2,3}(-[A-Za-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageTag();
}
