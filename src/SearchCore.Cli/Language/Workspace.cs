using System.Globalization;

using SearchCore.Cli.Exporting;
using SearchCore.Cli.Interactive.Reading;
using SearchCore.Cli.Keeping;
using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Output.Pictures;
using SearchCore.Cli.Samples;
using SearchCore.Cli.Terminal;
using SearchCore.Queries;

using Spectre.Console;

namespace SearchCore.Cli.Language;

/// <summary>What the lines of a session work on: the index, the settings, the searches so far, what a person keeps.</summary>
internal sealed class Workspace
{
    private const int FacetValues = 6, FewHits = 5, ScriptHits = 10;

    private Keepsakes? keepsakes;

    /// <param name="shell">What stands around.</param>
    /// <param name="held">The index.</param>
    /// <param name="isInteractive">Whether a person types line by line: then facets are shown and rows have numbers.</param>
    /// <param name="mode">How results are printed.</param>
    public Workspace(Shell shell, HeldIndex held, bool isInteractive, OutputFormat mode)
    {
        (Shell, Held, IsInteractive) = (shell, held, isInteractive);
        State = new() { Settings = Standard(isInteractive), Mode = mode };
        State.KeepStart();
    }

    /// <summary>What stands around: where results go, who interrupts.</summary>
    public Shell Shell { get; }

    /// <summary>The index, and its loan to verbs.</summary>
    public HeldIndex Held { get; }

    public ArticleIndex Index => Held.Index;

    public bool IsInteractive { get; }

    public SessionState State { get; }

    public SearchTrail Trail { get; } = new();

    /// <summary>How many files of lines that read one another are running.</summary>
    public int Depth { get; set; }

    /// <summary>Whether the lines themselves come from standard input, which then holds nothing else for a command to read.</summary>
    public bool ReadsInput { get; init; }

    /// <summary>Whether the person wants to leave.</summary>
    public bool WantsToLeave { get; set; }

    /// <summary>The lines typed before, newest last.</summary>
    public Func<IReadOnlyList<string>> History { get; init; } = () => [];

    /// <summary>Marks, notes and saved searches of this index.</summary>
    public Keepsakes Keepsakes => keepsakes ??= new(Shell.Homes.Data, Held.Folder, Shell.Clock);

    /// <summary>What the index is called: its folder, or where that is "index" the folder around it.</summary>
    public string Name
    {
        get
        {
            var folder = Path.TrimEndingDirectorySeparator(Held.Folder);
            var name = Path.GetFileName(folder);
            return name is "index" && Path.GetFileName(Path.GetDirectoryName(folder)) is { Length: > 0 } above ? above : name;
        }
    }

    /// <summary>Settings as they are at the start.</summary>
    public static SearchRequest Standard(bool isInteractive) => new()
    {
        Limit = isInteractive ? FewHits : ScriptHits,
        Facets = isInteractive
            ? [new("person") { Top = FacetValues }, new("place") { Top = FacetValues }, new("organization") { Top = FacetValues }]
            : [],
    };

    /// <summary>The moment relative dates count from.</summary>
    public DateTimeOffset Now => State.Now ?? Shell.Clock.GetUtcNow();

    /// <summary>A searcher of the index as it is now; the caller disposes it.</summary>
    public ArticleSearcher OpenSearcher()
    {
        Held.Refresh();
        return Index.OpenSearcher();
    }

    /// <summary>Searches for a text with the settings as they are, and shows it.</summary>
    public ExitCode Search(string text) => Search(new SearchTrail.Step(State.Settings with { Query = text }, State.Dates));

    /// <summary>Searches, and shows it as the current search.</summary>
    public ExitCode Search(SearchTrail.Step step)
    {
        var results = Run(step);
        Trail.Add(step, results);
        return Show(step, results);
    }

    /// <summary>Runs a search that somebody saved or went back to: what is set is then what it was made with.</summary>
    public ExitCode Resume(SearchTrail.Step step)
    {
        var code = Search(step);
        TakeSettings(step);
        return code;
    }

