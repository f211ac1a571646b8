using System.Collections.Concurrent;
using System.Text;

using Lucene.Net.Analysis;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Snowball;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Tartarus.Snowball.Ext;
using Lucene.Net.Util;

namespace SearchCore.Analysis;

/// <summary>
/// How text of a language becomes terms: the one definition that the index path, queries and marks share. <see cref="WordBreaker"/> finds
/// the words; each is folded (<see cref="TextFolding"/>), loses a possessive <c>'s</c>, is brought to one spelling
/// (<see cref="WordSpelling"/>) and is stemmed. Stop words stay, so that phrases are exact; <see cref="IsStopWord"/> tells queries which
/// they are.
/// </summary>
/// <remarks>
/// What becomes of a word depends on that word alone, so it can be remembered. Thread-safe.
/// </remarks>
internal sealed class TextAnalysis
{
    /// <summary>The version of Lucene whose rules the chain follows.</summary>
    public const LuceneVersion Version = LuceneVersion.LUCENE_48;

    /// <summary>
    /// The longest word, in UTF-16 units; a longer run is dropped, as StandardTokenizer drops it, and leaves a position gap.
    /// </summary>
    public const int MaxTokenLength = StandardAnalyzer.DEFAULT_MAX_TOKEN_LENGTH;

    private static readonly TextAnalysis English = new(
        words => new SpellingFilter(new EnglishPossessiveFilter(Version, new FoldingFilter(words))),
        forms => new SnowballFilter(forms, new EnglishStemmer()),
        StopWords.Contains);

    private readonly Func<TokenStream, TokenStream> formOf;
    private readonly Func<TokenStream, TokenStream> stemOf;
    private readonly Func<ReadOnlySpan<char>, bool> isStopWord;

    // Idle ones, for words of queries and marks; the index path has its own in its memo.
    private readonly ConcurrentBag<WordChain> stemChains = [];
    private readonly ConcurrentBag<WordChain> formChains = [];

    private TextAnalysis(
        Func<TokenStream, TokenStream> formOf, Func<TokenStream, TokenStream> stemOf, Func<ReadOnlySpan<char>, bool> isStopWord) =>
        (this.formOf, this.stemOf, this.isStopWord) = (formOf, stemOf, isStopWord);

    /// <summary>The analysis of a language's text: English for all, so far.</summary>
    /// <param name="language">A BCP 47 tag; null where the language is not known.</param>
    public static TextAnalysis For(string? language)
    {
        _ = language;
        return English;
    }

    /// <summary>What follows the word breaker: word in, term out, one for one.</summary>
    public TokenStream Normalize(TokenStream words) => stemOf(ExactForm(words));

    /// <summary>
    /// The first part of <see cref="Normalize"/>: a word as it is written, but for what folding makes the same and a possessive <c>'s</c>.
    /// Wildcards look at it.
    /// </summary>
    public TokenStream ExactForm(TokenStream words) => formOf(words);

    /// <summary>What remembers the terms of an index path's words, for one thread.</summary>
    /// <param name="exactForms">Whether exact forms are kept too.</param>
    /// <param name="writtenForms">Whether the written forms of a segment's words are wanted.</param>
    public TermMemo NewMemo(bool exactForms = false, bool writtenForms = false) =>
        new(Normalize, exactForms ? ExactForm : null, writtenForms ? ExactForm : null);

    /// <summary>The term of a word in UTF-8; empty where it has none.</summary>
    public string StemOf(ReadOnlySpan<byte> word) => Run(stemChains, Normalize, word);

    /// <summary>The exact form of a word in UTF-8, without its mark; empty where it has none.</summary>
    public string ExactFormOf(ReadOnlySpan<byte> word) => Run(formChains, ExactForm, word);

    /// <summary>The exact form of a word or of a part of one; that of the whole begins with it, as far as can be told.</summary>
    public string FormOf(string part)
    {
        Span<byte> utf8 = stackalloc byte[256];
        return part.Length == 0 ? part
            : part.Length * 3 <= utf8.Length ? ExactFormOf(utf8[..Encoding.UTF8.GetBytes(part, utf8)])
            : ExactFormOf(Encoding.UTF8.GetBytes(part));
    }

    /// <summary>
    /// Whether the term and the exact form of every word of ASCII characters that begins with a letter and has no apostrophe begin with the
    /// same letter, in lower case, where there are any: the stemmer changes ends alone.
    /// </summary>
    public bool KeepsFirstLetter { get; } = true;

    /// <summary>Whether a lower-case word is so common that outside of phrases it says nothing.</summary>
    public bool IsStopWord(ReadOnlySpan<char> word) => isStopWord(word);

    private static string Run(ConcurrentBag<WordChain> idle, Func<TokenStream, TokenStream> filters, ReadOnlySpan<byte> word)
    {
        if (!idle.TryTake(out var chain))
        {
            chain = new WordChain(filters);
        }

        var term = chain.Normalize(word);
        idle.Add(chain);
        return term;
    }
}
