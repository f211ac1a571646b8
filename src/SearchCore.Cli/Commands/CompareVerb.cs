using System.CommandLine;

using SearchCore.Cli.Exporting;
using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Research;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>Two queries or times beside one another.</summary>
internal sealed class CompareVerb : Verb
{
    private readonly Argument<string[]> sides = new("A B")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "two queries, or two dates such as 2018-02 2018-03; each one word of the\ncommand line: quote what has blanks",
    };

    private readonly Option<string[]?> index = Common.Indexes();
    private readonly Option<string?> top = new("--top") { HelpName = "N", Description = "values of each kind, 1 to 100 (default: 5)" };
    private readonly StudyOptions study = new("the comparison", "only articles with this value, on both sides. May be repeated");
    private readonly RecognizerOption gazetteer = new();
    private readonly SynonymsOption synonyms = new();

    public override string Name => "compare";

    public override string Summary => "two queries or months beside one another: counts, shares, who and what differs";

    public override string Teaching => """
        Of each side: how many articles, which share of the archive, how many are in both. Then the persons, places,
        organizations and words that are more frequent on one side than on the other, by their significance (G²), with
        how many of its articles have them and how many of the other side's. A side that is a date means what was
        published then.
        """;

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
    [
        ("compare 2018-02 2018-03", "what changed between two months"),
        ("compare 'tariff steel' 'tariff cars' --top 10", "two topics"),
        ("compare 'source:Wire' 'source:Gazette' --date 2018 --file papers.md", "two papers in one year, as Markdown"),
    ];

    public override IReadOnlyList<Argument> Arguments => [sides];

    public override IReadOnlyList<Option> Options =>
        [index, top, study.Select, .. study.Meaning, gazetteer.Option, synonyms.Option, .. study.Output];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        var (request, target) = study.Read(line, shell);
        if (line.GetValue(sides) is not [var first, var second])
        {
            throw new UsageException("'compare' takes two queries or dates; quote each that has blanks: compare 'oil price' 'gold price'");
        }

        var most = Common.Number("--top", line.GetValue(top), 5, 1, 100);
        using var opened = Open(line.GetValue(index), shell, gazetteer.Recognizer(line, shell), synonyms.Read(line, shell));
        using var searcher = opened.OpenSearcher();
        var comparison = Comparison.Of(searcher, request, first, second, most, shell.Cancellation);
        SheetsPrinter.Print(shell, comparison.Sheets, target);
        foreach (var (query, warnings) in comparison.Warnings)
        {
            DiagnosticText.Write(shell.Error, query, warnings);
        }

        StudyOptions.WritePartial(shell, request, comparison.IsPartial);
        return comparison.IsPartial ? ExitCode.Partial : comparison.IsEmpty ? ExitCode.NoHits : ExitCode.Done;
    }
}
