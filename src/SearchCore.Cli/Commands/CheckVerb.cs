using System.CommandLine;

using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Samples;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>Whether an index is sound.</summary>
internal sealed class CheckVerb : Verb
{
    private readonly Option<string?> index = Common.Index();
    private readonly Option<bool> quick =
        new("--quick") { Description = "names, lengths and ends of files only: milliseconds, but not every change" };

    public override string Name => "check";

    public override string Summary => "read every byte of an index and say whether it is sound";

    public override string Teaching => """
        Every commit writes down the name, length and checksum of each of its files; a check compares. It
        needs no lock and may run beside an indexing process. For each file that is not as it was written it
        says what to do; it changes nothing.
        """;

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
    [
        ("check --index my-index", "exit code 0 where it is sound, 3 where it is not"),
        ("check --quick --index my-index", "what an interruption or a mixed-up copy leaves"),
    ];

    public override IReadOnlyList<Option> Options => [index, quick];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        var folder = DefaultIndex.Resolve(line.GetValue(index), shell);
        var check = ArticleIndex.Check(folder, line.GetValue(quick), shell.Cancellation);
        foreach (var problem in check.Problems)
        {
            shell.Out.WriteLine(SafeText.Line(problem));
        }

        foreach (var note in check.Notes)
        {
            shell.Error.WriteLine(SafeText.Line(note));
        }

        shell.Out.WriteLine(check.IsSound
            ? $"sound: {Amounts.Count(check.Articles, "article")} in {Amounts.Count(check.Segments, "segment")}, "
            + $"{(line.GetValue(quick) ? "looked at quickly" : Amounts.Bytes(check.Bytes) + " read")}"
            : $"not sound: {Amounts.Count(check.Problems.Count, "problem")}");
        return check.IsSound ? ExitCode.Done : ExitCode.IndexFault;
    }
}
