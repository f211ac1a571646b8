using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Util;

namespace SearchCore.Analysis;

/// <summary>A language whose words are brought to stems: a row of the table in <see cref="LanguageTable"/>.</summary>
/// <param name="Code">Its tag as BCP 47 has it, in small letters; no other row has it.</param>
/// <param name="Names">What else archives call it, in small letters: ISO 639's codes of three letters, its name in English.</param>
internal sealed record Language(string Code, params string[] Names)
{
    /// <summary>From a word in small letters to its stem; null where words stay as they are. Context-free, one term a word.</summary>
    public Func<TokenStream, TokenStream>? Stem { get; init; }

    /// <summary>
    /// Whether <see cref="Stem"/> is given words with their accents, which it knows endings by; they are folded behind it. Else words are
    /// folded first, and all spellings have one stem.
    /// </summary>
    public bool StemsAccents { get; init; }

    /// <summary>Whether a dotless <c>ı</c> is the small letter of <c>I</c>, and what follows an apostrophe an ending.</summary>
    public bool IsTurkic { get; init; }

    /// <summary>
    /// Whether a stem begins with the letter that its word begins with, as far as words of ASCII characters go: the stemmer changes ends
    /// alone.
    /// </summary>
    public bool KeepsFirstLetter { get; init; } = true;

    /// <summary>Words that outside of phrases say nothing; read when they are asked for first. Null for none.</summary>
    public Func<CharArraySet>? StopWords { get; init; }
}
