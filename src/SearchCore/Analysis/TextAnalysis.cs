using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.Snowball;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Tartarus.Snowball.Ext;
using Lucene.Net.Util;

namespace SearchCore.Analysis;

/// <summary>
/// How text becomes terms: the one definition that the index path and queries share. Word boundaries are those of UAX #29 as
/// <see cref="StandardTokenizer"/> applies it; each word is folded, loses a possessive <c>'s</c>, its case and its accents, and is stemmed
/// by
/// Snowball English (Porter2). Stop words stay, so that phrases are exact; <see cref="IsStopWord"/> tells queries which they are.
/// </summary>
/// <remarks>
/// The chain behind the tokenizer is context-free: what becomes of a word depends on that word alone, so it can be remembered.
/// Thread-safe.
/// </remarks>
internal sealed class TextAnalysis
{
    /// <summary>The version of Lucene whose rules the chain follows.</summary>
    public const LuceneVersion Version = LuceneVersion.LUCENE_48;

    /// <summary>
    /// The longest word, in UTF-16 units; a longer run is dropped, as StandardTokenizer drops it, and leaves a position gap.
    /// </summary>
    public const int MaxTokenLength = StandardAnalyzer.DEFAULT_MAX_TOKEN_LENGTH;

    private TextAnalysis() => Analyzer = Analyzer.NewAnonymous((_, reader) =>
    {
        var words = new StandardTokenizer(Version, reader) { MaxTokenLength = MaxTokenLength };
        return new TokenStreamComponents(words, Normalize(words));
    });

    /// <summary>Analysis of English text.</summary>
    public static TextAnalysis English { get; } = new();

    /// <summary>The same definition as a Lucene analyzer.</summary>
    public Analyzer Analyzer { get; }

    /// <summary>What follows the tokenizer: word in, term out, one for one.</summary>
    public static TokenStream Normalize(TokenStream words)
    {
        TokenStream chain = new ASCIIFoldingFilter(ExactForm(words));
        return new SnowballFilter(chain, new EnglishStemmer());
    }

    /// <summary>
    /// The first part of <see cref="Normalize"/>: a word as it is written, but for case, a possessive <c>'s</c> and ways to encode it.
    /// </summary>
    public static TokenStream ExactForm(TokenStream words)
    {
        TokenStream chain = new FoldingFilter(words);
        chain = new EnglishPossessiveFilter(Version, chain);
        return new LowerCaseFilter(Version, chain);
    }

    /// <summary>Whether a lower-case word is so common that outside of phrases it says nothing.</summary>
    public static bool IsStopWord(ReadOnlySpan<char> word) => StopWords.Contains(word);
}
