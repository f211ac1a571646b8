using System.Text.RegularExpressions;

namespace SearchCore.Formats.Nexis;

/// <summary>The labels of Nexis's documents, in the languages it is operated in.</summary>
internal static partial class NexisLabels
{
    // What stands before the text.
    private static readonly HashSet<string> Heads = new(StringComparer.Ordinal)
    {
        "HEADLINE", "TITLE", "BYLINE", "SECTION", "LENGTH", "BODY", "DATELINE", "HIGHLIGHT", "SOURCE", "KICKER", "COLUMN", "CONTRIBUTOR",
        "EDITION", "PAGE", "KEYWORDS", "DATE", "INSERT", "TEXT", "LEAD",
    };

    // What stands at the document's end: labels behind the text.
    private static readonly HashSet<string> Trailers = new(StringComparer.Ordinal)
    {
        "LOAD-DATE", "LANGUAGE", "PUBLICATION-TYPE", "JOURNAL-CODE", "URL", "GRAPHIC", "SUBJECT", "PERSON", "ORGANIZATION", "COMPANY",
        "GEOGRAPHIC", "COUNTRY", "STATE", "CITY", "INDUSTRY", "TICKER", "DOCUMENT-TYPE", "CORRECTION", "CORRECTION-DATE", "UPDATE", "NOTES",
        "ACC-NO", "RECORD-ID", "DISTRIBUTION", "CATEGORY", "NEWSPAPER-CODE", "ISSN", "TYPE", "COPYRIGHT", "PUB-TYPE", "SERIES",
        "EDITOR-NOTE",
    };

    // The labels of other languages, as what the English ones are called.
    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal)
    {
        ["AUTOR"] = "BYLINE",
        ["AUTEUR"] = "BYLINE",
        ["AUTORE"] = "BYLINE",
        ["RUBRIK"] = "SECTION",
        ["RUBRIQUE"] = "SECTION",
        ["SECCIÓN"] = "SECTION",
        ["SEZIONE"] = "SECTION",
        ["SECTIE"] = "SECTION",
        ["RUBRIEK"] = "SECTION",
        ["LÄNGE"] = "LENGTH",
        ["LONGUEUR"] = "LENGTH",
        ["LONGITUD"] = "LENGTH",
        ["LUNGHEZZA"] = "LENGTH",
        ["LENGTE"] = "LENGTH",
        ["EXTENSIÓN"] = "LENGTH",
        ["SPRACHE"] = "LANGUAGE",
        ["LANGUE"] = "LANGUAGE",
        ["IDIOMA"] = "LANGUAGE",
        ["LINGUA"] = "LANGUAGE",
        ["TAAL"] = "LANGUAGE",
        ["TITEL"] = "HEADLINE",
        ["TITRE"] = "HEADLINE",
        ["TITULAR"] = "HEADLINE",
        ["TITOLO"] = "HEADLINE",
        ["THEMA"] = "SUBJECT",
        ["SUJET"] = "SUBJECT",
        ["ZEITUNGS-CODE"] = "JOURNAL-CODE",
        ["CODE-REVUE"] = "JOURNAL-CODE",
        ["PUBLIKATIONSTYP"] = "PUBLICATION-TYPE",
        ["TYPE-PUBLICATION"] = "PUBLICATION-TYPE",
        ["TIPO-DE-PUBLICACIÓN"] = "PUBLICATION-TYPE",
        ["LADEDATUM"] = "LOAD-DATE",
        ["DATE-CHARGEMENT"] = "LOAD-DATE",
        ["DATE-DE-CHARGEMENT"] = "LOAD-DATE",
        ["FECHA-CARGA"] = "LOAD-DATE",
        ["LAADDATUM"] = "LOAD-DATE",
        ["GRAFIK"] = "GRAPHIC",
        ["FIRMA"] = "COMPANY",
        ["UNTERNEHMEN"] = "COMPANY",
        ["ORGANISATION"] = "ORGANIZATION",
    };

    /// <summary>The label with which a line begins, as English calls it, and what stands behind it; null where it has none.</summary>
    public static string? Of(string line, out string value)
    {
        var match = Label().Match(line);
        value = match.Groups[2].Value;
        return !match.Success ? null : Labels.GetValueOrDefault(match.Groups[1].Value, match.Groups[1].Value);
    }

    /// <summary>
    /// Whether a label is one that stands before the text, or behind it: a headline may begin with other words and a colon.
    /// </summary>
    public static bool IsKnown(string label) => Heads.Contains(label) || Trailers.Contains(label);

    /// <summary>
    /// Where the trailer begins: from there on each paragraph has a label, says whose the text is, or stands in the middle; <c>UPDATE:</c>
    /// within a text has paragraphs behind it that do not.
    /// </summary>
    /// <param name="lines">The document's lines.</param>
    /// <param name="from">Where the text begins.</param>
    /// <returns>The number of the trailer's first line; that of lines where there is none.</returns>
    public static int TrailerOf(string[] lines, int from)
    {
        var begin = lines.Length;
        for (var at = lines.Length - 1; at >= from; at--)
        {
            var label = Of(lines[at], out _);
            var isWithin = at > from && !string.IsNullOrWhiteSpace(lines[at - 1]) && label is null;
            if (isWithin || string.IsNullOrWhiteSpace(lines[at]))
            {
                continue;
            }

            if (label is not null && Trailers.Contains(label))
            {
                begin = at;
            }
            else if (label == "BODY"
                || (label is null && !IsCopyright(lines[at]) && !lines[at].StartsWith("        ", StringComparison.Ordinal)))
            {
                break;
            }
        }

        return begin;
    }

    /// <summary>Whether a line says whose the text is.</summary>
    public static bool IsCopyright(string line)
    {
        var text = line.AsSpan().Trim();
        return text.StartsWith("Copyright", StringComparison.OrdinalIgnoreCase) || text.StartsWith("©", StringComparison.Ordinal)
            || text.StartsWith("(c) ", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("All Rights Reserved", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("Alle Rechte vorbehalten", StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"^\s{0,3}(\p{Lu}[\p{Lu}-]{2,24}):(?:\s*$|\s+(.*)$)", RegexOptions.CultureInvariant)]
    private static partial Regex Label();
}
