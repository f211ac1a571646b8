using SearchCore.Articles;

namespace SearchCore.Formats.Mapping;

/// <summary>
/// What was met while records were mapped: which members they have, and what became of each. Safe for use by several threads at a time.
/// </summary>
/// <param name="countsMembers">Whether members are counted that nothing was taken from, too: at a cost.</param>
public sealed class MappingSurvey(bool countsMembers = true)
{
    private const int MostMembers = 1_000, MostExample = 60;

    private readonly Lock gate = new();
    private readonly Dictionary<string, (long Count, string Example)> members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, long>> taken = new(StringComparer.Ordinal);

    /// <summary>How many records were looked at.</summary>
    public long Records { get; private set; }

    /// <summary>The members that have a value, with in how many records, and the first value's beginning; at most 1,000 of them.</summary>
    public IReadOnlyList<(string Name, long Count, string Example)> Members
    {
        get
        {
            lock (gate)
            {
                return [.. members.Select(m => (m.Key, m.Value.Count, m.Value.Example))];
            }
        }
    }

    /// <summary>For each target the members that it was taken from, the most frequent first.</summary>
    public IReadOnlyList<(string Target, string Member, long Count)> Taken
    {
        get
        {
            lock (gate)
            {
                return
                [
                    .. taken.OrderBy(t => Array.IndexOf(ArticleMapping.Properties, t.Key) is >= 0 and var at ? at : int.MaxValue)
                        .SelectMany(t => t.Value.OrderByDescending(m => m.Value).Select(m => (t.Key, m.Key, m.Value))),
                ];
            }
        }
    }

    /// <summary>What was done as a mapping that says it: to be looked at and changed.</summary>
    public ArticleMapping ToMapping() => new(Taken.GroupBy(t => t.Target)
        .Select(t => new KeyValuePair<string, MemberSource>(
            t.Key, new() { From = [.. t.OrderBy(m => Precedence(t.Key, m.Member)).Select(m => m.Member)] })));

    // A lead that most records have goes behind a text that some have.
    private static int Precedence(string target, string member) =>
        Array.IndexOf(target == "title" ? MemberNames.Title : target == "body" ? MemberNames.Body : target == "published"
            ? MemberNames.Published : [], MemberNames.Key(member.Split('.')[^1])) is >= 0 and var at ? at : int.MaxValue;

    /// <summary>The members that a mapping names and no record had: misspelt, most likely.</summary>
    /// <param name="mapping">The mapping that the records were read with.</param>
    public IReadOnlyList<string> Unmet(ArticleMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        lock (gate)
        {
            return
            [
                .. mapping.Members.Where(m => m.Value.From.Count > 0 && !m.Value.From.Any(f => IsMet(m.Key, f)))
                    .SelectMany(m => m.Value.From).Distinct(StringComparer.Ordinal),
            ];
        }

        bool IsMet(string target, string path) => taken.TryGetValue(target, out var paths) && paths.ContainsKey(path);
    }

    /// <summary>Takes note of a record.</summary>
    /// <param name="record">Its members.</param>
    /// <param name="origins">The targets that got a value, with the member that it came from.</param>
    internal void Add(RecordMembers record, IReadOnlyList<(string Target, string Member)> origins)
    {
        lock (gate)
        {
            Records++;
            foreach (var name in countsMembers ? record.Names : [])
            {
                if (record.Stored(name) is { } value && !Text.Names.IsNone(value))
                {
                    if (members.TryGetValue(name, out var known))
                    {
                        members[name] = (known.Count + 1, known.Example);
                    }
                    else if (members.Count < MostMembers)
                    {
                        members[name] = (1, OneLine.Of(value.AsSpan(0, Math.Min(value.Length, MostExample))));
                    }
                }
            }

            foreach (var (target, member) in origins)
            {
                if (!taken.TryGetValue(target, out var paths))
                {
                    taken[target] = paths = new(StringComparer.Ordinal);
                }

                paths[member] = paths.GetValueOrDefault(member) + 1;
            }
        }
    }
}
