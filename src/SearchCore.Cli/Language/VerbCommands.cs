using SearchCore.Cli.Commands;
using SearchCore.Cli.Exporting;
using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Output.Pictures;
using SearchCore.Cli.Terminal;
using SearchCore.Queries;

namespace SearchCore.Cli.Language;

/// <summary>Verbs as commands: the verb's own code on the session's index, with the session's settings as its options.</summary>
internal static class VerbCommands
{
    // Of these a first word that is a hit's number means the hit.
    private static readonly string[] OfArticles = ["doc", "similar", "near"];

    // These read standard input where a file is "-".
    private static readonly string[] OfInput = ["index", "batch", "entities", "alerts"];

    // These print whatever form is chosen.
    private static readonly string[] OfEveryForm = ["search", "similar", "compare", "describe"];

    // These find things; a choice of the session holds for them too.
    private static readonly string[] OfChoices = ["search", "similar", "compare", "describe", "export", "delete", "alerts"];

    /// <summary>A command for each verb that the table has none of its own for.</summary>
    public static IEnumerable<LineCommand> All(IEnumerable<LineCommand> own)
    {
        var names = own.SelectMany(c => c.Aliases.Prepend(c.Name)).ToHashSet(StringComparer.Ordinal);
        return CommandLine.All.Where(v => !names.Contains($".{v.Name}")).Select(verb =>
        {
            var usage = string.Join(' ', verb.Arguments.Select(Help.Placeholder).Append(verb.Options.Count > 0 ? "[options]" : ""));
            return new LineCommand(
                $".{verb.Name}", usage.Trim(), Topic(verb.Name), Argument(verb), verb.Summary, (w, value) => Run(w, verb.Name, value));
        });
    }

    /// <summary>Runs a verb.</summary>
    /// <param name="workspace">Whose index and settings it gets.</param>
    /// <param name="name">The verb.</param>
    /// <param name="value">What stands behind its name.</param>
    public static ExitCode? Run(Workspace workspace, string name, string value)
    {
        var verb = CommandLine.Find(name);
        verb.Held = workspace.Held;
        var words = Words.Split(value);
        if (OfArticles.Contains(name) && words is [var first, ..] && !first.StartsWith('-'))
        {
            // An id may have blanks.
            var plain = words.TakeWhile(w => !w.StartsWith("--", StringComparison.Ordinal)).ToList();
            var whole = plain.Count > 1 ? HitWords.Find(workspace, string.Join(' ', plain)) : null;
            words.RemoveRange(0, whole is null ? 1 : plain.Count);
            words.Insert(0, whole ?? HitWords.Id(workspace, $".{name}", first));
        }

        if (workspace.ReadsInput && OfInput.Contains(name) && words.Contains("-"))
        {
            throw new UsageException(
                $".{name} - would read standard input, which these lines come from; give it a file, or the lines by -c or .read");
        }

        if (name == "alerts" && workspace.State.Dates is { } dates && words is ["add", ..])
        {
            throw new UsageException(
                $"a query that stands is of what comes, not of {SafeText.Line(dates)}; .date off first, or write the date into the query");
        }

        // In front, so that an option without its value does not take one of these for it.
        words.InsertRange(0, Settings(workspace, verb, words));
        return CommandLine.Run(verb, words, workspace.Shell);
    }

    /// <summary>Searches as a line without a command does; with options, as the verb does.</summary>
    public static ExitCode? Search(Workspace workspace, string value) =>
        value.Length > 0 && !HasOptions(value) ? workspace.Search(value) : Run(workspace, "search", value);

    /// <summary>Articles like one as a search of the session; with options, as the verb does.</summary>
    public static ExitCode? Similar(Workspace workspace, string value)
    {
        if (value.Length == 0 || HasOptions(value))
        {
            return Run(workspace, "similar", value);
        }

        var id = HitWords.Id(workspace, ".similar", value);
        return workspace.Search(new SearchTrail.Step(
            workspace.State.Settings with { SimilarTo = id, Sort = SearchSort.Relevance, SortBy = null },
            workspace.State.Dates, $"like {id}"));
    }

