using SearchCore.Analysis;

namespace SearchCore.Searching.Highlighting;

/// <summary>
/// What became of the spellings that texts had lately, kept from one search to the next: most words of a text are those of others, and
/// stemming them anew for each search was most of what marking hits left behind. For one thread.
/// </summary>
internal sealed class SpellingMemo
{
    // Some 150 bytes each.
    private const int MostWords = 4_096, LongestWord = 64;

    [ThreadStatic]
    private static Dictionary<TextAnalysis, SpellingMemo>? ofThread;

    private readonly TextAnalysis analysis;
    private readonly Dictionary<string, Word> words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Word>.AlternateLookup<ReadOnlySpan<char>> bySpan;

    private SpellingMemo(TextAnalysis analysis) =>
        (this.analysis, bySpan) = (analysis, words.GetAlternateLookup<ReadOnlySpan<char>>());

    /// <summary>The calling thread's for an analysis.</summary>
    public static SpellingMemo Of(TextAnalysis analysis)
    {
        ofThread ??= [];
        if (!ofThread.TryGetValue(analysis, out var memo))
        {
            ofThread[analysis] = memo = new(analysis);
        }

        return memo;
    }

    /// <summary>A spelling.</summary>
    /// <param name="spelling">It.</param>
    /// <param name="utf8">The same.</param>
    public Word Find(ReadOnlySpan<char> spelling, ReadOnlySpan<byte> utf8)
    {
        if (!bySpan.TryGetValue(spelling, out var word))
        {
            word = new(analysis.TermOf(utf8));
            if (spelling.Length <= LongestWord)
            {
                if (words.Count == MostWords)
                {
                    words.Clear();
                }

                bySpan[spelling] = word;
            }
        }

        return word;
    }

    /// <summary>What a spelling is to highlights.</summary>
    public sealed class Word(string stem)
    {
        /// <summary>Its stem.</summary>
        public string Stem => stem;

        /// <summary>One of 64 bits, the same for the same stem: where a mark has none of its stems' bits it is not of the word.</summary>
        public ulong Bit { get; } = SpellingBits.OfStem(stem);

        /// <summary>Its exact form as a term; null where nobody asked for it.</summary>
        public string? Exact { get; set; }

        /// <summary>Itself folded; null where nobody asked for it.</summary>
        public string? Folded { get; set; }

        /// <summary>
        /// Which parts of a search's marks it is: the search's number, and where they stand among those the search found. No reference: a
        /// word lives long, and what lives long and refers to what is new has to be looked at by every collection of garbage.
        /// </summary>
        public (long Search, int First, int Count) Parts { get; set; }
    }
}
