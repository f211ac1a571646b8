using System.Globalization;

using SearchCore.Schema;

namespace SearchCore.Storage;

/// <summary>What every commit says about itself, in the user data of <c>segments_N</c>.</summary>
/// <param name="SchemaText">
/// What the index is made to hold (<see cref="IndexSchema.Text"/>); another one only where everything was exchanged.
/// </param>
/// <param name="Sequence">The commit's number, from 1.</param>
/// <param name="NextChunk">The lowest chunk number of input not used yet.</param>
/// <param name="Checkpoint">How far the load under way has come; null where none is, or where it cannot be continued.</param>
internal sealed record CommitData(string SchemaText, long Sequence, long NextChunk, Checkpoint? Checkpoint = null)
{
    private const string SchemaKey = "searchcore.schema", SequenceKey = "searchcore.sequence", NextChunkKey = "searchcore.next-chunk",
        CheckpointKey = "searchcore.checkpoint", EpochKey = "searchcore.epoch", EventKey = "searchcore.event";

    /// <summary>
    /// How often an index that followed this one was promoted to be written to: of two histories the one with the higher epoch counts.
    /// </summary>
    public long Epoch { get; init; }

    /// <summary>
    /// The number of the last event of standing queries that is of this commit or an earlier one; 0 for none, null where the commit does
    /// not say it: it is of a version that knows of none, or of one that did not say so of none.
    /// </summary>
    public long? Event { get; init; }

    /// <summary>The commit before the first.</summary>
    public static CommitData None(IndexSchema schema) => new(schema.Text, 0, 0) { Event = 0 };

    /// <summary>The schema it was written with.</summary>
    /// <exception cref="InvalidOperationException">This version does not read it (<see cref="IsReadable"/>).</exception>
    public IndexSchema Schema => IndexSchema.Parse(SchemaText)
        ?? throw new InvalidOperationException($"The schema '{SchemaText}' is not one of this version.");

    /// <summary>Whether this version reads the schema.</summary>
    public bool IsReadable => IndexSchema.Parse(SchemaText) is not null;

    /// <summary>Sees to it that the index is of the kind wanted; null wants none in particular.</summary>
    /// <exception cref="IndexException">It is of the other kind.</exception>
    public void RequireForms(string folder, bool? wanted)
    {
        if (wanted is { } exact && exact != Schema.ExactForms)
        {
            throw new IndexException(
                IndexFault.Version, folder,
                $"The index in {folder} was made {(exact ? "without" : "with")} exact forms, and that cannot be changed later. "
                + "Leave the option out to use the index as it is, rebuild it from its stored articles with the option, "
                + "or index the articles again into a new folder.");
        }
    }

    /// <summary>Sees to it that the index is made for the language wanted; null wants none in particular.</summary>
    /// <exception cref="IndexException">It is for another.</exception>
    public void RequireLanguage(string folder, string? wanted)
    {
        if (wanted is not null && wanted != Schema.Language)
        {
            throw new IndexException(
                IndexFault.Version, folder,
                $"The index in {folder} was made for articles in '{Schema.Language}' where they do not say their language, not '{wanted}'. "
                + "Leave the option out to use the index as it is, or rebuild it from its stored articles with the option "
                + "(searchcore rebuild --language, ArticleIndex.Rebuild).");
        }
    }

    /// <summary>Sees to it that the index has the fields wanted; null wants none in particular.</summary>
    /// <exception cref="IndexException">It has others.</exception>
    public void RequireFields(string folder, IReadOnlyList<FieldDeclaration>? wanted)
    {
        if (wanted is not null && !wanted.ToHashSet().SetEquals(Schema.Fields))
        {
            var has = Schema.Fields.Count == 0 ? "no fields of its own" : $"the fields {string.Join(", ", Schema.Fields)}";
            throw new IndexException(
                IndexFault.Version, folder,
                $"The index in {folder} was made with {has}. Leave the option out to use the index as it is, or rebuild it from its stored "
                + "articles with the option (searchcore rebuild --field, ArticleIndex.Rebuild).");
        }
    }

    /// <summary>As user data.</summary>
    public IDictionary<string, string> ToUserData()
    {
        var data = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [SchemaKey] = SchemaText,
            [SequenceKey] = Sequence.ToString(CultureInfo.InvariantCulture),
            [NextChunkKey] = NextChunk.ToString(CultureInfo.InvariantCulture),
        };
        if (Checkpoint is not null)
        {
            data[CheckpointKey] = Checkpoint.ToString();
        }

        if (Epoch > 0)
        {
            data[EpochKey] = Epoch.ToString(CultureInfo.InvariantCulture);
        }

        if (Event is { } number)
        {
            data[EventKey] = number.ToString(CultureInfo.InvariantCulture);
        }

        return data;
    }

    /// <summary>The number alone; 0 where the data has none.</summary>
    public static long SequenceOf(IDictionary<string, string> userData) =>
        userData.TryGetValue(SequenceKey, out var text)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : 0;

    /// <summary>From user data.</summary>
    /// <exception cref="IndexException">The commit is not SearchCore's, or of another schema.</exception>
    public static CommitData Read(string folder, IDictionary<string, string> userData)
    {
        var data = ReadAnySchema(folder, userData);
        return data.IsReadable
            ? data
            : throw new IndexException(
                IndexFault.Version,
                folder,
                $"The schema of the index in {folder} is not the one that this version reads ('{IndexSchema.Version}'): "
                    + $"'{IndexSchema.Foreign(data.SchemaText)}' is unknown to it. "
                    + "Rebuild it from its stored articles (searchcore rebuild), index the articles again into a new folder, "
                    + "or use the version that wrote it.");
    }

    /// <summary>From user data of whatever schema.</summary>
    /// <exception cref="IndexException">The commit is not SearchCore's.</exception>
    public static CommitData ReadAnySchema(string folder, IDictionary<string, string> userData)
    {
        if (!userData.TryGetValue(SchemaKey, out var schema))
        {
            throw new IndexException(
                IndexFault.Version, folder,
                $"The folder {folder} holds a Lucene index that SearchCore did not write. Choose another folder for SearchCore's index.");
        }

        return new CommitData(
            schema, Number(SequenceKey), Number(NextChunkKey),
            Checkpoint.Parse(userData.TryGetValue(CheckpointKey, out var text) ? text : null))
        {
            Epoch = userData.ContainsKey(EpochKey) ? Number(EpochKey) : 0,
            Event = userData.ContainsKey(EventKey) ? Number(EventKey) : null,
        };

        long Number(string key) =>
            userData.TryGetValue(key, out var value)
                && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new IndexException(
                    IndexFault.Version, folder,
                    $"The index in {folder} was written by a version this one does not know (schema '{schema}'). "
                    + "Use the version that wrote it, or index the articles again into a new folder.");
    }
}
