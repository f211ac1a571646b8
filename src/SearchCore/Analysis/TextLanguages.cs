using System.Collections.Frozen;


namespace SearchCore.Analysis;

/// <summary>The analyses of all languages. Thread-safe.</summary>
internal static class TextLanguages
{
    // What archives write where they do not know.
    private static readonly FrozenSet<string> Unknown =
        new[] { "und", "unknown", "mul", "mis", "zxx", "xx", "none", "n/a", "null" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>English, of which the terms have no mark.</summary>
    public static TextAnalysis English { get; } = new(LanguageTable.English);

    /// <summary>Of languages that have no row in the table: words are found as they are written.</summary>
    public static TextAnalysis Other { get; } = new(LanguageTable.Other);

    /// <summary>All, English first and <see cref="Other"/> last.</summary>
    public static IReadOnlyList<TextAnalysis> All { get; } =
        [English, .. LanguageTable.All.Where(l => l != LanguageTable.English).Select(l => new TextAnalysis(l)), Other];

    private static readonly FrozenDictionary<string, TextAnalysis> ByName = LanguageTable.All
        .SelectMany(l => l.Names.Append(l.Code).Select(name => (Name: name, All.First(a => a.Code == l.Code))))
        .ToFrozenDictionary(l => l.Name, l => l.Item2, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, TextAnalysis> ByMark =
        All.ToFrozenDictionary(a => a.Mark, StringComparer.Ordinal);

    /// <summary>The analysis of a code; <see cref="Other"/> where no language has it.</summary>
    public static TextAnalysis OfCode(string code) => All.FirstOrDefault(a => a.Code == code) ?? Other;

    /// <summary>The analysis that made a term.</summary>
    public static TextAnalysis OfTerm(string term) => ByMark[LanguageMark.In(term).ToString()];

    /// <summary>A term without what says of which language it is, and that it is an exact form.</summary>
    public static string WithoutMark(string term) => term[LanguageMark.LengthOf(term)..];

    /// <summary>
    /// The analysis of a language as archives write it: a tag of BCP 47 (<c>de</c>, <c>de-AT</c>, <c>pt_BR</c>), a code of ISO 639
    /// (<c>deu</c>, <c>ger</c>), or a name in English, whatever the case.
    /// </summary>
    /// <param name="language">The language; null where it is not known.</param>
    /// <returns>Null where the language is not known; <see cref="Other"/> for one without a row in the table.</returns>
    public static TextAnalysis? Find(string? language)
    {
        var name = language?.Trim().ToLowerInvariant().Replace('_', '-');
        if (string.IsNullOrEmpty(name) || Unknown.Contains(name))
        {
            return null;
        }

        // The longest beginning of the tag that is known: pt-br before pt.
        for (var end = name.Length; end > 0; end = name.LastIndexOf('-', end - 1))
        {
            if (ByName.TryGetValue(name[..end], out var found))
            {
                return found;
            }
        }

        return Other;
    }
}
