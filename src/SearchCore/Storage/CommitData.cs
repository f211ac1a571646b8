using System.Globalization;

namespace SearchCore.Storage;

/// <summary>What every commit says about itself, in the user data of <c>segments_N</c>.</summary>
/// <param name="Sequence">The commit's number, from 1.</param>
/// <param name="NextChunk">The lowest chunk number of input not used yet.</param>
/// <param name="Checkpoint">How far the load under way has come; null where none is, or where it cannot be continued.</param>
internal sealed record CommitData(long Sequence, long NextChunk, Checkpoint? Checkpoint = null)
{
    /// <summary>
    /// Fields, their encodings and the analysis in one name. An index with another one answers wrongly, so it is refused.
    /// </summary>
    public const string Fingerprint = "searchcore-1/english-1";

    private const string FingerprintKey = "searchcore.schema", SequenceKey = "searchcore.sequence", NextChunkKey = "searchcore.next-chunk",
        CheckpointKey = "searchcore.checkpoint";

    /// <summary>The commit before the first.</summary>
    public static CommitData None { get; } = new(0, 0);

    /// <summary>The schema it was written with; this version's where it is new.</summary>
    public string Schema { get; private init; } = Fingerprint;

    /// <summary>As user data.</summary>
    public IDictionary<string, string> ToUserData()
    {
        var data = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [FingerprintKey] = Fingerprint,
            [SequenceKey] = Sequence.ToString(CultureInfo.InvariantCulture),
            [NextChunkKey] = NextChunk.ToString(CultureInfo.InvariantCulture),
        };
        if (Checkpoint is not null)
        {
            data[CheckpointKey] = Checkpoint.ToString();
        }

        return data;
    }

    /// <summary>From user data.</summary>
    /// <exception cref="IndexException">The commit is not SearchCore's, or of another schema.</exception>
    public static CommitData Read(string folder, IDictionary<string, string> userData)
    {
        var data = ReadAnySchema(folder, userData);
        return data.Schema == Fingerprint
            ? data
            : throw new IndexException(
                IndexFault.Version, folder, $"The index in {folder} has the schema '{data.Schema}', this version reads '{Fingerprint}'. Rebuild it from its stored articles (searchcore rebuild), index the articles again into a new folder, or use the version that wrote it.");
    }

    /// <summary>From user data of whatever schema.</summary>
    /// <exception cref="IndexException">The commit is not SearchCore's.</exception>
    public static CommitData ReadAnySchema(string folder, IDictionary<string, string> userData)
    {
        if (!userData.TryGetValue(FingerprintKey, out var schema))
        {
            throw new IndexException(
                IndexFault.Version, folder, $"The folder {folder} holds a Lucene index that SearchCore did not write. Choose another folder for SearchCore's index.");
        }

        return new CommitData(Number(SequenceKey), Number(NextChunkKey), Checkpoint.Parse(userData.TryGetValue(CheckpointKey, out var text) ? text : null)) { Schema = schema };

        long Number(string key) =>
            userData.TryGetValue(key, out var value) && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new IndexException(IndexFault.Version, folder, $"The index in {folder} was written by a version this one does not know (schema '{schema}'). Use the version that wrote it, or index the articles again into a new folder.");
    }
}