    /// <summary>Explains a query, or the last one.</summary>
    public static ExitCode? Explain(Workspace workspace, string value)
    {
        var step = value.Length > 0 ? null : workspace.Trail.Current;
        var request = value.Length > 0 ? workspace.State.Settings with { Query = value }
            : step?.Request ?? throw new UsageException("there is nothing to explain yet; search first, or write .explain QUERY");
        if (request.SimilarTo is { } like)
        {
            throw new UsageException(
                $"the current search is for articles like {SafeText.Line(like)} and has no query to explain; write .explain QUERY");
        }

        using var searcher = workspace.OpenSearcher();
        var explanation = searcher.Explain(workspace.Resolved(request, step?.Dates), workspace.Shell.Cancellation);
        ExplanationText.Write(workspace.Shell.Out, explanation, LocalDates.Zone(request.Zone));
        return ExitCode.Done;
    }

    // By blanks alone: a query may have an apostrophe that closes nothing.
    private static bool HasOptions(string value) =>
        value.Split(' ').Any(w => w.Length > 2 && w.StartsWith("--", StringComparison.Ordinal) && char.IsAsciiLetter(w[2]));

    private static List<string> Settings(Workspace workspace, Verb verb, List<string> words)
    {
        var (state, added) = (workspace.State, new List<string>());
        var settings = state.Settings;

        // Near-duplicates are of the whole archive, whatever is chosen, as .near shows them.
        var isNear = verb.Name == "near" || (verb.Name == "similar" && IsGiven("--near"));
        var standard = Workspace.Standard(workspace.IsInteractive);
        Add("--index", workspace.Held.Folder);
        Add("--zone", settings.Zone);
        if (!isNear)
        {
            AddMeaning();
        }

        Add("--time-limit", settings.TimeLimit == standard.TimeLimit ? null : TimeLimitOption.Text(settings.TimeLimit));
        Add("--bars", state.Measure == TimelineMeasure.Count ? null : state.Measure.ToString().ToLowerInvariant());
        if (state.IsModeChosen && (isNear ? state.Mode != OutputFormat.Md : OfEveryForm.Contains(verb.Name)))
        {
            Add("--output", Target.Name(state.Mode));
        }

        return added;

        void AddMeaning()
        {
            Add("--date", state.Dates);
            Add("--now", state.Now?.ToUniversalTime().ToString(
                "yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
            Add("--dialect", settings.Dialect == QueryDialect.SearchCore ? null : settings.Dialect.ToString().ToLowerInvariant());
            if (OfChoices.Contains(verb.Name))
            {
                Add("--sort", SessionState.Order(settings));
                if (!IsGiven("--select"))
                {
                    added.AddRange(settings.Select.SelectMany(s => (string[])["--select", $"{s.Kind}={s.Value}"]));
                }
            }
        }

        void Add(string option, string? value)
        {
            if (value is not null && verb.Options.Any(o => o.Name == option) && !IsGiven(option))
            {
                added.AddRange([option, value]);
            }
        }

        bool IsGiven(string option) => words.Any(w => w == option || w.StartsWith(option + "=", StringComparison.Ordinal));
    }

    private static string Topic(string verb) => verb switch
    {
        "search" or "doc" or "similar" or "near" or "parse" => "reading",
        "terms" or "entity" => "counting",
        "compare" or "describe" => "research",
        "alerts" => "keeping",
        "batch" or "bench" => "scripts",
        _ => "index",
    };

    private static ArgumentKind Argument(Verb verb) => verb.Name switch
    {
        "doc" or "similar" or "near" => ArgumentKind.Hit,
        "search" or "parse" or "compare" or "describe" or "delete" => ArgumentKind.Query,
        "terms" => ArgumentKind.Kinds,
        "index" or "inspect" or "batch" or "bench" or "entities" or "snapshot" or "restore" => ArgumentKind.File,
        _ => ArgumentKind.Verb,
    };
}
