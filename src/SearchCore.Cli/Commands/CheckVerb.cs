using System.CommandLine;

using SearchCore.Cli.Output;
using SearchCore.Cli.Samples;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>Whether an index is sound.</summary>
internal sealed class CheckVerb : Verb
{
    private readonly Option<string?> index = Common.Index();

    public override string Name => "check";

    public override string Summary => "read every byte of an index and say whether it is sound";

    public override IReadOnlyList<(string Call, string Meaning)> Examples => [("check --index my-index", "exit code 0 where it is sound, 3 where it is not")];

    public override IReadOnlyList<Option> Options => [index];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        var folder = DefaultIndex.Resolve(line.GetValue(index), shell);
        var check = ArticleIndex.Check(folder, cancellation: shell.Cancellation);
        foreach (var problem in check.Problems)
        {
            shell.Out.WriteLine(SafeText.Line(problem));
        }

        shell.Out.WriteLine(check.IsSound
            ? $"sound: {Amounts.Count(check.Articles, "article")} in {Amounts.Count(check.Segments, "segment")}, {Amounts.Bytes(check.Bytes)} read"
            : $"not sound: {Amounts.Count(check.Problems.Count, "problem")}");
        return check.IsSound ? ExitCode.Done : ExitCode.IndexFault;
    }
}
