using System.CommandLine;
using System.Globalization;

using SearchCore.Cli.Options;
using SearchCore.Cli.Samples;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>Makes a follower the index to write to.</summary>
internal sealed class PromoteVerb : Verb
{
    private readonly Option<string?> index = Common.Index();
    private readonly Option<bool> yes = new("--yes") { Description = "do not ask (only a terminal is asked)" };

    public override string Name => "promote";

    public override string Summary => "make a follower the index that is written to";

    public override string Teaching => """
        For when the machine that sent is lost. Stop receiving into the folder first. What the lost machine
        had committed and not sent is not there. From now on commits carry a new epoch: should the old
        machine come back, the place refuses what it sends, and 'receive' never overwrites its folder.
        """;

    public override IReadOnlyList<(string Call, string Meaning)> Examples => [("promote --index copy", "copy is the index now")];

    public override IReadOnlyList<Option> Options => [index, yes];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        var folder = DefaultIndex.Resolve(line.GetValue(index), shell);
        var question = $"Write to the index in {folder} from now on, and not to the one it followed?";
        if (Directory.Exists(folder) && !Common.Confirm(shell, line.GetValue(yes), question))
        {
            shell.Complain("nothing was promoted");
            return ExitCode.Interrupted;
        }

        shell.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"promoted with commit {ArticleIndex.Promote(folder):N0}"));
        return ExitCode.Done;
    }
}
