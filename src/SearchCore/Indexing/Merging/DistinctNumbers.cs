namespace SearchCore.Indexing.Merging;

/// <summary>The numbers of a column, in the order in which they came, as long as they are few. For one thread.</summary>
internal sealed class DistinctNumbers
{
    /// <summary>Of more there is no table.</summary>
    public const int Most = 256;

    private readonly List<long> numbers = [];
    private readonly Dictionary<long, int> places = [];
    private long last;

    /// <summary>Whether there were more than a table has.</summary>
    public bool AreTooMany { get; private set; }

    /// <summary>The numbers; without meaning where they are too many.</summary>
    public IReadOnlyList<long> Numbers => numbers;

    /// <summary>Takes numbers.</summary>
    public void Add(ReadOnlySpan<long> some)
    {
        foreach (var number in some)
        {
            if (AreTooMany)
            {
                return;
            }

            if ((number != last || numbers.Count == 0) && places.TryAdd(number, numbers.Count))
            {
                numbers.Add(number);
                AreTooMany = numbers.Count > Most;
            }

            last = number;
        }
    }

    /// <summary>Puts each number's place among them in its stead.</summary>
    /// <param name="some">Numbers that were added before.</param>
    /// <param name="into">Room for as many.</param>
    public void Places(ReadOnlySpan<long> some, Span<long> into)
    {
        var (known, place) = (numbers[0], 0);
        for (var i = 0; i < some.Length; i++)
        {
            if (some[i] != known)
            {
                known = some[i];
                place = places[known];
            }

            into[i] = place;
        }
    }
}
