using System.Text.Json.Serialization;

using SearchCore.Articles;

namespace SearchCore.Cluster.Catalogue;

/// <summary>What catalogues store, in JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredSettings))]
[JsonSerializable(typeof(StoredGeneration))]
[JsonSerializable(typeof(CatalogueRecord))]
internal sealed partial class CatalogueJson : JsonSerializerContext;

/// <summary>Settings as they are stored. A form that a later version changes gets another number.</summary>
internal sealed record StoredSettings(
    int Format, string Name, int Shards, string? Language, bool ExactForms, IReadOnlyList<string> Fields, int KeptVersions)
{
    /// <summary>The form that this version reads and writes.</summary>
    public const int CurrentFormat = 1;

    public static StoredSettings Of(ClusterSettings settings) => new(
        CurrentFormat, settings.Name, settings.Shards, settings.Language, settings.ExactForms,
        [.. settings.Fields.Select(f => f.ToString())], settings.KeptVersions);

    /// <exception cref="CatalogueException">They are of a later form.</exception>
    public ClusterSettings ToSettings() => Format == CurrentFormat
        ? new ClusterSettings
        {
            Name = Name,
            Shards = Shards,
            Language = Language,
            ExactForms = ExactForms,
            Fields = [.. Fields.Select(FieldDeclaration.Parse)],
            KeptVersions = KeptVersions,
        }
        : throw new CatalogueException(
            CatalogueFault.Damaged,
            $"The catalogue is of form {Format}, and this version reads form {CurrentFormat}. Use a later version.");
}

/// <summary>A generation as it is stored, dates as seconds of Unix.</summary>
internal sealed record StoredGeneration(
    int Shard, long Epoch, long Sequence, string Checksum, string Schema, long Articles, long? First, long? Last)
{
    public static StoredGeneration Of(ShardGeneration g) => new(
        g.Shard, g.Epoch, g.Sequence, g.Checksum, g.Schema, g.Articles, g.First?.UnixSeconds, g.Last?.UnixSeconds);

    public ShardGeneration ToGeneration() => new()
    {
        Shard = Shard,
        Epoch = Epoch,
        Sequence = Sequence,
        Checksum = Checksum,
        Schema = Schema,
        Articles = Articles,
        First = First is { } first ? new ArticleDate(first) : null,
        Last = Last is { } last ? new ArticleDate(last) : null,
    };
}

/// <summary>One change of a catalogue in files: everything as it is after it.</summary>
/// <param name="Change">Its number, from 1.</param>
/// <param name="Id">A name that no other record has.</param>
/// <param name="Previous">The name of the record before; null for the first.</param>
/// <param name="Version">The cluster's version after it.</param>
/// <param name="Owners">Who may write which shard.</param>
/// <param name="Generations">The generations of the version.</param>
/// <param name="Kept">The versions that are kept, the last one at the end, and which change made each.</param>
internal sealed record CatalogueRecord(
    long Change, Guid Id, Guid? Previous, long Version, IReadOnlyList<StoredOwner> Owners, IReadOnlyList<StoredGeneration> Generations,
    IReadOnlyList<KeptVersion> Kept)
{
    public static CatalogueRecord None { get; } = new(0, Guid.Empty, null, 0, [], [], []);

    public long EpochOf(int shard) => Owners.FirstOrDefault(o => o.Shard == shard)?.Epoch ?? 0;

    public ShardGeneration? GenerationOf(int shard) => Generations.FirstOrDefault(g => g.Shard == shard)?.ToGeneration();

    public ClusterVersion ToVersion() => new(Version, [.. Generations.Select(g => g.ToGeneration())]);
}

/// <summary>Who may write a shard.</summary>
internal sealed record StoredOwner(int Shard, long Epoch, string Holder);

/// <summary>A version, and the change that made it.</summary>
internal sealed record KeptVersion(long Version, long Change);
