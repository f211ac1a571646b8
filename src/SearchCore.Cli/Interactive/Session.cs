using System.Globalization;

using SearchCore.Cli.Interactive.Completion;
using SearchCore.Cli.Interactive.Editing;
using SearchCore.Cli.Interactive.Reading;
using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Samples;
using SearchCore.Cli.Terminal;

using Spectre.Console;

namespace SearchCore.Cli.Interactive;

/// <summary>The interactive console: a query a line, the facets beside the hits, and dot commands for the rest.</summary>
internal sealed class Session(Shell shell, ArticleIndex index, string? zone = null)
{
    private const string Prompt = "search> ";
    private const int FacetValues = 6;

    private readonly LineHistory history = new(shell.HistoryFile);
    private SearchRequest settings =
        new()
        {
            Limit = 5,
            Zone = zone,
            Facets = [new("person") { Top = FacetValues }, new("place") { Top = FacetValues }, new("organization") { Top = FacetValues }],
        };
    private SearchRequest? last;
    private SearchResults? shown;

    /// <summary>Runs until the person leaves.</summary>
    /// <param name="firstTime">Whether to begin with the tour.</param>
    public ExitCode Run(bool firstTime)
    {
        if (firstTime)
        {
            Tour.Run(shell);
            shell.Out.WriteLine();
        }

        var figures = index.Statistics();
        Screen.Write(shell, new Paragraph()
            .Append($"searchcore {ProgramVersion.Text}", Screen.Strong)
            .Append($" · {Amounts.Count(figures.Articles, "article")} in {SafeText.Line(index.Path)}\n")
            .Append("Type what you are looking for. .help explains, .quit (or Ctrl-D) leaves.", Screen.Quiet));
        shell.Out.Flush();
        using var lines = new LineReader(
            shell, history, new ConsoleLineHelp(index.OpenSearcher, new SessionCommands(), shell.Folder, shell.Clock));
        while (lines.Read(Prompt) is { } line && Handle(line.Trim()))
        {
            shell.Out.Flush();
            shell.Interruption.Rearm();
        }

        return ExitCode.Done;
    }

    private bool Handle(string line)
    {
        if (line.Length == 0)
        {
            return true;
        }

        history.Add(line);
        if (line is ".quit" or ".exit" or ".q")
        {
            return false;
        }

        try
        {
            if (line[0] == '.')
            {
                var blank = line.IndexOf(' ');
                Command(blank < 0 ? line : line[..blank], blank < 0 ? "" : line[(blank + 1)..].Trim());
            }
            else
            {
                Search(settings with { Query = line });
            }
        }
        catch (OperationCanceledException)
        {
            shell.Out.WriteLine("stopped");
        }
        catch (Exception e) when (e is UsageException or QueryException or IndexException or IOException)
        {
            shell.Out.Flush();
            if (e is QueryException query)
            {
                DiagnosticText.Write(shell.Error, query.Query, query.Diagnostics);
            }
            else
            {
                shell.Error.WriteLine(SafeText.Block(e.Message));
            }
        }

        return true;
    }

    private void Command(string name, string value)
    {
        switch (name)
        {
            case ".help" or ".h" or ".?":
                WriteHelp(value);
                break;
            case ".more" or ".m":
                More();
                break;
            case ".open" or ".o":
                Open(value);
                break;
            case ".facets":
                Change(settings with { Facets = value is "off" or "" ? [] : [.. Common.ReadFacets(value)] });
                break;
            case ".sort":
                Change(Common.Sorted(settings, ".sort", value));
                break;
            case ".limit":
                Change(settings with { Limit = Common.Number(".limit", value, 5, 1, 1_000) });
                break;
            case ".select":
                Change(settings with { Select = value is "off" or "" ? [] : [.. settings.Select, Common.ReadSelect(value)] });
                break;
            case ".timeline":
                Change(settings with { Timeline = value is "off" or "" ? null : ResultOptions.ReadTimeline(value) });
                break;
            case ".significant":
                Change(settings with { Significant = value is "off" or "" ? [] : [.. ResultOptions.ReadSignificant(value)] });
                break;
            case ".against":
                Change(
                    value is "off" or "" ? settings with { Against = null, Significant = [] } : ResultOptions.Compared(value, settings));
                break;
            case ".zone":
                Change(settings with { Zone = value is "off" or "" ? null : Common.ReadZone(value).Id });
                break;
            case ".stats":
                var figures = index.Statistics();
                shell.Out.WriteLine(
                    $"{Amounts.Count(figures.Articles, "article")} · {Amounts.Count(figures.Segments, "segment")} · "
                    + $"{Amounts.Bytes(figures.Bytes)} · commit {figures.Sequence}");
                break;
            case ".history":
                foreach (var entry in history.Lines.TakeLast(20))
                {
                    shell.Out.WriteLine($"  {SafeText.Line(entry)}");
                }

                break;
            case ".tour":
                Tour.Run(shell);
                break;
            default:
                throw new UsageException($"there is no command '{name}'; .help lists them");
        }
    }

