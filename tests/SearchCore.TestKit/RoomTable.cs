using System.Text;

namespace SearchCore.TestKit;

/// <summary>
/// The table of rooms in <c>docs/architecture.md</c>: a fenced block of lines such as <c>Schema → Analysis, Articles</c>, wrapped lines
/// indented. A room with types of its own names them: <c>Entry (Cli.Program) → …</c>. A star behind a target marks an arrow of a circle
/// that is known and to be undone.
/// </summary>
public sealed class RoomTable
{
    private const string Begin = "```rooms\n", End = "\n```";
    private const int Width = 140;

    private readonly Dictionary<string, string> typesOfRoom = [];
    private readonly Dictionary<string, string> roomOfType = [];
    private readonly List<string> order = [];
    private readonly Dictionary<string, List<string>> arrows = [];
    private readonly HashSet<(string From, string To)> known = [];

    private RoomTable(string block)
    {
        foreach (var line in block.Replace("\n ", " ", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var sides = line.Split('→', StringSplitOptions.TrimEntries);
            if (sides.Length != 2)
            {
                throw new FormatException($"no line of the table of rooms: {line}");
            }

            Read(sides[0], sides[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        }
    }

    /// <summary>The rooms in the order of the table.</summary>
    public IReadOnlyList<string> Order => order;

    /// <summary>The types that are taken out of their namespace, with their rooms.</summary>
    public IReadOnlyDictionary<string, string> RoomOfType => roomOfType;

    /// <summary>The arrows marked as those of a known circle.</summary>
    public IReadOnlySet<(string From, string To)> Known => known;

    /// <summary>Reads the table out of a document.</summary>
    public static RoomTable Read(string document)
    {
        var (start, end) = Block(document);
        return new RoomTable(document[start..end]);
    }

    /// <summary>The document with the table as the assemblies have it.</summary>
    public string Write(string document, Rooms rooms)
    {
        var (start, end) = Block(document);
        return string.Concat(document.AsSpan(0, start), Text(rooms), document.AsSpan(end));
    }

    /// <summary>What differs between the table and the assemblies, a line each: arrows not allowed, and arrows that nothing has.</summary>
    public IReadOnlyList<string> Differences(Rooms rooms)
    {
        var told = new List<string>();
        told.AddRange(order.Except(rooms.Names).Select(room => $"{room} is in the table, and there is no such room"));
        foreach (var room in rooms.Names)
        {
            var allowed = arrows.GetValueOrDefault(room) ?? [];
            var found = rooms.From(room);
            told.AddRange(found.Where(a => !allowed.Contains(a.Key)).Select(a => $"{room} → {a.Key} is not in the table: {a.Value}"));
            told.AddRange(allowed.Where(to => !found.ContainsKey(to)).Select(to => $"{room} → {to} is in the table, and nothing uses it"));
            if (!arrows.ContainsKey(room))
            {
                told.Add($"{room} is not in the table");
            }
        }

        return told;
    }

    /// <summary>The lines of the table as the assemblies have it, each room below those that it uses.</summary>
    public string Text(Rooms rooms)
    {
        var text = new StringBuilder();
        foreach (var room in rooms.Sort(known).Order)
        {
            var head = typesOfRoom.TryGetValue(room, out var types) ? $"{room} ({types}) →" : $"{room} →";
            var column = head.Length;
            text.Append(text.Length > 0 ? "\n" : string.Empty).Append(head);
            var targets = rooms.From(room).Keys.Select(to => known.Contains((room, to)) ? $"{to}*" : to).ToList();
            for (var i = 0; i < targets.Count; i++)
            {
                var word = i < targets.Count - 1 ? $"{targets[i]}," : targets[i];
                var wraps = column + 1 + word.Length > Width;
                text.Append(wraps ? "\n    " : " ").Append(word);
                column = (wraps ? 4 : column + 1) + word.Length;
            }
        }

        return text.ToString();
    }

    private static (int Start, int End) Block(string document)
    {
        var start = document.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return start < Begin.Length ? throw new FormatException("the document has no table of rooms")
            : (start, document.IndexOf(End, start - 1, StringComparison.Ordinal));
    }

    private void Read(string head, string[] targets)
    {
        var room = head;
        if (head.IndexOf('(', StringComparison.Ordinal) is > 0 and var bracket)
        {
            room = head[..bracket].Trim();
            typesOfRoom.Add(room, head[(bracket + 1)..].TrimEnd(')'));
            foreach (var type in typesOfRoom[room].Split(',', StringSplitOptions.TrimEntries))
            {
                roomOfType.Add(type, room);
            }
        }

        order.Add(room);
        arrows.Add(room, [.. targets.Select(t => t.TrimEnd('*'))]);
        known.UnionWith(targets.Where(t => t.EndsWith('*')).Select(t => (room, t.TrimEnd('*'))));
    }
}
