using System.CommandLine;
using System.Globalization;

using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>What the index holds of a field.</summary>
internal sealed class TermsVerb : Verb
{
    private readonly Argument<string?> kind = new("FIELD")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "title, body, or a kind: person, place, source, tag …; without one the\nkinds are listed",
    };
    private readonly Argument<string?> prefix =
        new("PREFIX") { Arity = ArgumentArity.ZeroOrOne, Description = "only those that begin so (of names and values: a word in them)" };
    private readonly Option<string[]?> index = Common.Indexes();
    private readonly Option<string?> limit = new("--limit") { HelpName = "N", Description = "how many, 1 to 1000 (default: 20)" };
    private readonly TimeLimitOption time = new("off");
    private readonly Option<string?> output = Common.Output("table (default on a terminal), jsonl (default in a pipe), csv, tsv");

    public override string Name => "terms";

    public override string Summary => "list the most frequent values of a kind, or terms of a field";

    public override string Teaching => """
        Terms of title and body are stems, as the index holds them: 'withdraw' stands for withdrawing too. Articles
        that were deleted count for terms until their segments are merged; for values they never do.
        """;

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
    [
        ("terms", "which kinds there are"),
        ("terms person pu --limit 5", "Vladimir Putin among them, with how many articles name him"),
        ("terms body econ --output csv", "terms that begin so, for a spreadsheet"),
    ];

    public override IReadOnlyList<Argument> Arguments => [kind, prefix];

    public override IReadOnlyList<Option> Options => [index, limit, time.Option, output];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        var format = Common.ReadOutput(
            line.GetValue(output), shell, OutputFormat.Table, OutputFormat.Jsonl, OutputFormat.Csv, OutputFormat.Tsv);
        using var opened = Open(line.GetValue(index), shell);
        using var searcher = opened.OpenSearcher();
        if (line.GetValue(kind) is not { } name)
        {
            foreach (var known in (string[])["title", "body", .. searcher.Kinds()])
            {
                shell.Out.WriteLine(SafeText.Line(known));
            }

            return ExitCode.Done;
        }

        var field = name is "title" or "body" ? name : Common.ReadKind("terms", name);
        var most = Common.Number("--limit", line.GetValue(limit), 20, 1, 1_000);
        if (field is not ("title" or "body"))
        {
            KnownKinds.Require(searcher, shell, "terms", [field]);
        }

        return time.Within(line, shell, token =>
        {
            var values = searcher.Terms(field, line.GetValue(prefix)?.TrimEnd('*') ?? "", most, token);
            Print(shell, values, format);
            return values.Count > 0 ? ExitCode.Done : ExitCode.NoHits;
        });
    }

    private static void Print(Shell shell, IReadOnlyList<FacetValue> values, OutputFormat format)
    {
        if (format is OutputFormat.Csv or OutputFormat.Tsv)
        {
            Delimited.WriteValues(shell.Out, values, tabs: format == OutputFormat.Tsv);
            return;
        }

        foreach (var (value, count) in values)
        {
            if (format == OutputFormat.Table)
            {
                shell.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,9:N0}  {SafeText.Line(value)}"));
                continue;
            }

            JsonLine.Write(shell.Out, json =>
            {
                json.WriteStartObject();
                json.WriteString("value"u8, value);
                json.WriteNumber("count"u8, count);
                json.WriteEndObject();
            });
        }
    }
}