    /// <summary>Takes a setting and, where there was a query, shows what it makes of it.</summary>
    private void Change(SearchRequest changed)
    {
        settings = changed;
        if (last?.Query is { } query)
        {
            Search(settings with { Query = query });
        }
    }

    private void Search(SearchRequest request)
    {
        request = request with { Now = shell.Clock.GetUtcNow() };
        index.Refresh();
        var results = index.Search(request, shell.Cancellation);
        (last, shown) = (request, results);
        DiagnosticText.Write(shell.Out, request.Query ?? "", results.Warnings);
        SuggestionText.Write(shell.Out, results.Suggestions);
        using var searcher = index.OpenSearcher();
        ResultsView.Write(shell, results, request.Skip + 1, searcher.GetStored, LocalDates.Zone(request.Zone));
        var rest = results.Total.Value - request.Skip - results.Hits.Count;
        if (results.Hits.Count > 0)
        {
            var hint = $".open {request.Skip + 1} reads one";
            Screen.Write(
                shell, new Text(
                rest > 0 ? string.Create(CultureInfo.InvariantCulture, $"{hint} · .more shows the next of {rest:N0}") : hint,
                Screen.Quiet));
        }
    }

    private void More()
    {
        if (last is null || shown is null || last.Skip + shown.Hits.Count >= shown.Total.Value)
        {
            throw new UsageException("there is nothing more to show");
        }

        Search(last with { Skip = last.Skip + shown.Hits.Count, Facets = [], Timeline = null, Significant = [] });
    }

    private void Open(string value)
    {
        var first = (last?.Skip ?? 0) + 1;
        if (shown is null || shown.Hits.Count == 0)
        {
            throw new UsageException("there is nothing to open yet; search first");
        }

        var number = Common.Number(".open", value.Length == 0 ? null : value, first, first, first + shown.Hits.Count - 1);
        using var searcher = index.OpenSearcher();
        ArticleReader.Show(
            shell, new ShownHits(searcher, last!, shown.Hits, first, shown.Total.Value), number, LocalDates.Zone(settings.Zone));
    }

    private void WriteHelp(string topic)
    {
        if (topic == "keys")
        {
            Screen.Write(shell, new Rows(EditorKeys.All.Select(k => new Text($"{k.Keys,-16}{k.Meaning}"))));
            return;
        }

        shell.Out.WriteLine(QueryHelp.Text);
        shell.Out.WriteLine("""

            Commands
              .more                next hits              .open 2              read a hit
              .facets person:10,tag   what to count beside the hits; .facets off
              .select place=Syria  only these; repeated: any of one kind, all kinds; .select off
              .timeline month      matches over time, month:person:3 for each of three; .timeline off
              .significant words   what sets the hits apart: words, person …; .significant off
              .against date:2018-02   what sets them apart from what this finds; .against off
              .sort newest         relevance, newest, oldest
              .limit 10            hits at a time         .zone Europe/Berlin  where days begin; .zone off
              .stats  .history  .tour  .quit
            Tab completes, Right takes the grey text, Ctrl-R searches back, Ctrl-C gives up a line or a search; .help keys has them all
            """);
    }
}
