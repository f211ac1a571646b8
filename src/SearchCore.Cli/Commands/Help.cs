using System.CommandLine;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>
/// The help: what there is, and calls that can be copied. Written from the verbs themselves, so that it cannot fall behind.
/// </summary>
internal static class Help
{
    public static void WriteOverview(Shell shell)
    {
        var output = shell.Out;
        output.WriteLine("""
            searchcore: search a news archive by phrase, date, person, organization and place

            Usage
              searchcore                     the interactive console; from a pipe, one query or command a line
              searchcore -c LINE …           lines of the console without it, such as '.facets person' and queries
              searchcore --tour              a short tour of the sample archive, never interactive
              searchcore VERB …              one thing, for scripts too

            Verbs
            """);
        foreach (var verb in CommandLine.All)
        {
            output.WriteLine($"  {verb.Name,-10} {verb.Summary}");
        }

        output.WriteLine("""

            Try
              searchcore index news/ --index my-index             build an index from a folder of articles
              searchcore search '"surprise visit" AND person:"Vladimir Putin"' --index my-index
              searchcore search 'tariff date:2018' --facet person --facet place:5 --output json
              searchcore help search                              the query language, options and examples
              searchcore help console                             options of the console: -c, --index, --no-rc …

            In the console .help lists its commands; each verb above is one too. A start file of them is
            $XDG_CONFIG_HOME/searchcore/rc or ~/.config/searchcore/rc; --no-rc leaves it out. docs/console.md
            Where --index is not given, the index is index-data/index of this folder or the nearest one above it.
            Data goes to standard output, everything else to standard error.
            Exit codes: 0 done · 1 no hits · 2 bad usage or query · 3 index missing, locked or damaged
                        4 partial results · 5 some input rejected · 130 interrupted
            """);
    }

    public static void Write(Shell shell, Verb verb)
    {
        var output = shell.Out;
        output.WriteLine($"{verb.Call}: {verb.Summary}");
        output.WriteLine();
        output.WriteLine("Usage");
        var usage = string.Join(' ', verb.Arguments.Select(Placeholder).Prepend(verb.Call));
        output.WriteLine($"  {usage}{(verb.Options.Count > 0 ? " [options]" : "")}");
        if (verb.Arguments.Count + verb.Options.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("Arguments and options");
            foreach (var argument in verb.Arguments)
            {
                WriteEntry(output, Placeholder(argument), argument.Description);
            }

            foreach (var option in verb.Options)
            {
                WriteEntry(output, option.HelpName is null ? option.Name : $"{option.Name} {option.HelpName}", option.Description);
            }
        }

        if (verb.Teaching.Length > 0)
        {
            output.WriteLine();
            output.WriteLine(verb.Teaching);
        }

        output.WriteLine();
        output.WriteLine("Examples");
        foreach (var (call, meaning) in verb.Examples)
        {
            output.WriteLine($"  searchcore {call}");
            output.WriteLine($"      {meaning}");
        }
    }

    /// <summary>An argument as usage lines show it.</summary>
    public static string Placeholder(Argument argument) =>
        argument.Arity.MinimumNumberOfValues == 0 ? $"[{argument.Name}]"
            : argument.Arity.MaximumNumberOfValues > 1 ? $"{argument.Name}…"
            : argument.Name;

    private static void WriteEntry(TextWriter output, string name, string? description)
    {
        const int Column = 30;
        var lines = (description ?? "").Split('\n');
        output.WriteLine(
            name.Length < Column - 3 ? $"  {name.PadRight(Column - 2)}{lines[0]}" : $"  {name}\n{new string(' ', Column)}{lines[0]}");
        foreach (var line in lines.Skip(1))
        {
            output.WriteLine($"{new string(' ', Column)}{line}");
        }
    }
}
