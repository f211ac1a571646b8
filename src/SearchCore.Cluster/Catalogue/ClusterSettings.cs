namespace SearchCore.Cluster.Catalogue;

/// <summary>What a cluster is made for, fixed when it is created. Immutable.</summary>
public sealed record ClusterSettings
{
    /// <summary>What it is called: 1 to 48 lower-case letters, digits and underscores, a letter first.</summary>
    public required string Name { get; init; }

    /// <summary>How many shards it has: a power of two, 1 to <see cref="ShardMap.MostShards"/>.</summary>
    public required int Shards { get; init; }

    /// <summary>As <see cref="ArticleIndexOptions.Language"/>, of every shard. Null for English.</summary>
    public string? Language { get; init; }

    /// <summary>As <see cref="ArticleIndexOptions.ExactForms"/>, of every shard. Default: without.</summary>
    public bool ExactForms { get; init; }

    /// <summary>As <see cref="ArticleIndexOptions.Fields"/>, of every shard. Default: none.</summary>
    public IReadOnlyList<FieldDeclaration> Fields { get; init; } = [];

    /// <summary>
    /// How many versions are kept, with all their generations, for cursors and coordinators that pinned one: 1 to 1,000, default 16.
    /// </summary>
    public int KeptVersions { get; init; } = 16;

    /// <summary>Which shard an article belongs to.</summary>
    public ShardMap Map => new(Shards);

    /// <summary>The options of an index, made for this cluster.</summary>
    /// <param name="options">Everything else; null for the defaults.</param>
    public ArticleIndexOptions Apply(ArticleIndexOptions? options = null) => (options ?? new ArticleIndexOptions()) with
    {
        Language = Language,
        ExactForms = ExactForms,
        Fields = Fields,
    };

    /// <summary>Finds every fault at once.</summary>
    /// <exception cref="ArgumentException">Something is out of bounds; the message names everything that is.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        if (!IsName(Name))
        {
            faults.Add($"Name is '{Name}'; it is 1 to {LongestName} lower-case letters, digits and underscores, a letter first.");
        }

        if (Shards is < 1 or > ShardMap.MostShards || !int.IsPow2(Shards))
        {
            faults.Add($"Shards is {Shards}; it is a power of two, 1 to {ShardMap.MostShards}.");
        }

        if (KeptVersions is < 1 or > 1_000)
        {
            faults.Add($"KeptVersions is {KeptVersions}; it goes from 1 to 1,000.");
        }

        try
        {
            Apply().Validate();
        }
        catch (ArgumentException e)
        {
            faults.Add(e.Message);
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", faults));
        }
    }

    /// <inheritdoc/>
    public bool Equals(ClusterSettings? other) =>
        other is not null
        && (Name, Shards, Language, ExactForms, KeptVersions) ==
           (other.Name, other.Shards, other.Language, other.ExactForms, other.KeptVersions)
        && Fields.SequenceEqual(other.Fields);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Shards, Language, ExactForms, KeptVersions);

    internal const int LongestName = 48;

    /// <summary>Whether a text may be a cluster's name.</summary>
    internal static bool IsName(string? name) =>
        name is { Length: > 0 and <= LongestName } && name[0] is >= 'a' and <= 'z'
        && name.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '_');
}
