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

/// <summary>Settings as they are stored, and what changes of them. A form that a later version changes gets another number.</summary>
/// <param name="Format">The form's number.</param>
/// <param name="Name"><see cref="ClusterSettings.Name"/>.</param>
/// <param name="Shards"><see cref="ClusterSettings.Shards"/>, which a split doubles.</param>
/// <param name="Language"><see cref="ClusterSettings.Language"/>.</param>
/// <param name="ExactForms"><see cref="ClusterSettings.ExactForms"/>.</param>
/// <param name="Fields"><see cref="ClusterSettings.Fields"/>, each as text.</param>
/// <param name="KeptVersions"><see cref="ClusterSettings.KeptVersions"/>.</param>
/// <param name="Splitting">Who splits the cluster now; null where nobody does.</param>
/// <param name="Placed">The shards that somebody placed; null for none.</param>
internal sealed record StoredSettings(
    int Format, string Name, int Shards, string? Language, bool ExactForms, IReadOnlyList<string> Fields, int KeptVersions,
    string? Splitting = null, IReadOnlyList<StoredPlacement>? Placed = null)
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

    /// <summary>The placed shards by number.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<string>> ToPlaced() => (Placed ?? []).ToDictionary(p => p.Shard, p => p.Nodes);

    /// <summary>The same with one shard placed, or following the rule where there are no nodes.</summary>
    public StoredSettings WithPlaced(int shard, IReadOnlyList<string> nodes)
    {
        var others = (Placed ?? []).Where(p => p.Shard != shard);
        var placed = nodes.Count == 0 ? others.ToList() : [.. others.Append(new(shard, nodes)).OrderBy(p => p.Shard)];
        return this with { Placed = placed.Count == 0 ? null : placed };
    }
}

/// <summary>A shard that somebody placed.</summary>
internal sealed record StoredPlacement(int Shard, IReadOnlyList<string> Nodes);

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
/// <param name="Settings">The settings after it; null as they were created.</param>
internal sealed record CatalogueRecord(
    long Change, Guid Id, Guid? Previous, long Version, IReadOnlyList<StoredOwner> Owners, IReadOnlyList<StoredGeneration> Generations,
    IReadOnlyList<KeptVersion> Kept, StoredSettings? Settings = null)
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
