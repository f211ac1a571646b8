namespace SearchCore.Analysis;

/// <summary>
/// How the terms of a language's words are told from those of others: each begins with its language, <c>/de/haus</c>, but for English. So
/// a stem finds the words of its own language alone. No word begins with a slash.
/// </summary>
internal static class LanguageMark
{
    /// <summary>What a mark begins and ends with.</summary>
    public const char Delimiter = '/';

    /// <summary>What the terms of a language begin with; empty for English.</summary>
    public static string Of(Language language) => language == LanguageTable.English ? string.Empty : TermOf(language);

    /// <summary>The term that stands for the language itself, in every article of it; English has one too.</summary>
    public static string TermOf(Language language) => $"{Delimiter}{language.Code}{Delimiter}";

    /// <summary>How many characters at the beginning of a term say what it is of: an exact form's mark, and a language's.</summary>
    public static int LengthOf(ReadOnlySpan<char> term)
    {
        var from = term.Length > 0 && term[0] == (char)ExactForm.Mark ? 1 : 0;
        return from < term.Length && term[from] == Delimiter && term[(from + 1)..].IndexOf(Delimiter) is >= 0 and var end
            ? from + 1 + end + 1 : from;
    }

    /// <summary>The same of a term in UTF-8.</summary>
    public static int LengthOf(ReadOnlySpan<byte> term)
    {
        var from = term.Length > 0 && term[0] == ExactForm.Mark ? 1 : 0;
        return from < term.Length && term[from] == (byte)Delimiter && term[(from + 1)..].IndexOf((byte)Delimiter) is >= 0 and var end
            ? from + 1 + end + 1 : from;
    }

    /// <summary>The language's mark of a term, without that of an exact form; empty for English.</summary>
    public static ReadOnlySpan<char> In(ReadOnlySpan<char> term)
    {
        var from = term.Length > 0 && term[0] == (char)ExactForm.Mark ? 1 : 0;
        return term[from..LengthOf(term)];
    }
}
