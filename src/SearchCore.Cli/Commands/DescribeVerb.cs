using System.CommandLine;

using SearchCore.Cli.Exporting;
using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Research;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>What an archive, or what a query finds of it, holds and lacks.</summary>
internal sealed class DescribeVerb : Verb
{
    private readonly Argument<string[]> query = new("QUERY")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "of these articles only; several words need no quotes (default: all)",
    };

    private readonly Option<string[]?> index = Common.Indexes();
    private readonly Option<string?> top = new("--top")
    {
        HelpName = "N",
        Description = "list so many values of each kind, 1 to 1000 (default: three beside\neach kind)",
    };

    private readonly StudyOptions study = new("the description", "only articles with this value. May be repeated");

    public override string Name => "describe";

    public override string Summary => "what an archive holds: years, sources, kinds, languages, fields filled, gaps";

    public override string Teaching => """
        Articles by year with the months in which there is none between the first and the last; how many have a
        title, a date, a source and so on; of each kind how many values there are and the most frequent.
        """;

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
    [
        ("describe", "the whole archive"),
        ("describe 'source:Wire' --output md", "of one source, as Markdown"),
    ];

    public override IReadOnlyList<Argument> Arguments => [query];

    public override IReadOnlyList<Option> Options => [index, study.Select, top, .. study.Meaning, .. study.Output];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        var (request, target) = study.Read(line, shell);
        request = request with { Query = string.Join(' ', line.GetValue(query) ?? []) };
        int? most = line.GetValue(top) is { } number ? Common.Number("--top", number, 10, 1, 1_000) : null;
        using var opened = Open(line.GetValue(index), shell);
        using var searcher = opened.OpenSearcher();
        var description = Description.Of(searcher, request, most, shell.Cancellation);
        SheetsPrinter.Print(shell, description.Sheets, target);
        DiagnosticText.Write(shell.Error, request.Query, description.Warnings);
        StudyOptions.WritePartial(shell, request, description.IsPartial);
        return description.IsPartial ? ExitCode.Partial : description.Articles == 0 ? ExitCode.NoHits : ExitCode.Done;
    }
}