    /// <summary>
    /// Takes settings; the current search runs again with them, if there is one. A person sees what they make of it; in a script, whose
    /// lines are asked for one by one, it is not printed (.again does).
    /// </summary>
    /// <param name="changed">The settings.</param>
    /// <param name="directive">What of a query's text goes before this setting; null for nothing.</param>
    public ExitCode? Change(SearchRequest changed, Func<QueryDirectives, bool>? directive = null)
    {
        if (Trail.Current is not { } step)
        {
            State.Settings = changed;
            return null;
        }

        // Run before it is kept: what cannot be searched with must not stay.
        var next = step with
        {
            Request = With(changed, step.Request),
            Dates = State.Dates,
            Whole = step.Whole is { } whole ? With(changed, whole) : null,
        };
        var results = Run(next);
        State.Settings = changed;
        if (directive is not null && QueryWishes.Read(next.Request) is { } asked && directive(asked))
        {
            Shell.Complain("the query's own text says otherwise after its bar, and goes before the setting");
        }

        Trail.Add(next, results);
        return IsInteractive && Depth == 0 ? Show(next, results) : null;
    }

    /// <summary>Runs the current search again and shows it.</summary>
    public ExitCode Again()
    {
        var step = Trail.Current ?? throw new UsageException("there is no search yet");
        var results = Run(step);
        Trail.Replace(step, results);
        return Show(step, results);
    }

    /// <summary>Draws the current search into a file, as it is now.</summary>
    public ExitCode Draw(string file)
    {
        var step = Trail.Current ?? throw new UsageException("there is nothing to draw yet; search first");
        Plot.RequireFile(".plot", file, Shell);
        Plot.RequireSubject(step.Request, ".timeline month or .facets person");
        var results = Run(step with { Request = step.Request with { Limit = 0 } });
        var isDrawn = Plot.Write(Shell, file, step.Label ?? step.Request.Query ?? "", results, State.Measure);
        Remarks.WritePartial(Shell, step.Request, results);
        if (isDrawn)
        {
            Shell.Complain($"drawn: {file}");
        }

        return results.IsPartial ? ExitCode.Partial : isDrawn ? ExitCode.Done : ExitCode.NoHits;
    }

    /// <summary>Goes so many searches back or forward; its settings come with it.</summary>
    public ExitCode Go(int steps)
    {
        var step = Trail.Look(steps)
            ?? throw new UsageException(steps < 0 ? "there is no search before this one" : "there is no search after this one");
        var results = Run(step);
        Trail.Move(steps, results);
        TakeSettings(step);
        return Show(step, results);
    }

    /// <summary>The next hits of the current search.</summary>
    public ExitCode More()
    {
        if (Trail.Current is not { } step || Trail.Results is not { } before || Trail.Hits.Count >= Last(before))
        {
            throw new UsageException("there is nothing more to show");
        }

        var request = step.Request with { Facets = [], Timeline = null, Significant = [], Against = null };
        var first = Trail.Hits.Count + 1;
        var results = Next(step with { Request = request }, before);
        Trail.Continue(results);
        return Show(step with { Request = request }, results, first);
    }

    /// <summary>Shows an article to read.</summary>
    public ExitCode Open(string id)
    {
        using var searcher = OpenSearcher();
        var at = Trail.Hits.ToList().FindIndex(hit => hit.Id == id);
        IHitList hits = at >= 0 && Trail is { Current: { } step, Results: { } results }
            ? new ShownHits(searcher, Resolved(step.Request, step.Dates), Trail.Hits, Last(results))
            : new OneArticle(searcher, id);
        var last = ArticleReader.Show(Shell, hits, Math.Max(at, 0) + 1, LocalDates.Zone(State.Settings.Zone));
        id = at >= 0 ? Trail.Hits[last - 1].Id : id;
        if (Keepsakes.Note(id) is { } note)
        {
            Shell.Out.WriteLine();
            Shell.Out.WriteLine($"note: {SafeText.Line(note)}");
        }

        return ExitCode.Done;
    }

    /// <summary>A request as it is to run at this moment: relative dates count from it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="dates">The interval of publication as it was typed; null where the request's own holds.</param>
    public SearchRequest Resolved(SearchRequest request, string? dates) => request with
    {
        Now = Now,
        Published = dates is null ? request.Published : DateRange.Read(".date", dates, Now, LocalDates.Zone(request.Zone)),
    };

