namespace SearchCore.Searching.Columns;

/// <summary>
/// Which spellings of a kind are one value. Values are numbered by the spellings in which they are shown, in their order. Immutable;
/// thread-safe.
/// </summary>
internal sealed class SpellingGroups
{
    private readonly int[] shown;
    private readonly int[] numbers;
    private readonly Dictionary<int, List<int>> various;

    private SpellingGroups(int[] shown, int[] numbers, Dictionary<int, List<int>> various) =>
        (this.shown, this.numbers, this.various) = (shown, numbers, various);

    /// <summary>How many values there are.</summary>
    public int Size => shown.Length;

    /// <summary>Finds which spellings are one value.</summary>
    /// <param name="size">How many spellings there are, in order.</param>
    /// <param name="hashOf">The hash of a spelling as it is compared.</param>
    /// <param name="foldedOf">A spelling as it is compared: asked only where hashes are the same.</param>
    /// <param name="spellingOf">A spelling with its count: asked only of those that share a value with others.</param>
    /// <returns>Null where each is a value of its own.</returns>
    public static SpellingGroups? Of(int size, Func<int, ulong> hashOf, Func<int, string> foldedOf, Func<int, Spelling> spellingOf)
    {
        // The first spelling of each value; of those that have others, all.
        var (known, various) = (new Dictionary<ulong, int>(size), new Dictionary<int, List<int>>());
        var first = (int[]?)null;
        for (var spelling = 0; spelling < size; spelling++)
        {
            for (var hash = hashOf(spelling); !known.TryAdd(hash, spelling); hash++)
            {
                var other = known[hash];
                if (foldedOf(other) == foldedOf(spelling))
                {
                    first ??= [.. Enumerable.Range(0, size)];
                    first[spelling] = other;
                    if (!various.TryGetValue(other, out var all))
                    {
                        various[other] = all = [other];
                    }

                    all.Add(spelling);
                    break;
                }
            }
        }

        return first is null ? null : Number(first, various, spellingOf);
    }

    /// <summary>The spelling in which a value is shown.</summary>
    public int Shown(int number) => shown[number];

    /// <summary>The value of a spelling.</summary>
    public int NumberOf(int spelling) => numbers[spelling];

    /// <summary>All spellings of a value.</summary>
    public IReadOnlyList<int> Of(int number) => various.TryGetValue(number, out var all) ? all : [shown[number]];

    private static SpellingGroups Number(int[] first, Dictionary<int, List<int>> various, Func<int, Spelling> spellingOf)
    {
        var best = various.ToDictionary(
            v => v.Key, v => v.Value.Select(s => (Place: s, Spelling: spellingOf(s)))
                .Aggregate((a, b) => a.Spelling.IsBetterThan(b.Spelling) ? a : b).Place);
        var (shown, numbers) = (new List<int>(first.Length), new int[first.Length]);
        for (var spelling = 0; spelling < first.Length; spelling++)
        {
            if (best.TryGetValue(first[spelling], out var only) ? only == spelling : first[spelling] == spelling)
            {
                numbers[spelling] = shown.Count;
                shown.Add(spelling);
            }
        }

        // The others have the number of the one that is shown in place of them.
        foreach (var (place, all) in various)
        {
            all.ForEach(spelling => numbers[spelling] = numbers[best[place]]);
        }

        return new([.. shown], numbers, various.ToDictionary(v => numbers[v.Key], v => v.Value));
    }
}
