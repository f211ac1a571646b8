using System.CommandLine;

using SearchCore.Articles.Reading;
using SearchCore.Cli.Terminal;
using SearchCore.Formats;

namespace SearchCore.Cli.Commands;

/// <summary>Lists the formats that articles are read in.</summary>
internal sealed class FormatsVerb : Verb
{
    public override string Name => "formats";

    public override string Summary => "the formats that articles are read in";

    public override string Teaching => """
        A file's format is told by its content, the same for a file that is named and for one in a folder;
        'index --format NAME' reads it as another. What is known and not read (Office, zip, SQLite, …)
        is refused by name with what to do about it. docs/importing.md says what each format gives.
        """;

    public override IReadOnlyList<(string Call, string Meaning)> Examples => [("formats", "their names and what they are")];

    public override IReadOnlyList<Argument> Arguments => [];

    public override IReadOnlyList<Option> Options => [];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        foreach (var format in NewsFormats.All.All.Where(f => f is not IRefusedFormat).OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            shell.Out.WriteLine($"{format.Name,-10}{format.Description}");
        }

        return ExitCode.Done;
    }
}
