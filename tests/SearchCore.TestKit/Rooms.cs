namespace SearchCore.TestKit;

/// <summary>
/// The rooms of the built assemblies and the arrows between them. A room is a namespace, named without the leading <c>SearchCore.</c>
/// (<c>SearchCore</c> itself is <see cref="Root"/>); all of Lucene is one room; some types may be taken out of their namespace into a room
/// of their own.
/// </summary>
public sealed class Rooms
{
    /// <summary>The room of the types of namespace <c>SearchCore</c> that no other room has.</summary>
    public const string Root = "Contracts";

    private const string Prefix = "SearchCore.";

    private readonly IReadOnlyDictionary<string, string> roomOfType;
    private readonly List<string> names = [];
    private readonly Dictionary<string, SortedDictionary<string, string>> arrows = [];
    private readonly Dictionary<string, HashSet<UsedType>> uses = [];

    /// <summary>Reads assemblies.</summary>
    /// <param name="assemblies">Their paths; rooms of earlier ones come first.</param>
    /// <param name="roomOfType">Rooms of single types by their full name without the leading <c>SearchCore.</c>.</param>
    public Rooms(IEnumerable<string> assemblies, IReadOnlyDictionary<string, string> roomOfType)
    {
        this.roomOfType = roomOfType;
        foreach (var assembly in assemblies)
        {
            var own = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var (type, used) in TypeUses.Of(assembly))
            {
                if (RoomOf(type) is { } room)
                {
                    own.Add(room);
                    Add(room, type, used);
                }
            }

            names.AddRange(own.Except(names, StringComparer.Ordinal));
        }
    }

    /// <summary>The rooms of the assemblies, those of one assembly by name.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>The rooms that a room uses, by name, each with one use as an example.</summary>
    public IReadOnlyDictionary<string, string> From(string room) => arrows[room];

    /// <summary>The types that those of a room use, of its own room and of every other assembly too.</summary>
    public IReadOnlySet<UsedType> Uses(string room) => uses[room];

    /// <summary>The rooms in an order in which each uses only rooms before it, as far as there is one.</summary>
    /// <param name="known">Arrows that do not count.</param>
    /// <returns>The order, and the arrows that stand against it: at least one of each circle.</returns>
    public (IReadOnlyList<string> Order, IReadOnlyList<(string From, string To)> Against) Sort(IReadOnlySet<(string From, string To)> known)
    {
        var order = new List<string>();
        var against = new List<(string From, string To)>();
        var left = names.ToList();
        while (left.Count > 0)
        {
            // In a circle the room that leans on the fewest others of it comes first.
            var next = left.MinBy(room => Unplaced(room).Count())!;
            order.Add(next);
            against.AddRange(Unplaced(next).Select(to => (next, to)));
            left.Remove(next);
        }

        return (order, against);

        IEnumerable<string> Unplaced(string room) => arrows[room].Keys.Where(to => left.Contains(to) && !known.Contains((room, to)));
    }

    /// <summary>Whether one room uses another, directly or by others between.</summary>
    public bool Reaches(string from, string to)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>([from]);
        while (open.TryPop(out var room))
        {
            foreach (var next in arrows.TryGetValue(room, out var targets) ? targets.Keys : Enumerable.Empty<string>())
            {
                if (next == to)
                {
                    return true;
                }

                if (seen.Add(next))
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }

    private void Add(string room, UsedType type, IReadOnlySet<UsedType> used)
    {
        if (!arrows.TryGetValue(room, out var targets))
        {
            arrows.Add(room, targets = new(StringComparer.Ordinal));
            uses.Add(room, []);
        }

        uses[room].UnionWith(used);
        foreach (var other in used)
        {
            if (RoomOf(other) is { } to && to != room)
            {
                targets.TryAdd(to, $"{type.Name} uses {other.Name}");
            }
        }
    }

    private string? RoomOf(UsedType type)
    {
        if (type.Assembly.StartsWith("Lucene.Net", StringComparison.Ordinal) || type.Assembly == "J2N")
        {
            return "Lucene";
        }

        // What compilers add to an assembly stands in namespaces of theirs.
        var full = $"{type.Namespace}.{type.Name}";
        if (!full.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        return roomOfType.TryGetValue(full[Prefix.Length..], out var room) ? room
            : type.Namespace.Length > Prefix.Length ? type.Namespace[Prefix.Length..] : Root;
    }
}
