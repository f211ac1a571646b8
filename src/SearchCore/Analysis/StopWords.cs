using System.Collections.Frozen;

using Lucene.Net.Analysis.Util;

namespace SearchCore.Analysis;

/// <summary>Words that outside of phrases say nothing. Immutable.</summary>
internal sealed class StopWords
{
    // Null where they are the English ones, which every load asks for: these are told by code, and no table is made.
    private readonly FrozenSet<string>? words;

    private StopWords(IEnumerable<string> all, FrozenSet<string>? words) => (Words, this.words) = (all, words);

    /// <summary>All of them.</summary>
    public IEnumerable<string> Words { get; }

    /// <summary>English ones: Lucene's classic list.</summary>
    public static StopWords English { get; } = new(
        [
            "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not", "of", "on", "or",
            "such", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was", "will", "with",
        ],
        words: null);

    /// <summary>Those of one of Lucene's lists, folded as words are; none of null.</summary>
    public static StopWords Of(CharArraySet? list)
    {
        var all = (list is null ? [] : list.Select(TextFolding.FoldValue)).ToFrozenSet(StringComparer.Ordinal);
        return new(all.Items, all);
    }

    /// <summary>Whether a folded word is one.</summary>
    public bool Contains(ReadOnlySpan<char> word) =>
        words is null ? IsEnglish(word) : words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    // The same as the list.
    private static bool IsEnglish(ReadOnlySpan<char> word) => word is
        "a" or "an" or "and" or "are" or "as" or "at" or "be" or "but" or "by" or "for" or "if" or "in" or "into" or "is" or "it" or "no"
        or "not" or "of" or "on" or "or" or "such" or "that" or "the" or "their" or "then" or "there" or "these" or "they" or "this"
        or "to" or "was" or "will" or "with";
}
