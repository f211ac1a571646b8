using System.CommandLine;

using SearchCore.Cli.Exporting;
using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>What the verbs have in common that study many articles: which ones, for how long, where the tables go.</summary>
/// <param name="what">What goes into a file, for the help.</param>
/// <param name="chosen">What <c>--select</c> says in the help.</param>
internal sealed class StudyOptions(string what, string chosen)
{
    private readonly QueryOptions meaning = new();
    private readonly TimeLimitOption time = new("10s");
    private readonly Option<string?> file = Common.File(what);
    private readonly Option<string?> output =
        Common.Output("table (default on a terminal), json (default in a pipe), jsonl, csv, tsv,\nmd");

    /// <summary>The choice of values.</summary>
    public Option<string[]> Select { get; } = new("--select") { HelpName = "KIND=VALUE", Description = chosen };

    /// <summary>How queries are meant and how long they may take.</summary>
    public IEnumerable<Option> Meaning => [.. meaning.All, time.Option];

    /// <summary>Where it goes, in which form.</summary>
    public IEnumerable<Option> Output => [file, output];

    /// <summary>The request without a query, and where the tables go.</summary>
    public (SearchRequest Request, Target Target) Read(ParseResult line, Shell shell)
    {
        var standard = shell.OutIsTerminal ? OutputFormat.Table : OutputFormat.Json;
        var target = Target.Read(line.GetValue(output), line.GetValue(file), standard, shell);
        return (
            meaning.Read(line, shell) with
            {
                Select = [.. (line.GetValue(Select) ?? []).Select(Common.ReadSelect)],
                TimeLimit = time.Read(line) ?? TimeSpan.FromSeconds(10),
            },
            target);
    }

    /// <summary>Says that a study is a part where it is.</summary>
    public static void WritePartial(Shell shell, SearchRequest request, bool isPartial)
    {
        if (isPartial)
        {
            shell.Complain(
                $"partial: the time limit of {TimeLimitOption.Text(request.TimeLimit)} was reached; --time-limit 1m waits longer");
        }
    }
}
