using SearchCore.Cli.Terminal;
using SearchCore.Entities;

namespace SearchCore.Cli.Samples;

/// <summary>
/// Where the index is when nobody says: <c>index-data/index</c> in this folder or the nearest one above that has <c>index-data</c>.
/// </summary>
internal static class DefaultIndex
{
    private const string Data = "index-data", Cluster = "cluster:";

    /// <summary>The folder <c>index-data</c>, or null where there is none.</summary>
    public static string? DataFolder(Shell shell)
    {
        for (var folder = shell.Folder; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var data = Path.Combine(folder, Data);
            if (Directory.Exists(data))
            {
                return data;
            }
        }

        return null;
    }

    /// <summary>The configuration file of the cluster that was asked for; null where it was no cluster, or one among others.</summary>
    public static string? ClusterOf(string[]? asked) =>
        asked is [var only] && only.StartsWith(Cluster, StringComparison.OrdinalIgnoreCase)
            ? only.Length > Cluster.Length ? only[Cluster.Length..] : "searchcore-node.json" : null;

    /// <summary>The index's folder: what was asked for, or the default, whether it exists or not.</summary>
    /// <param name="asked">What was asked for; null or empty for the default.</param>
    /// <param name="shell">What stands around.</param>
    /// <param name="inCluster">The call that does the same in a cluster, without its name and <c>--config</c>.</param>
    /// <exception cref="UsageException">A cluster was asked for, which is no folder (<see cref="ClusterOf"/>).</exception>
    public static string Resolve(string? asked, Shell shell, string inCluster = "search 'QUERY'") => asked switch
    {
        null or "" => Path.Combine(DataFolder(shell) ?? Path.Combine(shell.Folder, Data), "index"),
        _ when asked.StartsWith(Cluster, StringComparison.OrdinalIgnoreCase) => throw new UsageException(
            $"'{asked}' is a cluster, and 'search' alone takes one, with nothing beside it; the rest is searchcore-node's: searchcore-node "
                + $"{inCluster} --config {ClusterOf([asked])} (docs/cluster.md); a folder of this name is ./{asked}"),
        _ => shell.Full(asked),
    };

    /// <summary>The sample articles, or null where there are none.</summary>
    public static string? Articles(Shell shell) =>
        DataFolder(shell) is { } data && Path.Combine(data, "articles") is var articles && Directory.Exists(articles) ? articles : null;

    /// <summary>Opens one index for searching, or several as one.</summary>
    /// <param name="asked">The folders asked for; null or none for the default.</param>
    /// <param name="shell">What stands around.</param>
    /// <param name="recognizer">Whose aliases find entities by their names; null for none.</param>
    /// <param name="synonyms">What queries read as something else too; null for nothing.</param>
    /// <exception cref="UsageException">A folder is named twice.</exception>
    public static OpenedIndexes OpenAllForReading(
        string[]? asked, Shell shell, IEntityRecognizer? recognizer = null, Synonyms? synonyms = null)
    {
        if (asked is not { Length: > 1 })
        {
            return new(OpenForReading(asked is [var only] ? only : null, shell, recognizer, synonyms));
        }

        var folders = asked.Select(folder => Resolve(folder, shell)).ToList();
        if (folders.GroupBy(f => f, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new UsageException($"--index {twice.Key} is given twice");
        }

        return new(ArticleIndexSet.Open(folders, new ArticleIndexOptions { Recognizer = recognizer, Synonyms = synonyms }));
    }

    /// <summary>Opens an index for searching.</summary>
    /// <param name="asked">The folder asked for.</param>
    /// <param name="shell">What stands around.</param>
    /// <param name="recognizer">Whose aliases find entities by their names; null for none.</param>
    /// <param name="synonyms">What queries read as something else too; null for nothing.</param>
    public static ArticleIndex OpenForReading(
        string? asked, Shell shell, IEntityRecognizer? recognizer = null, Synonyms? synonyms = null) => ArticleIndex.Open(
            Resolve(asked, shell),
            new ArticleIndexOptions { Access = IndexAccess.ReadOnly, Recognizer = recognizer, Synonyms = synonyms });
}