    // Ids that are added to a query count as clauses, so their number stays with the search.
    private static SearchRequest With(SearchRequest settings, SearchRequest search) =>
        settings with { Query = search.Query, Tree = search.Tree, SimilarTo = search.SimilarTo, Limits = search.Limits };

    private void TakeSettings(SearchTrail.Step step) => (State.Settings, State.Dates) = (
        step.Request with { Query = null, Tree = null, SimilarTo = null, Limits = State.Settings.Limits }, step.Dates);

    private SearchResults Run(SearchTrail.Step step)
    {
        Held.Refresh();
        return Index.Search(Resolved(step.Request, step.Dates), Shell.Cancellation);
    }

    // The cursor goes on where the list ends, whatever came since; one that is too old is counted instead, and that is said.
    private SearchResults Next(SearchTrail.Step step, SearchResults before)
    {
        if (before.Next is { } cursor)
        {
            try
            {
                return Run(step with { Request = step.Request with { After = cursor } });
            }
            catch (QueryException)
            {
                Shell.Complain(
                    "the list is old, and the index may have changed since: what follows may repeat or leave out a hit (.again)");
            }
        }

        return Run(step with { Request = step.Request with { Skip = Trail.Hits.Count } });
    }

    private ExitCode Show(SearchTrail.Step step, SearchResults results, int first = 1)
    {
        using var searcher = Index.OpenSearcher();
        if (State.Mode != OutputFormat.Table)
        {
            return ResultsPrinter.Print(
                Shell, step.Request, results, new(State.Mode), searcher.GetStored, IsInteractive ? null : step.Request.Query);
        }

        DiagnosticText.Write(IsInteractive ? Shell.Out : Shell.Error, step.Request.Query ?? "", results.Warnings);
        SuggestionText.Write(IsInteractive ? Shell.Out : Shell.Error, results.Suggestions);
        ResultsView.Write(Shell, results, new()
        {
            First = first,
            Read = searcher.GetStored,
            Notes = Keepsakes.Line,
            Zone = LocalDates.Zone(step.Request.Zone),
            Columns = State.Columns,
            NumbersFacets = IsInteractive,
            Measure = State.Measure,
            Header = Header(step, results, first),
        });
        Remarks.WritePartial(Shell, step.Request, results);
        WriteHint(results, first);
        return results.IsPartial ? ExitCode.Partial : results.Total.Value == 0 ? ExitCode.NoHits : ExitCode.Done;
    }

    // 12 of 428 · place=ussr · 3.1 ms
    private string Header(SearchTrail.Step step, SearchResults results, int first)
    {
        var shown = results.Hits.Count;
        var range = first > 1 && shown > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{first:N0}–{first + shown - 1:N0}")
            : shown.ToString("N0", CultureInfo.InvariantCulture);
        var total = results.Groups is null && results.Stories is null && results.Total is { IsExact: true, Value: > 0 and var count }
            ? count.ToString("N0", CultureInfo.InvariantCulture) : ResultsView.Total(results);
        List<string> parts = [results.Total.Value == 0 ? total : $"{range} of {total}"];
        if (step.Label is { } label)
        {
            parts.Add(SafeText.Line(label));
        }

        parts.AddRange(SessionState.Choices(step.Request, step.Dates));
        if (results.IsPartial)
        {
            parts.Add("partial");
        }

        if (State.Timer)
        {
            parts.Add(Amounts.Time(results.Took));
        }

        return string.Join(" · ", parts);
    }

    private void WriteHint(SearchResults results, int first)
    {
        if (!IsInteractive || results.Hits.Count == 0)
        {
            return;
        }

        var rest = Last(results) - Trail.Hits.Count;
        var hint = $".open {first} reads one";
        Screen.Write(
            Shell, new Text(
            rest > 0 ? string.Create(CultureInfo.InvariantCulture, $"{hint} · .more shows the next of {rest:N0}") : hint,
            Screen.Quiet));
    }

    // Hits are articles, groups or stories.
    private static long Last(SearchResults results) => results.Stories?.Value ?? results.Groups ?? results.Total.Value;
}
