using System.CommandLine;
using System.Globalization;

using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Samples;
using SearchCore.Cli.Terminal;
using SearchCore.Json;

namespace SearchCore.Cli.Commands;

/// <summary>Figures about an index.</summary>
internal sealed class StatsVerb : Verb
{
    private readonly Option<string?> index = Common.Index();
    private readonly Option<string?> output = Common.Output("table (default on a terminal), json (default in a pipe)");

    public override string Name => "stats";

    public override string Summary => "how large an index is";

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
        [("stats --output json", "articles, deleted, segments, bytes, sequence")];

    public override IReadOnlyList<Option> Options => [index, output];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        var format = Common.ReadOutput(line.GetValue(output), shell, OutputFormat.Table, OutputFormat.Json, OutputFormat.Jsonl);
        using var opened = DefaultIndex.OpenForReading(line.GetValue(index), shell);
        var figures = opened.Statistics();
        if (format == OutputFormat.Table)
        {
            var text = CultureInfo.InvariantCulture;
            shell.Out.WriteLine($"index     {SafeText.Line(opened.Path)}");
            shell.Out.WriteLine(string.Create(text, $"articles  {figures.Articles:N0}"));
            shell.Out.WriteLine(string.Create(text, $"deleted   {figures.Deleted:N0}"));
            shell.Out.WriteLine(string.Create(text, $"segments  {figures.Segments:N0}"));
            shell.Out.WriteLine(string.Create(text, $"size      {Amounts.Bytes(figures.Bytes)}"));
            shell.Out.WriteLine(string.Create(text, $"commit    {figures.Sequence:N0}"));
            shell.Out.WriteLine($"words     {(figures.ExactForms ? "by stem and by exact form" : "by stem")}");
            shell.Out.WriteLine($"language  {figures.Language} where articles do not say theirs");
            if (figures.Languages is not [] and not [{ Value: "en" }])
            {
                var languages = figures.Languages.Select(l => string.Create(text, $"{l.Value} {l.Count:N0}"));
                shell.Out.WriteLine($"articles in {string.Join(", ", languages)}");
            }

            shell.Out.WriteLine(string.Create(text, $"cache     up to {Amounts.Bytes(figures.CacheLimit)} for searches"));
            shell.Out.WriteLine(string.Create(text, $"handles   up to {figures.OpenFileLimit:N0} open files"));
            return ExitCode.Done;
        }

        JsonLine.Write(shell.Out, json => SearchCoreJsonWriter.Write(json, figures));
        return ExitCode.Done;
    }
}
