using System.CommandLine;
using System.Globalization;

using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Samples;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>Copies an index as it is at this moment.</summary>
internal sealed class SnapshotVerb : Verb
{
    private readonly Argument<string> target = new("DIR") { Description = "the folder to make; it may exist if it is empty" };
    private readonly Option<string?> index = Common.Index();

    public override string Name => "snapshot";

    public override string Summary => "copy an index as it is, also while articles are added";

    public override string Teaching => """
        A snapshot is the last commit in a folder of its own, an index like any other. It needs no lock: an
        indexing process goes on meanwhile. On the same file system its files are second names of the
        index's (hard links), which takes no time and no room. That protects against deletion and mistakes,
        not against the disk: take one to another disk as well. 'searchcore restore DIR' brings it back.
        """;

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
    [
        ("snapshot backups/monday --index my-index", "beside the index, in milliseconds"),
        ("snapshot /mnt/other-disk/monday --index my-index", "copied and compared with the checksums"),
    ];

    public override IReadOnlyList<Argument> Arguments => [target];

    public override IReadOnlyList<Option> Options => [index];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        var folder = DefaultIndex.Resolve(line.GetValue(index), shell);
        var taken = ArticleIndex.TakeSnapshot(folder, shell.Full(line.GetValue(target)!), shell.Cancellation);
        shell.Out.WriteLine(SafeText.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"snapshot of commit {taken.Sequence:N0} in {taken.Path}: {Amounts.Count(taken.Articles, "article")}, "
                + $"{Amounts.Count(taken.Files, "file")}, {Amounts.Bytes(taken.Bytes)}, "
                + $"{(taken.Linked == taken.Files ? "linked" : "copied")}")));
        return ExitCode.Done;
    }
}
