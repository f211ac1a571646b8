using Microsoft.Extensions.Options;

using SearchCore.Client.Contracts;
using SearchCore.Web.Configuration;

namespace SearchCore.Web.Collections;

/// <summary>
/// The snapshots of collections, in the configured folder: one folder each, whose name never has a separator. Thread-safe.
/// </summary>
internal sealed class Snapshots(IOptions<ServiceOptions> options)
{
    /// <summary>What a name is, for whoever gave another.</summary>
    public const string NameRule =
        "The name of a snapshot is letters, digits, dots, dashes and underlines, 64 at most, and begins with no dot.";

    private const int MaxName = 64;

    private static readonly EnumerationOptions Real = new() { AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>Whether there is a folder for them.</summary>
    public bool IsConfigured => options.Value.SnapshotFolder is { Length: > 0 };

    /// <summary>Whether a text is the name of a snapshot, so that it can be part of a path.</summary>
    public static bool IsName(string? text) => text is { Length: > 0 and <= MaxName } && text[0] != '.'
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    /// <summary>The folder of a snapshot, whether or not it is there.</summary>
    /// <exception cref="ArgumentException">The name is none.</exception>
    public string PathOf(Collection collection, string name) => IsName(name)
        ? Path.Combine(FolderOf(collection), name)
        : throw new ArgumentException(NameRule, nameof(name));

    /// <summary>Whether a snapshot is there.</summary>
    public bool Has(Collection collection, string name) => Directory.Exists(PathOf(collection, name));

    /// <summary>Those of a collection, the newest first; looked at quickly.</summary>
    public IReadOnlyList<SnapshotInfo> Of(Collection collection, CancellationToken cancellation)
    {
        var folder = new DirectoryInfo(FolderOf(collection));
        return folder.Exists
            ? [.. folder.EnumerateDirectories("*", Real).Where(d => IsName(d.Name)).Select(d => Look(d, cancellation))
                .OrderByDescending(s => s.Taken).ThenBy(s => s.Name, StringComparer.Ordinal)]
            : [];
    }

    /// <summary>What went wrong with a snapshot, without the path, which is the operator's.</summary>
    public string Told(Collection collection, string name, string message) =>
        message.Replace(PathOf(collection, name), name, StringComparison.Ordinal)
            .Replace(FolderOf(collection), collection.Name, StringComparison.Ordinal)
            .Replace(collection.Engine.Path, collection.Name, StringComparison.Ordinal);

    private static SnapshotInfo Look(DirectoryInfo snapshot, CancellationToken cancellation)
    {
        var info = new SnapshotInfo { Name = snapshot.Name, Taken = new(snapshot.LastWriteTimeUtc, TimeSpan.Zero) };
        try
        {
            var check = ArticleIndex.Check(snapshot.FullName, quick: true, cancellation);
            return info with
            {
                Articles = check.Articles,
                Bytes = snapshot.EnumerateFiles().Sum(f => f.Length),
                Problem = check.IsSound ? null : check.Problems[0].Replace(snapshot.FullName, snapshot.Name, StringComparison.Ordinal),
            };
        }
        catch (IOException e)
        {
            // Also one that is being taken: its commit comes last.
            return info with { Problem = e.Message.Replace(snapshot.FullName, snapshot.Name, StringComparison.Ordinal) };
        }
    }

    private string FolderOf(Collection collection) => Path.Combine(Path.GetFullPath(options.Value.SnapshotFolder!), collection.Name);
}
