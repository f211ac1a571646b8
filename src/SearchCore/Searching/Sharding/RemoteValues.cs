using SearchCore.Analysis;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Facets;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Overlaps;

namespace SearchCore.Searching.Sharding;

/// <summary>The values of a kind that a shard has, as it numbers them. They are sent once; counts say numbers. Thread-safe.</summary>
internal sealed class RemoteValues : IFacetValues
{
    private const int StepsAName = 20;

    private readonly string[] shown;
    private readonly int[] articles;
    private readonly Dictionary<int, IReadOnlyList<Spelling>> various;
    private readonly string?[] folded;
    private readonly Lazy<Dictionary<string, int>> numbers;

    private RemoteValues(string[] shown, int[] articles, Dictionary<int, IReadOnlyList<Spelling>> various)
    {
        (this.shown, this.articles, this.various, folded) = (shown, articles, various, new string?[shown.Length]);
        numbers = new(MakeNumbers);
    }

    /// <inheritdoc/>
    public int Size => shown.Length;

    /// <inheritdoc/>
    public string Value(int number) => shown[number];

    /// <inheritdoc/>
    public string Folded(int number) => folded[number] ??= TextFolding.FoldValue(shown[number]);

    /// <inheritdoc/>
    public int FindFolded(string value) => numbers.Value.GetValueOrDefault(value, -1);

    /// <inheritdoc/>
    public bool IsSpelledVariously(int number) => various.ContainsKey(number);

    /// <inheritdoc/>
    public IReadOnlyList<Spelling> Spellings(int number) =>
        various.TryGetValue(number, out var all) ? all : [new(shown[number], articles[number])];

    /// <summary>How many articles have each value.</summary>
    public FacetTally Archive() => new(this, articles);

    /// <summary>Writes the values of an index.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public static void Write(MessageWriter writer, KindOrdinals values, SearchBudget budget)
    {
        var archive = values.Archive(budget);
        writer.Number(values.Size);
        for (var number = 0; number < values.Size; number++)
        {
            budget.Spend(StepsAName);
            writer.Text(values.Value(number));
            writer.Number(archive[number]);
        }

        writer.List(Enumerable.Range(0, values.Size).Where(values.IsSpelledVariously).ToList(), (w, number) =>
        {
            w.Number(number);
            w.List(values.Spellings(number), Spelling.Write);
        });
    }

    public static RemoteValues Read(MessageReader reader)
    {
        var (shown, articles) = (new List<string>(), new List<int>());
        for (var left = reader.Small(); left > 0; left--)
        {
            shown.Add(reader.Text());
            articles.Add(reader.Small());
        }

        var various = new Dictionary<int, IReadOnlyList<Spelling>>();
        reader.List(r => various[r.Small()] = r.List(Spelling.Read));
        return new([.. shown], [.. articles], various);
    }

    /// <summary>Writes counts of an index's values: of those that have any.</summary>
    public static void WriteCounts(MessageWriter writer, ReadOnlySpan<int> counts)
    {
        writer.Number(counts.Length - counts.Count(0));
        var last = 0;
        for (var number = 0; number < counts.Length; number++)
        {
            if (counts[number] != 0)
            {
                writer.Number(number - last);
                writer.Number(counts[number]);
                last = number;
            }
        }
    }

    /// <summary>Reads counts.</summary>
    public static SparseCounts ReadCounts(MessageReader reader)
    {
        var (numbers, counts, number) = (new List<int>(), new List<int>(), 0);
        for (var left = reader.Small(); left > 0; left--)
        {
            numbers.Add(number += reader.Small());
            counts.Add(reader.Small());
        }

        return new(numbers, counts);
    }

    private Dictionary<string, int> MakeNumbers()
    {
        var made = new Dictionary<string, int>(shown.Length, StringComparer.Ordinal);
        for (var number = 0; number < shown.Length; number++)
        {
            made[Folded(number)] = number;
        }

        return made;
    }
}

/// <summary>Counts of some of a shard's values.</summary>
/// <param name="Numbers">The numbers of the values, rising.</param>
/// <param name="Counts">A count for each.</param>
internal sealed record SparseCounts(IReadOnlyList<int> Numbers, IReadOnlyList<int> Counts)
{
    /// <summary>The counts with the values that they are of.</summary>
    /// <param name="values">The values.</param>
    /// <param name="shared">Which of them have stories that other shards may count too.</param>
    /// <exception cref="MessageException">They are of other values.</exception>
    public FacetTally Of(RemoteValues values, IReadOnlyList<StoryRow> shared)
    {
        var counts = new int[values.Size];
        for (var i = 0; i < Numbers.Count; i++)
        {
            if ((uint)Numbers[i] >= (uint)counts.Length)
            {
                throw new MessageException("it counts a value that there is not");
            }

            counts[Numbers[i]] = Counts[i];
        }

        return shared.All(s => (uint)s.Row < (uint)counts.Length)
            ? new(values, counts, shared)
            : throw new MessageException("it counts a value that there is not");
    }
}
