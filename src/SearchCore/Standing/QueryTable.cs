using System.Buffers;
using System.Text.Json;

using SearchCore.Files;
using SearchCore.Queries.Json;

namespace SearchCore.Standing;

/// <summary>
/// The standing queries of an index, as a file beside it: each change writes a new one with the next version, and the one before goes when
/// that is durable. Thread-safe for reading what it holds; changes one at a time.
/// </summary>
internal sealed class QueryTable
{
    private const string Prefix = "queries-";

    // A form that later versions of this one can tell from others.
    private const int Form = 1;

    private readonly string index;
    private readonly string folder;
    private readonly IFileOperations files;
    private State current;

    /// <summary>Reads those of an index.</summary>
    /// <param name="index">The index's folder.</param>
    /// <param name="folder">Where they are; it need not exist.</param>
    /// <param name="files">The file system.</param>
    /// <exception cref="IndexException">They are damaged, or of a later version.</exception>
    public QueryTable(string index, string folder, IFileOperations files)
    {
        (this.index, this.folder, this.files) = (index, folder, files);
        current = Read();
    }

    /// <summary>The queries by name, and the number of the change that made them so; 0 for none.</summary>
    public State Current => Volatile.Read(ref current);

    /// <summary>The queries by name.</summary>
    public IReadOnlyDictionary<string, StandingQuery> Queries => Current.Queries;

    /// <summary>Reads what another process changed.</summary>
    public void Reload()
    {
        if (NumberedFiles.List(files, folder, Prefix) is [.., var last] && last != Current.Version)
        {
            Volatile.Write(ref current, Read());
        }
    }

    /// <summary>Stores queries in the place of those of the same names. Durable when it returns.</summary>
    /// <param name="changed">The queries.</param>
    /// <param name="kinds">Kinds of entity that they may name besides those that articles have.</param>
    /// <param name="now">The moment.</param>
    public IReadOnlyList<StandingQuery> Put(IReadOnlyList<StandingQuery> changed, IReadOnlyCollection<string> kinds, DateTimeOffset now)
    {
        var (version, queries, known) = current;
        var next = version + 1;
        var stored = changed.Select(q => q with { Version = next, Stored = now }).ToList();
        var all = new Dictionary<string, StandingQuery>(queries, StringComparer.Ordinal);
        foreach (var query in stored)
        {
            all[query.Name] = query;
        }

        Write(next, all, [.. known.Union(kinds, StringComparer.Ordinal)]);
        return stored;
    }

    /// <summary>Removes queries. Durable when it returns.</summary>
    /// <returns>How many there were.</returns>
    public int Remove(IEnumerable<string> names)
    {
        var (version, queries, known) = current;
        var all = new Dictionary<string, StandingQuery>(queries, StringComparer.Ordinal);
        var removed = names.Count(all.Remove);
        if (removed > 0)
        {
            Write(version + 1, all, known);
        }

        return removed;
    }

    private void Write(long next, Dictionary<string, StandingQuery> all, IReadOnlyList<string> kinds)
    {
        var content = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(content))
        {
            json.WriteStartObject();
            json.WriteNumber("form"u8, Form);
            json.WriteNumber("version"u8, next);
            JsonWrite.List(json, "queries"u8, [.. all.Values.OrderBy(q => q.Name, StringComparer.Ordinal)], StandingJson.Write);
            JsonWrite.List(json, "kinds"u8, kinds, JsonWrite.TextElement);
            json.WriteEndObject();
        }

        NumberedFiles.CreateFolder(files, folder);
        SummedFile.Write(files, PathOf(next), content.WrittenSpan);
        Volatile.Write(ref current, new(next, all, kinds));
        foreach (var before in NumberedFiles.List(files, folder, Prefix).Where(n => n < next))
        {
            NumberedFiles.Remove(files, PathOf(before));
        }
    }

    private State Read()
    {
        var numbers = NumberedFiles.List(files, folder, Prefix);
        for (var i = numbers.Count - 1; i >= 0; i--)
        {
            if (SummedFile.Read(files, PathOf(numbers[i])) is { } content)
            {
                var (queries, kinds) = Parse(content);
                return new(numbers[i], queries, kinds);
            }
        }

        return numbers.Count == 0
            ? new(0, new Dictionary<string, StandingQuery>(StringComparer.Ordinal), [])
            : throw Damaged("its checksum is wrong", null);
    }

    private (Dictionary<string, StandingQuery> Queries, IReadOnlyList<string> Kinds) Parse(byte[] content)
    {
        try
        {
            var reader = new Utf8JsonReader(content);
            reader.Read();
            JsonRead.Begin(ref reader, string.Empty);
            var all = new Dictionary<string, StandingQuery>(StringComparer.Ordinal);
            IReadOnlyList<string> kinds = [];
            while (JsonRead.Next(ref reader, out var name))
            {
                switch (name)
                {
                    case "form" when reader.GetInt32() != Form:
                        throw new IndexException(
                            IndexFault.Version, index,
                            $"The standing queries in {folder} were written by a later version. Use the version that wrote them.");
                    case "queries":
                        foreach (var query in JsonRead.List(ref reader, string.Empty, name, StandingJson.ReadQuery))
                        {
                            all[query.Name] = query;
                        }

                        break;
                    case "kinds":
                        kinds = JsonRead.List(ref reader, string.Empty, name, JsonRead.TextElement);
                        break;
                    default:
                        JsonRead.Skip(ref reader);
                        break;
                }
            }

            return (all, kinds);
        }
        catch (JsonException e)
        {
            throw Damaged(e.Message, e);
        }
    }

    private IndexException Damaged(string how, Exception? cause) => new(
        IndexFault.Corrupt, index,
        $"The standing queries in {folder} are damaged: {how}. Articles are not touched by it; take the file from a backup, or remove the "
        + "folder and store the queries again.",
        cause);

    private string PathOf(long number) => Path.Combine(folder, NumberedFiles.NameOf(Prefix, number));

    /// <summary>The queries as of a change.</summary>
    /// <param name="Version">Its number.</param>
    /// <param name="Queries">The queries by name.</param>
    /// <param name="Kinds">Kinds of entity that they may name besides those that articles have.</param>
    public sealed record State(long Version, IReadOnlyDictionary<string, StandingQuery> Queries, IReadOnlyList<string> Kinds);
}
