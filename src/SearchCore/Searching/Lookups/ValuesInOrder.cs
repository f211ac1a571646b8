using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Lookups;

/// <summary>All values of a kind in order, by which hits are sorted: so their order is one over all indexes and shards.</summary>
/// <param name="Kind">The kind, as the index has it.</param>
internal sealed record ValuesInOrder(string Kind) : Lookup<OrderedValues>
{
    private const int StepsAValue = 20;

    /// <inheritdoc/>
    public override OrderedValues Unknown => new([]);

    /// <inheritdoc/>
    public override OrderedValues Answer(PointInTime point, SearchBudget budget)
    {
        // A scope's values are numbered as if there were no others: cursors tell the numbers.
        var values = point.Facets.Kind(Kind, budget);
        var articles = values.Archive(budget);
        var size = articles.Count(a => a > 0);
        if (size > OrderedValues.Most)
        {
            return OrderedValues.TooMany;
        }

        budget.Spend(StepsAValue * size);
        return new([.. values.InOrder(budget).Where(v => articles[v] > 0).Select(values.Folded)]);
    }

    /// <inheritdoc/>
    public override OrderedValues Merge(IReadOnlyList<OrderedValues> answers)
    {
        if (answers is [var only])
        {
            return only;
        }

        string[] all = [.. answers.SelectMany(a => a.Values).Distinct(StringComparer.Ordinal).Order(Utf8Order.Comparer)];
        return all.Length > OrderedValues.Most || answers.Any(a => a.AreTooMany) ? OrderedValues.TooMany : new(all);
    }

    /// <inheritdoc/>
    public override void Write(MessageWriter writer) => writer.Text(Kind);

    public static ValuesInOrder ReadFrom(MessageReader reader) => new(reader.Text());

    /// <inheritdoc/>
    public override void Write(MessageWriter writer, OrderedValues answer)
    {
        writer.Flag(answer.AreTooMany);
        writer.Texts(answer.Values);
    }

    /// <inheritdoc/>
    public override OrderedValues Read(MessageReader reader)
    {
        var areTooMany = reader.Flag();
        var values = reader.Texts();
        return areTooMany ? OrderedValues.TooMany : new(values);
    }
}

/// <summary>Values as they are compared, in the order of code points.</summary>
/// <param name="Values">The values; none where they are too many.</param>
internal sealed record OrderedValues(IReadOnlyList<string> Values)
{
    /// <summary>How many there may be: more than any list of keywords has, and few enough to travel.</summary>
    public const int Most = 100_000;

    /// <summary>Stands for more values than <see cref="Most"/>.</summary>
    public static OrderedValues TooMany { get; } = new([]) { AreTooMany = true };

    /// <summary>Whether there are more than <see cref="Most"/>.</summary>
    public bool AreTooMany { get; private init; }

    /// <summary>The place of a value; of one that is none of them, halfway between those that it would stand between.</summary>
    public double PlaceOf(string value)
    {
        var (low, high) = (0, Values.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Utf8Order.Compare(Values[middle], value) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < Values.Count && Values[low] == value ? low : low - 0.5;
    }
}
