using System.Text;

namespace SearchCore.Analysis;

/// <summary>
/// The shingles of a text: each three words that follow each other, folded, as hashes of 64 bits; each once, in the order of the numbers.
/// A text of fewer words has one of all it has. By them two texts are compared (Broder, On the resemblance and containment of documents,
/// 1997).
/// </summary>
/// <remarks>Immutable. Of two different shingles in 2⁶⁴ pairs, one pair has the same hash.</remarks>
internal sealed class Shingles
{
    /// <summary>How many words a shingle has.</summary>
    public const int Words = 3;

    /// <summary>
    /// A body of fewer words than this does not tell by itself what it is about: of notices such as those of dividends only headlines
    /// differ.
    /// </summary>
    public const int FewWords = 30;

    private static readonly Shingles None = new([]);

    private readonly ulong[] sorted;

    private Shingles(ulong[] sorted) => this.sorted = sorted;

    /// <summary>How many different ones there are; 0 where the text has no word.</summary>
    public int Count => sorted.Length;

    /// <summary>All of them, each once, in the order of the numbers.</summary>
    public ReadOnlySpan<ulong> Sorted => sorted;

    /// <summary>Those of a text.</summary>
    /// <param name="text">The text; null for none.</param>
    public static Shingles Of(string? text) => text is null ? None : FromHashes(Hashes([], Encoding.UTF8.GetBytes(text), out _));

    /// <summary>
    /// Those by which an article is compared with others: of its body; of a body of fewer than <see cref="FewWords"/> words, behind those
    /// of its headline. None where the body has no word.
    /// </summary>
    /// <param name="title">The headline, in UTF-8; empty for none.</param>
    /// <param name="body">The body, in UTF-8; empty for none.</param>
    public static Shingles OfArticle(ReadOnlySpan<byte> title, ReadOnlySpan<byte> body)
    {
        var hashes = Hashes([], body, out var words);
        return words == 0 ? None : FromHashes(words >= FewWords ? hashes : Hashes(title, body, out _));
    }

    private static List<ulong> Hashes(ReadOnlySpan<byte> title, ReadOnlySpan<byte> body, out int words)
    {
        var found = new List<ulong>((title.Length + body.Length) / 5);
        var (first, second) = (0UL, 0UL);
        words = 0;
        Take(title, ref words);
        Take(body, ref words);
        if (words is > 0 and < Words)
        {
            found.Add(FoldedWords.Join(0, first, second));
        }

        return found;

        void Take(ReadOnlySpan<byte> text, ref int seen)
        {
            Span<WordSpan> some = stackalloc WordSpan[128];
            var breaker = new WordBreaker(text);
            for (var count = breaker.Next(some); count > 0; count = breaker.Next(some))
            {
                foreach (var word in some[..count])
                {
                    var third = FoldedWords.Hash(text, word);
                    if (++seen >= Words)
                    {
                        found.Add(FoldedWords.Join(first, second, third));
                    }

                    (first, second) = (second, third);
                }
            }
        }
    }

    /// <summary>Those with some hashes, in any order.</summary>
    public static Shingles FromHashes(IEnumerable<ulong> hashes)
    {
        ulong[] all = [.. hashes];
        Array.Sort(all);
        var count = 0;
        for (var i = 0; i < all.Length; i++)
        {
            if (i == 0 || all[i] != all[i - 1])
            {
                all[count++] = all[i];
            }
        }

        Array.Resize(ref all, count);
        return new(all);
    }

    /// <summary>
    /// How much of two texts is the same: of all their shingles, those of the one and those of the other, the part that both have. 1 where
    /// they have the same, 0 where they have none in common or one has none at all. Exact, and the same whichever comes first
    /// (the coefficient of Dice).
    /// </summary>
    public double OverlapWith(Shingles other)
    {
        var (common, left, right) = (0, 0, 0);
        var (mine, others) = (sorted, other.sorted);
        while (left < mine.Length && right < others.Length)
        {
            var (a, b) = (mine[left], others[right]);
            common += a == b ? 1 : 0;
            left += a <= b ? 1 : 0;
            right += b <= a ? 1 : 0;
        }

        return common == 0 ? 0 : 2.0 * common / (mine.Length + others.Length);
    }
}
