using SearchCore.Cli.Commands;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Language;

/// <summary>
/// All commands of the console's language, in one table: the help, completion and what runs a line come from it (decision 61).
/// </summary>
internal static class CommandTable
{
    private static readonly LineCommand[] Own =
    [
        new(".more", "", "reading", ArgumentKind.None, "the next hits", (w, value) => Nothing(".more", value, w.More))
        {
            Aliases = [".m"],
        },
        new(".open", "[N|ID]", "reading", ArgumentKind.Hit, "read a hit", (w, value) => w.Open(HitWords.Id(w, ".open", value)))
        {
            Aliases = [".o"],
            Page = "N is a hit's number in the list; all hits since the last new search keep theirs, also those that .more\n"
                + "showed. An article's id works as well; one that is a number is id:9 while there is a list. Without either\n"
                + "the first hit is opened.",
        },
        new(".back", "", "reading", ArgumentKind.None, "the search before, with its settings",
            (w, value) => Nothing(".back", value, () => w.Go(-1)))
        {
            Page = "A search is what was typed and everything that was set then. A new search forgets those ahead.",
        },
        new(".forward", "", "reading", ArgumentKind.None, "the search after, again",
            (w, value) => Nothing(".forward", value, () => w.Go(1))),
        new(".again", "", "reading", ArgumentKind.None, "the current search once more, on the index as it is now",
            (w, value) => Nothing(".again", value, w.Again))
        {
            Page = "At the prompt a setting runs the current search again by itself; in a script it does not print it, and .again does.",
        },
        new(".count", "[QUERY]", "reading", ArgumentKind.Query, "how many articles match, and nothing else", CountCommands.Count),
        new(".explain", "[QUERY]", "reading", ArgumentKind.Query, "how a query is understood and what its parts cost", VerbCommands.Explain)
        {
            Page = "Without a query the last search is explained.",
        },
        new(".search", "QUERY [options]", "reading", ArgumentKind.Query, "search, as a line without a command does", VerbCommands.Search)
        {
            Page = "With options, as searchcore search has them, the result is printed and the session's search stays what it was.",
        },
        new(".similar", "N|ID [options]", "reading", ArgumentKind.Hit, "articles like one, by its words and entities",
            VerbCommands.Similar),
        new(".duplicates", "[N|ID]", "research", ArgumentKind.Hit,
            "stories: articles of nearly the same text; of one article its near-duplicates, in percent",
            (w, value) => VerbCommands.Run(w, "near", value.Length == 0 ? "--groups --limit 20" : value))
        {
            Page = "As '.near'. 'QUERY | unique' shows one hit a story.",
        },

        new(".select", "KIND=VALUE | N | -KIND | off", "narrowing", ArgumentKind.KindAndValue, "only articles with a value",
            FilterCommands.Select)
        {
            Page = """
                .select place=Syria        only these; once more with another value of the kind: any of them
                .select place=Syria, Iraq  two values at once
                .select 3                  the third row of the facets, whatever its kind
                .select -place             the choice of places is taken back;  -place=Iraq  one of them
                .select off                all choices are taken back
                Kinds narrow, values of one kind widen. A kind or value that no article has is refused.
                """,
        },
        new(".date", "RANGE | off", "narrowing", ArgumentKind.Date, "only articles published then", FilterCommands.Date)
        {
            Page = "2017, 2017-Q4, 2017-12, 2017-12-11, last-30d, and two of them with .. between: 2017-11..2018-01, 2017..",
        },
        new(".sort", "ORDER", "narrowing", ArgumentKind.Sort, "relevance, newest, oldest, FIELD:asc, FIELD:desc", FilterCommands.Sort),
        new(".limit", "N", "narrowing", ArgumentKind.Number, "hits at a time, 1 to 1,000", FilterCommands.Limit),
        new(".zone", "ZONE | off", "narrowing", ArgumentKind.Zone, "where days begin, as Europe/Berlin", FilterCommands.Zone),
        new(".now", "DATE | off", "narrowing", ArgumentKind.Date, "the moment that 'today' and 'last 30 days' count from",
            FilterCommands.Now),
        new(".dialect", "NAME | off", "narrowing", ArgumentKind.Dialect, "searchcore, lucene, factiva, plain", FilterCommands.Dialect),
        new(".time-limit", "DURATION | off", "narrowing", ArgumentKind.Duration, "how long a search may take: 500ms, 2s, 5m",
            FilterCommands.TimeLimit)
        {
            Page = "A search that reaches it shows what it has, says that it is a part, and ends a script with exit code 4.",
        },
        new(".reset", "", "narrowing", ArgumentKind.None, "all of this and what is counted, as at the start", FilterCommands.Reset),

        new(".facets", "KIND[:N],… | off", "counting", ArgumentKind.Kinds, "what to count beside the hits", CountCommands.Facets)
        {
            Page = """
                .facets person:10,tag   the ten most frequent persons, and tags
                .facets person:pu*      persons in whose name a word begins so
                .facets off             none
                On a terminal rows have numbers: .select 3 chooses one.
                """,
        },
        new(".timeline", "UNIT[:KIND[:N]] | DATE | off", "counting", ArgumentKind.Timeline, "matches over time", CountCommands.Timeline)
        {
            Page = """
                .timeline month           by day, week, month, quarter or year, with their share of the archive
                .timeline month:person:3  of each of the three most frequent persons too
                .timeline 1987-03         looks into that month: only what was published then, by day (.back goes back)
                .timeline off             none
                .timeline month --plot FILE.svg  and into a picture (see .plot); .facets and .significant take it too
                A burst is marked; months in which the archive itself has nothing are told apart from months without a match.
                """,
        },
        new(".bars", "count | share", "counting", ArgumentKind.Bars, "what a timeline's bars are by", CountCommands.Bars)
        {
            Page = "By share of what the archive has from that time, an archive that grows does not look like a subject that does.",
        },
        new(".significant", "KIND[:N],… | off", "counting", ArgumentKind.Kinds, "what sets the hits apart: words, person …",
            CountCommands.Significant)
        {
            Page = "Each value with how many matches have it, of how many, against the archive: 10 of 63 against 400 of 20,841, 8×.",
        },
        new(".against", "QUERY | off", "counting", ArgumentKind.Query, "what sets the hits apart from what this finds",
            CountCommands.Against)
        {
            Page = ".against date:2018-02 beside a search for date:2018-03: what is in March that was not in February.\n"
                + "See also .compare, which shows both sides.",
        },

        new(".mark", "N… | ID… | -N…", "keeping", ArgumentKind.Hit, "mark hits, or take marks away", KeepCommands.Mark)
        {
            Page = ".mark 2 5  .mark 1-10  .mark -2. Marks and notes last: they are a file of yours, one for each index, and several\n"
                + "sessions may use it. Lists say which hits are marked; .export marks writes the articles out.",
        },
        new(".marks", "[off]", "keeping", ArgumentKind.None, "marked and noted articles", KeepCommands.Marks),
        new(".note", "N|ID [TEXT | off]", "keeping", ArgumentKind.Hit, "note something on a hit", KeepCommands.Note),
        new(".save", "NAME", "keeping", ArgumentKind.Text, "save the last search with its settings", SavedCommands.Save)
        {
            Page = "What it finds now counts as seen: .run NAME --new shows what came since.",
        },
        new(".saved", "[-NAME]", "keeping", ArgumentKind.Saved, "saved searches; -NAME forgets one", SavedCommands.Saved),
        new(".run", "NAME [--new]", "keeping", ArgumentKind.Saved, "run a saved search; --new: what came since you looked",
            SavedCommands.Run)
        {
            Page = """
                Its settings come along, as with .back. New is what matches now and did not when the search was saved or last run
                with --new: articles that were added, whatever their date, and such that were changed. What was shown counts as
                seen then; of more than 1,000 the newest are shown, the next time those that follow. Dates such as last-7d count
                from today. '.alerts' keeps events of every match, for programs.
                """,
        },

        new(".export", "[marks] [FILE] [--output FORMAT] [--limit N]", "output", ArgumentKind.File,
            "write all articles of the last search, or the marked ones", KeepCommands.Export)
        {
            Page = """
                .export grain.csv        whole articles; the ending says the form: .csv .tsv .json .jsonl .md .txt
                .export marks notes.md   the marked ones, with your notes
                .export --output tsv     to the screen
                Facets, timeline and significance, where they are on, go into files beside a csv, tsv or jsonl
                (grain.facets.csv, grain.timeline.csv, grain.significant.csv) and below the articles in other forms.
                """,
        },
        new(".plot", "FILE.svg | FILE.png", "output", ArgumentKind.File, "draw timeline, facets and what is significant into a file",
            CountCommands.Draw)
        {
            Page = """
                .plot grain.svg   the current search, with what .timeline, .facets, .significant and .bars say
                .plot grain.png   the same where searchcore-plot is installed: dotnet tool install --global SearchCore.Plot
                """,
        },
        new(".mode", "FORMAT | off", "output", ArgumentKind.Format, "how results are printed: table, json, jsonl, csv, tsv, md",
            ConsoleCommands.Mode),
        new(".columns", "NAME… | all | off", "output", ArgumentKind.Columns, "what a list shows of a hit", ConsoleCommands.Columns)
        {
            Page = $"{string.Join(' ', ListStyle.Known)}\nwords are the passage that matches, names whom and what the article is about.",
        },
        new(".timer", "on | off", "output", ArgumentKind.Switch, "whether a result says how long it took", ConsoleCommands.Timer),

        new(".show", "", "console", ArgumentKind.None, "everything that is set", ConsoleCommands.Show),
        new(".read", "FILE", "scripts", ArgumentKind.File, "run the lines of a file", ConsoleCommands.Read)
        {
            Page = """
                The same lines work at the prompt, from a pipe (searchcore < lines), as searchcore -c 'LINE' -c 'LINE', and in
                the start file $XDG_CONFIG_HOME/searchcore/rc (or ~/.config/searchcore/rc; --no-rc leaves it out), which runs
                before everything else. Lines that begin with "# " are comments. Names of files in it start from the folder you are in.
                A mistake names file and line, and the next line runs; with .bail on it is the last.
                Exit code: that of the worst line (3 before 2 before 5 before 4); else 0 where a search found something, and 1
                where none did.
                """,
        },
        new(".bail", "on | off", "scripts", ArgumentKind.Switch, "whether a script ends at its first mistake", ConsoleCommands.Bail),
        new(".history", "[N]", "console", ArgumentKind.Number, "the lines typed before", ConsoleCommands.History),
        new(".stats", "[options]", "index", ArgumentKind.Verb, "how large the index is", ConsoleCommands.Stats),
        new(".tour", "", "console", ArgumentKind.None, "a short tour of the sample archive", ConsoleCommands.ShowTour),
        new(".help", "[COMMAND | TOPIC]", "console", ArgumentKind.Topic, "what there is; .help select explains one", HelpText.Write)
        {
            Aliases = [".h", ".?"],
        },
        new(".quit", "", "console", ArgumentKind.None, "leave; so does Ctrl-D", ConsoleCommands.Quit)
        {
            Aliases = [".exit", ".q"],
        },
    ];

