using System.CommandLine;

using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;
using SearchCore.Json;
using SearchCore.Queries;

namespace SearchCore.Cli.Commands;

/// <summary>How a query is understood.</summary>
internal sealed class ParseVerb : Verb
{
    private readonly Argument<string[]> query = Common.Query();
    private readonly QueryOptions meaning = new();

    public override string Name => "parse";

    public override string Summary => "show how a query is understood, as JSON; needs no index";

    public override string Teaching => QueryHelp.Text;

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
    [
        ("parse 'syria AND date:last-30d' --now 2017-12-11", "the tree, with the dates resolved"),
        ("parse 'persn:putin'", "what is wrong with a query, and how to mend it; exit code 2"),
    ];

    public override IReadOnlyList<Argument> Arguments => [query];

    public override IReadOnlyList<Option> Options => meaning.All;

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        var request = meaning.Read(line, shell);
        var text = string.Join(' ', line.GetValue(query) ?? []);
        var options = new QueryTextOptions { Now = request.Now, Zone = Common.ReadZone(request.Zone), Lenient = request.Lenient };
        var parsed = QueryText.Parse(text, request.Dialect, options);
        JsonLine.Write(shell.Out, json => SearchCoreJsonWriter.Write(json, parsed));
        if (parsed.IsValid)
        {
            return ExitCode.Done;
        }

        shell.Out.Flush();
        DiagnosticText.Write(shell.Error, text, parsed.Diagnostics);
        return ExitCode.Usage;
    }
}
