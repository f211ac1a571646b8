using System.Text;

using Lucene.Net.Analysis;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Util;

namespace SearchCore.Analysis;

/// <summary>
/// How text of a language becomes terms: the one definition that the index path, queries and marks share. <see cref="WordBreaker"/> finds
/// the words; each is folded (<see cref="TextFolding"/>), loses a possessive <c>'s</c> where it is English, is brought to one spelling
/// (<see cref="WordSpelling"/>) and is stemmed. Stop words stay, so that phrases are exact; <see cref="IsStopWord"/> tells queries which
/// they are.
/// </summary>
/// <remarks>
/// What becomes of a word depends on that word and the language alone, so it can be remembered. Thread-safe.
/// </remarks>
internal sealed class TextAnalysis
{
    /// <summary>The version of Lucene whose rules the chain follows.</summary>
    public const LuceneVersion Version = LuceneVersion.LUCENE_48;

    /// <summary>
    /// The longest word, in UTF-16 units; a longer run is dropped, as StandardTokenizer drops it, and leaves a position gap.
    /// </summary>
    public const int MaxTokenLength = StandardAnalyzer.DEFAULT_MAX_TOKEN_LENGTH;

    private readonly Language language;
    private readonly Lazy<StopWords> stopWords;

    // Idle ones, for words of queries and marks; the index path has its own in its memo.
    private readonly WordChains stems, forms, written;

    /// <summary>The analysis of a language's text. There is one of each (<see cref="TextLanguages"/>).</summary>
    internal TextAnalysis(Language language)
    {
        this.language = language;
        Mark = LanguageMark.Of(language);
        LanguageTerm = LanguageMark.TermOf(language);
        (stems, forms, written) = (new(Normalize), new(ExactForm), new(WrittenForm));
        stopWords = new(() => language == LanguageTable.English ? StopWords.English : StopWords.Of(language.StopWords?.Invoke()));
    }

    /// <summary>The language's tag, in small letters; <c>und</c> for one that has no row in the table.</summary>
    public string Code => language.Code;

    /// <summary>What the terms of its words begin with; empty for English.</summary>
    public string Mark { get; }

    /// <summary>The term that each article of the language has, for itself.</summary>
    public string LanguageTerm { get; }

    /// <summary>
    /// Whether all spellings of a word that fold to the same have the same term. Where not, the list of a segment's words knows the terms.
    /// </summary>
    public bool FoldsFirst => !language.StemsAccents;

    /// <summary>
    /// Whether the term and the exact form of every word of ASCII characters that begins with a letter and has no apostrophe begin with the
    /// same letter, in lower case, where there are any: the stemmer changes ends alone.
    /// </summary>
    public bool KeepsFirstLetter => language.KeepsFirstLetter;

    /// <summary>What follows the word breaker: word in, stem out, one for one; the term but for its <see cref="Mark"/>.</summary>
    public TokenStream Normalize(TokenStream words) => Stem(ExactForm(words));

    /// <summary>The second part of <see cref="Normalize"/>: from exact forms to stems.</summary>
    public TokenStream Stem(TokenStream forms)
    {
        var stems = language.Stem is { } stem ? stem(forms) : forms;
        return language.StemsAccents ? new FoldingFilter(stems) : stems;
    }

    /// <summary>
    /// The first part of <see cref="Normalize"/>: a word as it is written, but for what folding makes the same (accents stay where the
    /// stemmer knows endings by them) and an English possessive <c>'s</c>.
    /// </summary>
    public TokenStream ExactForm(TokenStream words) =>
        language.StemsAccents ? new SpellingFilter(new CaseFilter(words, language.IsTurkic))
        : language == LanguageTable.English ? new SpellingFilter(new EnglishPossessiveFilter(Version, new FoldingFilter(words)))
        : new SpellingFilter(new FoldingFilter(words));

    /// <summary>What wildcards look at of a word: its exact form, without accents.</summary>
    public TokenStream WrittenForm(TokenStream words) =>
        language.StemsAccents ? new FoldingFilter(ExactForm(words)) : ExactForm(words);

    /// <summary>What remembers the terms of an index path's words, for one thread.</summary>
    /// <param name="table">Where the terms go; memos of several languages may share it. Null for one of its own, of stems alone.</param>
    /// <param name="mostSlots">How many slots it may grow to.</param>
    public TermMemo NewMemo(TermTable? table = null, int mostSlots = TermMemo.MostSlots) => new(
        Normalize,
        table is { HasExactForms: true } ? ExactForm : null,
        table is { Words: not null } ? WrittenForm : null,
        Encoding.UTF8.GetBytes(Mark),
        table,
        ignoresCapitals: !language.IsTurkic,

        // Of two equal figures at the end of a number the Finnish stemmer takes one away; not all others were looked at.
        keepsNumbers: language.Stem is null || language == LanguageTable.English,
        plainStem: language == LanguageTable.English ? EnglishStemming.Stem : null,
        mostSlots);

    /// <summary>The term of a word in UTF-8; nothing behind its mark where it has none.</summary>
    public string TermOf(ReadOnlySpan<byte> word) => Mark + stems.Normalize(word);

    /// <summary>The term of the exact form of a word in UTF-8.</summary>
    public string ExactTermOf(ReadOnlySpan<byte> word) => (char)Analysis.ExactForm.Mark + Mark + forms.Normalize(word);

    /// <summary>The written form of a word in UTF-8; empty where it has none.</summary>
    public string WrittenFormOf(ReadOnlySpan<byte> word) => written.Normalize(word);

    /// <summary>The written form of a word or of a part of one; that of the whole begins with it, as far as can be told.</summary>
    public string WrittenFormOf(string part)
    {
        Span<byte> utf8 = stackalloc byte[256];
        return part.Length == 0 ? part
            : part.Length * 3 <= utf8.Length ? WrittenFormOf(utf8[..Encoding.UTF8.GetBytes(part, utf8)])
            : WrittenFormOf(Encoding.UTF8.GetBytes(part));
    }

    /// <summary>Whether a folded word is so common that outside of phrases it says nothing.</summary>
    public bool IsStopWord(ReadOnlySpan<char> word) => stopWords.Value.Contains(word);
}
