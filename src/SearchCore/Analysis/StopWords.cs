using System.Collections.Frozen;

using Lucene.Net.Analysis.Util;

namespace SearchCore.Analysis;

/// <summary>Words that outside of phrases say nothing. Immutable.</summary>
internal sealed class StopWords
{
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> words;

    private StopWords(IEnumerable<string> words)
    {
        var set = words.ToFrozenSet(StringComparer.Ordinal);
        (Words, this.words) = (set, set.GetAlternateLookup<ReadOnlySpan<char>>());
    }

    /// <summary>All of them.</summary>
    public IEnumerable<string> Words { get; }

    /// <summary>English ones: Lucene's classic list.</summary>
    public static StopWords English { get; } = new([
        "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not", "of", "on", "or",
        "such", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was", "will", "with",
    ]);

    /// <summary>Those of one of Lucene's lists, folded as words are; none of null.</summary>
    public static StopWords Of(CharArraySet? list) => new(list is null ? [] : list.Select(TextFolding.FoldValue));

    /// <summary>Whether a folded word is one.</summary>
    public bool Contains(ReadOnlySpan<char> word) => words.Contains(word);
}
