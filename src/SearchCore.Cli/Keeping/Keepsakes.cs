using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SearchCore.Cli.Keeping;

/// <summary>
/// What a person keeps of an index: marks and notes on articles, saved searches. It is a journal of the person's own, a file for each
/// index, beside which sessions may run; the index is not touched. Without a folder for it, it lasts as long as the session.
/// </summary>
internal sealed class Keepsakes
{
    // A journal is written anew where it has grown to several times what still counts.
    private const int WorthRewriting = 1_000, Times = 4;

    private readonly Journal? journal;
    private readonly List<string> inMemory = [];
    private readonly TimeProvider clock;
    private readonly string? stem;
    private readonly Lock gate = new();
    private IReadOnlyList<string>? known;
    private Contents contents = new();

    /// <param name="folder">The person's folder; null where there is none.</param>
    /// <param name="index">The index's folder.</param>
    /// <param name="clock">When things are kept.</param>
    public Keepsakes(string? folder, string index, TimeProvider clock)
    {
        this.clock = clock;
        if (folder is not null)
        {
            stem = Path.Combine(folder, "indexes", $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(index))}-{Key(index)}");
            journal = new(stem + ".jsonl");
            Index = index;
        }
    }

    private sealed class Contents
    {
        private long marked;

        /// <summary>Ids, with the order in which they were marked.</summary>
        public Dictionary<string, long> Marks { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, string> Notes { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, SavedSearch> Saved { get; } = new(StringComparer.Ordinal);

        public SortedSet<string> Unreadable { get; } = new(StringComparer.Ordinal);

        /// <summary>How many lines say what this version does not know.</summary>
        public int Foreign { get; set; }

        public void Mark(string id) => Marks.TryAdd(id, marked++);

        public void Forget(string name)
        {
            Saved.Remove(name);
            Unreadable.Remove(name);
        }
    }

    private string? Index { get; }

    /// <summary>Whether it lasts beyond the session.</summary>
    public bool IsKept => journal is not null;

    /// <summary>The ids of marked articles, in the order in which they were marked.</summary>
    public IReadOnlyList<string> Marks => [.. Read().Marks.OrderBy(m => m.Value).Select(m => m.Key)];

    /// <summary>The ids of articles with a note, in ordinal order.</summary>
    public IReadOnlyList<string> Noted => [.. Read().Notes.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Saved searches by name.</summary>
    public IReadOnlyList<SavedSearch> Saved => [.. Read().Saved.Values.OrderBy(s => s.Name, StringComparer.Ordinal)];

    /// <summary>Names of saved searches that another version wrote in a way that this one cannot read.</summary>
    public IReadOnlyCollection<string> Unreadable => Read().Unreadable;

    /// <summary>Where what was seen of a saved search is written; null where nothing is kept.</summary>
    public string? SeenFile(string name) => stem is null ? null : $"{stem}.{Key(name)}.seen";

    /// <summary>Whether an article is marked.</summary>
    public bool IsMarked(string id) => Read().Marks.ContainsKey(id);

    /// <summary>The note on an article; null where there is none.</summary>
    public string? Note(string id) => Read().Notes.GetValueOrDefault(id);

    /// <summary>The saved search of that name; null where there is none.</summary>
    public SavedSearch? Find(string name) => Read().Saved.GetValueOrDefault(name);

    /// <summary>What a list says of an article; null where it is neither marked nor noted.</summary>
    public string? Line(string id) => (IsMarked(id), Note(id)) switch
    {
        (true, { } note) => $"marked · {note}",
        (true, null) => "marked",
        (false, { } note) => $"note: {note}",
        _ => null,
    };

    /// <summary>Marks articles, or takes their marks away.</summary>
    public void Mark(IEnumerable<string> ids, bool isMarked = true) =>
        Add([.. ids.Select(id => Entry(isMarked ? "mark" : "unmark", json => json.WriteString("id"u8, id)))]);

    /// <summary>Notes something on an article; an empty text takes the note away.</summary>
    public void SetNote(string id, string text) => Add([Entry("note", json =>
    {
        json.WriteString("id"u8, id);
        json.WriteString("text"u8, text);
    })]);

    /// <summary>Saves a search; one of the same name is replaced.</summary>
    public void Save(string name, SearchRequest request, string? dates) => Add([Entry("save", json =>
    {
        json.WriteString("name"u8, name);
        json.WritePropertyName("request"u8);
        JsonSerializer.Serialize(
            json, request with { Now = null, Skip = 0, After = null }, Json.SearchCoreJsonContext.Default.SearchRequest);
        json.WriteString("dates"u8, dates);
    })]);

    /// <summary>Forgets a saved search.</summary>
    public void Forget(string name)
    {
        Add([Entry("forget", json => json.WriteString("name"u8, name))]);
        if (SeenFile(name) is { } file)
        {
            File.Delete(file);
        }
    }

    private static string Key(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];

    private string Entry(string what, Action<Utf8JsonWriter> members)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("do"u8, what);
            json.WriteString("at"u8, clock.GetUtcNow());
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private void Add(IReadOnlyList<string> entries)
    {
        if (journal is null)
        {
            inMemory.AddRange(entries);
            known = null;
            return;
        }

        var lines = journal.Lines();
        journal.Append(lines.Count > 0 ? entries : [Entry("index", json => json.WriteString("path"u8, Index)), .. entries]);
        var counting = Read();
        var live = counting.Marks.Count + counting.Notes.Count + counting.Saved.Count + counting.Unreadable.Count + counting.Foreign;
        if (lines.Count > WorthRewriting && lines.Count > live * Times)
        {
            journal.Rewrite(Still);
        }
    }

    // Of the lines on one thing the last counts; those that end with it gone are left out. What this version cannot read stays as it is.
    private static IEnumerable<string> Still(IReadOnlyList<string> lines)
    {
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Count; i++)
        {
            if (Parse(lines[i]) is { } entry)
            {
                last[entry.Thing] = i;
            }
        }

        return lines.Where((line, i) => Parse(line) is not { } entry || (!entry.IsGone && last[entry.Thing] == i));
    }

    // Completion reads beside the one who types.
    private Contents Read()
    {
        lock (gate)
        {
            return ReadHere();
        }
    }

    private Contents ReadHere()
    {
        var lines = journal?.Lines() ?? inMemory;
        if (ReferenceEquals(lines, known))
        {
            return contents;
        }

        var read = new Contents();
        foreach (var line in lines)
        {
            if (Parse(line) is { } entry)
            {
                entry.Apply(read);
            }
            else
            {
                read.Foreign++;
            }
        }

        (known, contents) = (lines, read);
        return contents;
    }

    // A line of another version, or one that somebody edited, is passed over: the rest is worth having.
    private static ParsedEntry? Parse(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            string? Text(string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;
            return Text("do") switch
            {
                "index" => new("index", false, _ => { }),
                "mark" when Text("id") is { } id => new($"mark {id}", false, c => c.Mark(id)),
                "unmark" when Text("id") is { } id => new($"mark {id}", true, c => c.Marks.Remove(id)),
                "note" when Text("id") is { } id && Text("text") is { Length: > 0 } text =>
                    new($"note {id}", false, c => c.Notes[id] = text),
                "note" when Text("id") is { } id => new($"note {id}", true, c => c.Notes.Remove(id)),
                "save" when Text("name") is { } name => new($"save {name}", false, OfSave(name, Request(root), Text("dates"))),
                "forget" when Text("name") is { } name => new($"save {name}", true, c => c.Forget(name)),
                _ => null,
            };
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return null;
        }

        static Action<Contents> OfSave(string name, SearchRequest? request, string? dates) => contents =>
        {
            contents.Forget(name);
            if (request is null)
            {
                contents.Unreadable.Add(name);
            }
            else
            {
                contents.Saved[name] = new(name, request, dates);
            }
        };

        static SearchRequest? Request(JsonElement root)
        {
            try
            {
                return root.GetProperty("request").Deserialize(Json.SearchCoreJsonContext.Default.SearchRequest);
            }
            catch (Exception e) when (IsUnreadable(e))
            {
                return null;
            }
        }

        static bool IsUnreadable(Exception e) => e is JsonException or InvalidOperationException or FormatException
            or KeyNotFoundException or ArgumentException;
    }

    private sealed record ParsedEntry(string Thing, bool IsGone, Action<Contents> Apply);
}
