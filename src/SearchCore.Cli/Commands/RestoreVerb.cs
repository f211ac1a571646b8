using System.CommandLine;
using System.Globalization;

using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Samples;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>Brings a snapshot back.</summary>
internal sealed class RestoreVerb : Verb
{
    private readonly Argument<string> snapshot = new("DIR") { Description = "the snapshot's folder; it stays as it is" };
    private readonly Option<string?> index = Common.Index();
    private readonly Option<bool> yes = new("--yes") { Description = "do not ask (only a terminal is asked)" };

    public override string Name => "restore";

    public override string Summary => "verify a snapshot and put it in the place of an index";

    public override string Teaching => """
        Every byte of the snapshot is verified first. Then it takes the place of the index in one commit:
        whatever happens, one of the two is there, and searches go on. An index that is damaged is not
        replaced but moved aside, to DIR.damaged-1. A snapshot of another version's schema is refused:
        restore it with the version that wrote it, or rebuild it (searchcore rebuild --index DIR) and
        restore it then.
        """;

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
        [("restore backups/monday --index my-index", "my-index is as it was on Monday")];

    public override IReadOnlyList<Argument> Arguments => [snapshot];

    public override IReadOnlyList<Option> Options => [index, yes];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        var folder = DefaultIndex.Resolve(line.GetValue(index), shell);
        if (Directory.Exists(folder) && !Common.Confirm(shell, line.GetValue(yes), $"Replace the index in {folder}?"))
        {
            shell.Complain("nothing was restored");
            return ExitCode.Interrupted;
        }

        var restored = ArticleIndex.Restore(
            shell.Full(line.GetValue(snapshot)!), folder, new ArticleIndexOptions { Clock = shell.Clock }, shell.Cancellation);
        if (restored.Aside is { } aside)
        {
            shell.Complain($"the index that was there is damaged; it was moved to {aside}");
        }

        shell.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"restored: {Amounts.Count(restored.Articles, "article")}, {Amounts.Bytes(restored.Bytes)} verified, "
            + $"commit {restored.Sequence:N0}"));
        return ExitCode.Done;
    }
}