    private static LineCommand[]? all;

    /// <summary>All commands: the console's own, then the verbs.</summary>
    public static IReadOnlyList<LineCommand> All => all ??= [.. Own, .. VerbCommands.All(Own)];

    /// <summary>What completion needs of each: the name, what it does in a line, what it takes.</summary>
    public static IEnumerable<(string Name, string Summary, ArgumentKind Argument)> Names =>
        All.Select(c => (c.Name, c.Summary, c.Argument));

    /// <summary>The command of a name.</summary>
    /// <exception cref="UsageException">There is none; the message says which was meant.</exception>
    public static LineCommand Find(string name)
    {
        // A verb's table entry asks for all verbs to be made, which a query need not wait for.
        var lower = name.ToLowerInvariant();
        if ((Own.FirstOrDefault(c => c.IsCalled(lower)) ?? All.FirstOrDefault(c => c.IsCalled(lower))) is { } found)
        {
            return found;
        }

        var near = CommandLine.Nearest(lower, All.Select(c => c.Name));
        throw new UsageException(
            $"there is no command '{SafeText.Line(name)}'"
            + (near is null ? "; .help lists them" : $"; did you mean '{near}'?"));
    }

    private static ExitCode? Nothing(string name, string value, Func<ExitCode> run) =>
        value.Length == 0 ? run() : throw new UsageException($"{name} takes nothing behind it, not '{SafeText.Line(value)}'");
}
