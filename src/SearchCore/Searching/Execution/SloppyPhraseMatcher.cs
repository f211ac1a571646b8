using SearchCore.Searching.Budget;
using SearchCore.Searching.Postings;

namespace SearchCore.Searching.Execution;

/// <summary>
/// Words that stand together with a number of moves at most. What counts as a move, and which places count as one match, is what Lucene's
/// sloppy phrases say (<c>SloppyPhraseScorer</c>, Doron Cohen): every place is taken less the word's place in the phrase, a match is as
/// long as these lie apart, and one place never stands for two words.
/// </summary>
internal sealed class SloppyPhraseMatcher : PhraseMatcher
{
    private readonly int slop;
    private readonly Word[] words;
    private readonly Word[][] repeated;

    /// <summary>Makes the matcher.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="terms">Where each word's postings stand, and its place in the phrase, in the phrase's order.</param>
    /// <param name="names">The words themselves, in the same order.</param>
    /// <param name="slop">How many moves there may be.</param>
    /// <param name="scratch">Where room comes from.</param>
    /// <param name="budget">The time there is.</param>
    public SloppyPhraseMatcher(
        SegmentPostings segment, IReadOnlyList<(PostingList List, int Place)> terms, IReadOnlyList<string> names, int slop, Scratch scratch,
        SearchBudget budget)
        : base(segment, terms, scratch, budget)
    {
        this.slop = slop;
        words = [.. Words.Select(w => new Word(w.Positions, w.Place))];
        Array.Sort(words, (a, b) => a.Place.CompareTo(b.Place));
        repeated = [.. words.Zip(names.Zip(terms, (n, t) => (n, t.Place)).OrderBy(t => t.Place).Select(t => t.n))
            .GroupBy(w => w.Second, w => w.First, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.ToArray())];
        foreach (var group in repeated)
        {
            foreach (var word in group)
            {
                word.Group = group;
            }
        }
    }

    protected override float FrequencyIn(int document)
    {
        var end = int.MinValue;
        foreach (var word in words)
        {
            word.Start(document);
        }

        // Words that are the same begin at different places.
        foreach (var group in repeated)
        {
            for (var i = 1; i < group.Length; i++)
            {
                for (var k = 0; k < i; k++)
                {
                    if (!group[i].Next())
                    {
                        return 0;
                    }
                }
            }
        }

        foreach (var word in words)
        {
            end = Math.Max(end, word.Position);
        }

        return Count(ref end);
    }

    private float Count(ref int end)
    {
        var frequency = 0f;
        var least = Least(except: null)!;
        var next = Least(least)!.Position;
        var length = end - least.Position;
        while (Advance(least, ref end) && Resolve(least, ref end))
        {
            Budget.Spend(words.Length);
            if (least.Position > next)
            {
                if (length <= slop)
                {
                    frequency += 1f / (length + 1);
                }

                least = Least(except: null)!;
                next = Least(least)!.Position;
                length = end - least.Position;
            }
            else
            {
                length = Math.Min(length, end - least.Position);
            }
        }

        return length <= slop ? frequency + (1f / (length + 1)) : frequency;
    }

    private static bool Advance(Word word, ref int end)
    {
        if (!word.Next())
        {
            return false;
        }

        end = Math.Max(end, word.Position);
        return true;
    }

    // Where two of the same words stand at one place, the lesser goes on, until none do.
    private static bool Resolve(Word word, ref int end)
    {
        if (word.Group is not { } group)
        {
            return true;
        }

        while (Array.Find(group, w => w != word && w.Position + w.Place == word.Position + word.Place) is { } other)
        {
            word = IsLess(other, word) ? other : word;
            if (!Advance(word, ref end))
            {
                return false;
            }
        }

        return true;
    }

    private Word? Least(Word? except)
    {
        Word? least = null;
        foreach (var word in words)
        {
            if (word != except && (least is null || IsLess(word, least)))
            {
                least = word;
            }
        }

        return least;
    }

    private static bool IsLess(Word a, Word b) => a.Position < b.Position || (a.Position == b.Position && a.Place < b.Place);

    /// <summary>A word of the phrase.</summary>
    private sealed class Word(PositionCursor cursor, int place)
    {
        private int[] positions = [];
        private int count;
        private int at;

        public int Place => place;

        /// <summary>All words that are the same, in their order; null where it is the only one.</summary>
        public Word[]? Group { get; set; }

        /// <summary>Where it stands, less its place in the phrase.</summary>
        public int Position { get; private set; }

        public void Start(int document)
        {
            cursor.Advance(document);
            var all = cursor.Positions();
            if (positions.Length < all.Length)
            {
                positions = new int[2 * all.Length];
            }

            all.CopyTo(positions);
            (count, at) = (all.Length, 0);
            Position = positions[0] - place;
        }

        public bool Next()
        {
            if (++at >= count)
            {
                return false;
            }

            Position = positions[at] - place;
            return true;
        }
    }
}
