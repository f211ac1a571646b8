namespace SearchCore.Storage.Columns;

/// <summary>
/// The values of some articles, as numbers that rise in each article: in two bytes each where the segment has few enough values, as most
/// have, else in four. Immutable, but for who makes it anew in its room.
/// </summary>
internal sealed class OrdinalBlock
{
    // Where the values of so many articles begin is said from the first of them.
    private const int GroupShift = 6, Group = 1 << GroupShift;

    private const int MostNarrow = ushort.MaxValue + 1;

    private int[] groups = [];
    private ushort[] within = [];
    private int[] starts = [];

    private OrdinalBlock()
    {
    }

    /// <summary>The values' numbers, where they are of two bytes; there may be room behind.</summary>
    public ushort[] Narrow { get; private set; } = [];

    /// <summary>The values' numbers, where they are of four bytes; there may be room behind.</summary>
    public int[] Wide { get; private set; } = [];

    /// <summary>Whether they are of two bytes.</summary>
    public bool IsNarrow { get; private set; }

    /// <summary>How much memory it holds.</summary>
    public int Bytes => (sizeof(int) * (groups.Length + starts.Length + Wide.Length)) + (sizeof(ushort) * (within.Length + Narrow.Length));

    /// <summary>Makes a block.</summary>
    /// <param name="starts">For each article where its numbers begin; and where those of the last end.</param>
    /// <param name="ordinals">The numbers; there may be room behind.</param>
    /// <param name="values">How many different values the segment has.</param>
    /// <param name="room">A block whose room is used; null for one of its own.</param>
    public static OrdinalBlock Of(ReadOnlySpan<int> starts, int[] ordinals, int values, OrdinalBlock? room)
    {
        var block = room ?? new();
        var some = ordinals.AsSpan(0, starts[^1]);
        if (values <= MostNarrow && block.TakeStarts(starts))
        {
            (block.IsNarrow, block.starts, block.Wide) = (true, [], []);
            block.Narrow = Room(block.Narrow, some.Length);
            var narrow = block.Narrow;
            for (var i = 0; i < some.Length; i++)
            {
                narrow[i] = (ushort)some[i];
            }

            return block;
        }

        (block.IsNarrow, block.groups, block.within, block.Narrow) = (false, [], [], []);
        block.starts = Room(block.starts, starts.Length);
        block.Wide = Room(block.Wide, some.Length);
        starts.CopyTo(block.starts);
        some.CopyTo(block.Wide);
        return block;
    }

    /// <summary>Where an article's numbers begin.</summary>
    /// <param name="place">The article, counted from the block's first; the one behind the last has where the last one's end.</param>
    public int Start(int place) => IsNarrow ? groups[place >> GroupShift] + within[place] : starts[place];

    /// <summary>Those of an article of the segment, which the block must hold.</summary>
    public OrdinalList Of(int document)
    {
        var place = document & (NumberColumn.BlockSize - 1);
        var (start, end) = (Start(place), Start(place + 1));
        return IsNarrow ? new(Narrow.AsSpan(start..end), default) : new(default, Wide.AsSpan(start..end));
    }

    private static T[] Room<T>(T[] room, int length) => room.Length >= length ? room : new T[length];

    // Whether they are near enough to each other.
    private bool TakeStarts(ReadOnlySpan<int> all)
    {
        groups = Room(groups, (all.Length + Group - 1) >> GroupShift);
        within = Room(within, all.Length);
        for (var place = 0; place < all.Length; place++)
        {
            if ((place & (Group - 1)) == 0)
            {
                groups[place >> GroupShift] = all[place];
            }

            var from = all[place] - groups[place >> GroupShift];
            if (from > ushort.MaxValue)
            {
                return false;
            }

            within[place] = (ushort)from;
        }

        return true;
    }
}

/// <summary>The numbers of an article's values, rising: of two bytes or of four, never both.</summary>
internal readonly ref struct OrdinalList(ReadOnlySpan<ushort> narrow, ReadOnlySpan<int> wide)
{
    private readonly ReadOnlySpan<ushort> narrow = narrow;
    private readonly ReadOnlySpan<int> wide = wide;

    public int Length => narrow.Length + wide.Length;

    public bool IsEmpty => Length == 0;

    public int this[int index] => narrow.Length > 0 ? narrow[index] : wide[index];

    public OrdinalList Slice(int start, int length) =>
        narrow.Length > 0 ? new(narrow.Slice(start, length), default) : new(default, wide.Slice(start, length));

    public Enumerator GetEnumerator() => new(this);

    internal ref struct Enumerator(OrdinalList list)
    {
        private readonly OrdinalList list = list;
        private int at = -1;

        public readonly int Current => list[at];

        public bool MoveNext() => ++at < list.Length;
    }
}
