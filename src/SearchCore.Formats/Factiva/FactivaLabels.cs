using System.Text.RegularExpressions;

namespace SearchCore.Formats.Factiva;

/// <summary>The labels of Factiva's articles, and how what has none is told.</summary>
internal static partial class FactivaLabels
{
    /// <summary>What each label that is kept as a member is called.</summary>
    public static readonly Dictionary<string, string> Members = new(StringComparer.Ordinal)
    {
        ["WC"] = "length",
        ["SC"] = "source-code",
        ["PG"] = "page",
        ["ED"] = "edition",
        ["CY"] = "copyright",
        ["VOL"] = "volume",
        ["CLM"] = "column",
        ["CR"] = "credit",
        ["PUB"] = "publisher",
        ["ET"] = "time",
        ["CO"] = "co",
        ["IN"] = "in",
        ["NS"] = "ns",
        ["RE"] = "re",
        ["IPC"] = "ipc",
        ["IPD"] = "ipd",
        ["ART"] = "art",
        ["CT"] = "contact",
        ["RF"] = "references",
        ["DLN"] = "dateline",
        ["CX"] = "correction",
        ["NT"] = "note",
        ["RN"] = "rn",
        ["SR"] = "sr",
        ["GC"] = "gc",
        ["TI"] = "ti",
        ["BN"] = "bn",
        ["ISN"] = "isn",
    };

    private static readonly HashSet<string> All =
        [.. Members.Keys, "HD", "BY", "PD", "SN", "LA", "LP", "TD", "SE", "AN", "NS"];

    /// <summary>The label with which a line begins, and what stands behind it; null where it begins with none.</summary>
    public static string? Of(string line, out string value, out LabelForm form)
    {
        (value, form) = (string.Empty, LabelForm.Alone);
        if (Label().Match(line) is { Success: true } match && All.Contains(match.Groups[1].Value)
            && (match.Groups[1].Value != "AN" || match.Groups[3].Value.Trim() is "" || NumberOf(match.Groups[3].Value) is not null))
        {
            value = match.Groups[3].Value.Trim();
            form = value.Length == 0 ? LabelForm.Alone : match.Groups[2].Value == " " ? LabelForm.Tight : LabelForm.Padded;
            return match.Groups[1].Value;
        }

        return null;
    }

    /// <summary>The number of an article that a line gives, with or without a word before it; null where it gives none.</summary>
    public static string? NumberOf(string line) =>
        line.Length < 80 && Number().Match(line.Trim()) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Whether a line is a count of words: <c>877 Wörter</c>, <c>1,285 words</c>.</summary>
    public static bool IsLength(string line) => line.Length < 40 && Length().IsMatch(line.Trim());

    /// <summary>Whether a line is what Factiva prints on each page.</summary>
    public static bool IsFurniture(string line) =>
        line.Contains("Factiva, Inc", StringComparison.Ordinal) && (line.Contains('©', StringComparison.Ordinal)
            || line.Contains("rights reserved", StringComparison.OrdinalIgnoreCase) || line.StartsWith("Page ", StringComparison.Ordinal));

    [GeneratedRegex(@"^\s{0,2}([A-Z]{2,3})(?:\s*$|(\s+)(.*)$)", RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"^(?:AN\s+)?(?:\p{L}{2,12}\s+)?([A-Z][A-Z0-9]{3,11}\d{8}[a-z0-9]{6,12})$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(
        @"^\d[\d.,\u00A0\u202F ]{0,8}\s?"
            + "(?:words|wörter|mots|palabras|parole|palavras|woorden|ord|слов|слова|słów|sanaa|語|字|个字)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Length();
}

/// <summary>How a label stands in its line.</summary>
internal enum LabelForm
{
    /// <summary>With nothing behind it.</summary>
    Alone,

    /// <summary>With blanks or a tab between it and its value.</summary>
    Padded,

    /// <summary>With one blank between it and its value, as any word has.</summary>
    Tight,
}
