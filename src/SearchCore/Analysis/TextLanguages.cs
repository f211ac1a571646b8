namespace SearchCore.Analysis;

/// <summary>The analyses of all languages. Thread-safe.</summary>
internal static class TextLanguages
{
    /// <summary>English, of which the terms have no mark.</summary>
    public static TextAnalysis English { get; } = new(LanguageTable.English);

    /// <summary>Of languages that have no row in the table: words are found as they are written.</summary>
    public static TextAnalysis Other { get; } = new(LanguageTable.Other);

    /// <summary>All, English first and <see cref="Other"/> last.</summary>
    public static IReadOnlyList<TextAnalysis> All => Tables.All;

    /// <summary>The analysis of a code; <see cref="Other"/> where no language has it.</summary>
    public static TextAnalysis OfCode(string code) =>
        code == English.Code ? English : All.FirstOrDefault(a => a.Code == code) ?? Other;

    /// <summary>The analysis that made a term.</summary>
    public static TextAnalysis OfTerm(string term) =>
        LanguageMark.In(term) is { IsEmpty: false } mark ? Tables.ByMark[mark.ToString()] : English;

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
        if (string.IsNullOrEmpty(name) || IsUnknown(name))
        {
            return null;
        }

        // The longest beginning of the tag that is known: pt-br before pt.
        for (var end = name.Length; end > 0; end = name.LastIndexOf('-', end - 1))
        {
            if (Tables.ByName.TryGetValue(name[..end], out var found))
            {
                return found;
            }
        }

        return Other;
    }

    // What archives write where they do not know.
    private static bool IsUnknown(string name) =>
        name is "und" or "unknown" or "mul" or "mis" or "zxx" or "xx" or "none" or "n/a" or "null";

    // Made when somebody asks for a language by its name or for all: most loads and searches know English alone.
    private static class Tables
    {
        public static readonly List<TextAnalysis> All = MakeAll();
        public static readonly Dictionary<string, TextAnalysis> ByName = MakeByName();
        public static readonly Dictionary<string, TextAnalysis> ByMark = All.ToDictionary(a => a.Mark, StringComparer.Ordinal);

        private static List<TextAnalysis> MakeAll()
        {
            var all = new List<TextAnalysis>();
            foreach (var language in LanguageTable.All)
            {
                all.Add(language == LanguageTable.English ? English : new TextAnalysis(language));
            }

            all.Add(Other);
            return all;
        }

        private static Dictionary<string, TextAnalysis> MakeByName()
        {
            var byName = new Dictionary<string, TextAnalysis>(StringComparer.Ordinal);
            for (var i = 0; i < LanguageTable.All.Count; i++)
            {
                byName.Add(LanguageTable.All[i].Code, All[i]);
                foreach (var name in LanguageTable.All[i].Names)
                {
                    byName.Add(name, All[i]);
                }
            }

            return byName;
        }
    }
}
