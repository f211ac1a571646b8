using System.Globalization;

using SearchCore.Schema;

namespace SearchCore.Storage;

/// <summary>What every commit says about itself, in the user data of <c>segments_N</c>.</summary>
/// <param name="Schema">What the index is made to hold; the same in all its commits.</param>
/// <param name="Sequence">The commit's number, from 1.</param>
/// <param name="NextChunk">The lowest chunk number of input not used yet.</param>
internal sealed record CommitData(IndexSchema Schema, long Sequence, long NextChunk)
{
    private const string FingerprintKey = "searchcore.schema", SequenceKey = "searchcore.sequence", NextChunkKey = "searchcore.next-chunk";

    /// <summary>The commit before the first.</summary>
    public static CommitData None(IndexSchema schema) => new(schema, 0, 0);

    /// <summary>As user data.</summary>
    public IDictionary<string, string> ToUserData() => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [FingerprintKey] = Schema.Fingerprint,
        [SequenceKey] = Sequence.ToString(CultureInfo.InvariantCulture),
        [NextChunkKey] = NextChunk.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>From user data.</summary>
    /// <exception cref="IndexException">The commit is not SearchCore's, or of another schema.</exception>
    public static CommitData Read(string folder, IDictionary<string, string> userData)
    {
        if (!userData.TryGetValue(FingerprintKey, out var fingerprint))
        {
            throw new IndexException(
                IndexFault.Version, folder, $"The folder {folder} holds a Lucene index that SearchCore did not write. Choose another folder for SearchCore's index.");
        }

        if (IndexSchema.Parse(fingerprint) is not { } schema
            || !long.TryParse(userData[SequenceKey], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            || !long.TryParse(userData[NextChunkKey], NumberStyles.None, CultureInfo.InvariantCulture, out var next))
        {
            throw new IndexException(
                IndexFault.Version, folder, $"The index in {folder} has the schema '{fingerprint}', this version reads '{IndexSchema.Version}'. Index the articles again into a new folder, or use the version that wrote it.");
        }

        return new CommitData(schema, sequence, next);
    }
}
