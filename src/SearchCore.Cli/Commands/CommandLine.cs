using System.CommandLine;
using System.CommandLine.Parsing;

using SearchCore.Cli.Terminal;
using SearchCore.Queries;

namespace SearchCore.Cli.Commands;

/// <summary>From words to the verb that does them. System.CommandLine parses; meaning, messages and help are ours.</summary>
internal static class CommandLine
{
    // Of a name that is taken for a misspelt one.
    private const int MostEdits = 2;

    private static readonly (string Name, Func<Verb> Make)[] Verbs =
    [
        ("index", () => new IndexVerb()),
        ("inspect", () => new InspectVerb()),
        ("formats", () => new FormatsVerb()),
        ("search", () => new SearchVerb()),
        ("batch", () => new BatchVerb()),
        ("parse", () => new ParseVerb()),
        ("entities", () => new EntitiesVerb()),
        ("doc", () => new DocVerb()),
        ("similar", () => new SimilarVerb()),
        ("near", () => new NearVerb()),
        ("entity", () => new EntityVerb()),
        ("terms", () => new TermsVerb()),
        ("compare", () => new CompareVerb()),
        ("describe", () => new DescribeVerb()),
        ("export", () => new ExportVerb()),
        ("alerts", () => new AlertsVerb()),
        ("stats", () => new StatsVerb()),
        ("check", () => new CheckVerb()),
        ("snapshot", () => new SnapshotVerb()),
        ("restore", () => new RestoreVerb()),
        ("send", () => new SendVerb()),
        ("receive", () => new ReceiveVerb()),
        ("promote", () => new PromoteVerb()),
        ("rebuild", () => new RebuildVerb()),
        ("delete", () => new DeleteVerb()),
        ("bench", () => new BenchVerb()),
        ("cluster", () => new ClusterVerb()),
    ];

    // Nobody types it: an argument of a process ends at NUL.
    private const string NoDirective = "--\0";

    // No response files: a query may begin with "@". No bundling: "-nato" is a word.
    private static readonly ParserConfiguration Configuration = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <summary>The verbs, each made anew.</summary>
    public static IEnumerable<Verb> All => Verbs.Select(v => v.Make());

    /// <summary>Runs a command line of the process.</summary>
    /// <param name="args">Its words.</param>
    /// <param name="shell">What stands around.</param>
    /// <param name="console">What runs where no verb is named; it stands above the verbs, because it runs them.</param>
    public static ExitCode Run(IReadOnlyList<string> args, Shell shell, Func<Verb> console)
    {
        switch (args)
        {
            case ["--help" or "-h" or "-?" or "help"]:
                Help.WriteOverview(shell);
                return ExitCode.Done;
            case ["--version"]:
                shell.Out.WriteLine($"searchcore {ProgramVersion.Text}");
                return ExitCode.Done;
            case ["help", "console"]:
                Help.Write(shell, console());
                return ExitCode.Done;
            case ["help", var name]:
                Help.Write(shell, Find(name));
                return ExitCode.Done;
            case [var first, ..] when !first.StartsWith('-'):
                return Run(Find(first), args.Skip(1), shell);
            default:
                return Run(console(), args, shell);
        }
    }

    /// <summary>Runs one verb on the words behind its name.</summary>
    public static ExitCode Run(Verb verb, IEnumerable<string> args, Shell shell)
    {
        // "--" by hand: everything after it is text, also where it looks like an option.
        var words = args.ToList();
        var plain = words.IndexOf("--");
        if ((plain < 0 ? words : words.Take(plain)).Any(a => a is "--help" or "-h" or "-?"))
        {
            Help.Write(shell, verb);
            return ExitCode.Done;
        }

        if (verb.IsForAnotherProgram)
        {
            words.Insert(0, "--");
            plain = 0;
        }

        var command = new Command(verb.Name);
        foreach (var argument in verb.Arguments)
        {
            command.Add(argument);
        }

        foreach (var option in verb.Options)
        {
            command.Add(option);
        }

        // Words in square brackets in front of everything else would be taken for a directive: "[Live]" is a query.
        command.Add(new Option<bool>(NoDirective) { Hidden = true });
        var line = CommandLineParser.Parse(command, [NoDirective, .. words], Configuration);
        if (line.Errors is [var error, ..])
        {
            throw new UsageException(Explain(verb, line, error));
        }

        if (words.Take(plain < 0 ? words.Count : plain).FirstOrDefault(w => IsUnknownOption(w, verb)) is { } unknown)
        {
            throw new UsageException(UnknownOption(verb, unknown));
        }

        return verb.Run(line, shell);
    }

    /// <summary>The verb of a name, made anew.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static Verb Find(string name)
    {
        foreach (var (known, make) in Verbs)
        {
            if (known == name)
            {
                return make();
            }
        }

        var near = Nearest(name, Verbs.Select(v => v.Name));
        throw new UsageException(near is null
            ? $"there is no verb '{name}'; the verbs are {string.Join(", ", Verbs.Select(v => v.Name))}. To search for it: "
            + $"searchcore search '{name}'"
            : $"there is no verb '{name}'; did you mean '{near}'?");
    }

    // System.CommandLine takes an option it does not know for an argument, and a query of "--limt" would quietly find nothing.
    private static bool IsUnknownOption(string word, Verb verb) =>
        word.StartsWith("--", StringComparison.Ordinal) && !word.Contains(' ') && !Known(verb).Contains(word.Split('=')[0]);

    private static IEnumerable<string> Known(Verb verb) => verb.Options.SelectMany(o => o.Aliases.Prepend(o.Name));

    private static string UnknownOption(Verb verb, string word)
    {
        var name = word.Split('=')[0];
        var near = Nearest(name, Known(verb));
        return $"'{verb.Name}' has no option '{name}'" + (near is null ? "" : $"; did you mean '{near}'?");
    }

    private static string Explain(Verb verb, ParseResult line, ParseError error)
    {
        if (line.UnmatchedTokens is [var extra, ..])
        {
            return extra.StartsWith('-') ? UnknownOption(verb, extra) : $"'{verb.Name}' does not take '{extra}' here";
        }

        if (error.SymbolResult is ArgumentResult { Tokens.Count: 0, Argument: var argument } && verb.Arguments.Contains(argument))
        {
            return $"'{verb.Name}' needs {Help.Placeholder(argument)}";
        }

        return error.Message;
    }

    /// <summary>The name that is nearest, at most two edits away; null where none is.</summary>
    internal static string? Nearest(string word, IEnumerable<string> names) =>
        names.Select(name => (Name: name, Edits: EditDistance.Between(word, name, MostEdits)))
            .Where(n => n.Edits <= MostEdits && n.Edits < n.Name.Length - 1)
            .OrderBy(n => n.Edits).Select(n => n.Name).FirstOrDefault();
}
