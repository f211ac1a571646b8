using System.CommandLine;

using SearchCore.Cli.Interactive;
using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Samples;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>
/// What <c>searchcore</c> alone does: the console for a person, a query a line for a pipe, the tour where nobody asks anything.
/// </summary>
internal sealed class ConsoleVerb : Verb
{
    private readonly Option<bool> tour = new("--tour") { Description = "a short tour of the sample archive, never interactive" };
    private readonly Option<string?> index = Common.Index();
    private readonly Option<string?> zone = Common.Zone();
    private readonly Option<string?> output = Common.Output("of queries from a pipe: table, json, jsonl, csv, tsv");

    public override string Name => "searchcore";

    public override string Summary => "the interactive console";

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
        [("--tour", "a short tour"), ("--index my-index", "the console on an index of your own")];

    public override IReadOnlyList<Option> Options => [tour, index, zone, output];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        if (line.GetValue(tour))
        {
            return Tour.Run(shell);
        }

        var format = Common.ReadOutput(
            line.GetValue(output), shell, OutputFormat.Table, OutputFormat.Json, OutputFormat.Jsonl, OutputFormat.Csv, OutputFormat.Tsv);
        var folder = line.GetValue(index);
        var place = line.GetValue(zone);
        _ = Common.ReadZone(place);
        if (!shell.InIsTerminal)
        {
            return QueryLines.Run(folder, place, format, shell);
        }

        if (!shell.OutIsTerminal)
        {
            return Tour.Run(shell);
        }

        using var opened = SampleIndex.OpenOrBuild(folder, shell, out var built);
        return new Session(shell, opened, place).Run(built);
    }
}
