using System.Globalization;

using SearchCore.Cli.Commands;
using SearchCore.Cli.Exporting;
using SearchCore.Cli.Keeping;
using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;
using SearchCore.Queries;

namespace SearchCore.Cli.Language;

/// <summary>Commands of what a person keeps: marks, notes, saved searches.</summary>
internal static class KeepCommands
{
    // So many new articles are shown as hits of one search; further ones are counted.
    private const int MostNew = 1_000, PageOfIds = 10_000;

    public static ExitCode? Mark(Workspace workspace, string value)
    {
        var isMarked = !value.StartsWith('-');
        var ids = isMarked ? Ids(workspace, ".mark", value)
            : Ids(workspace, ".mark", string.Join(' ', value.Split(' ').Select(w => w.TrimStart('-'))), workspace.Keepsakes.IsMarked);
        workspace.Keepsakes.Mark(ids, isMarked);
        var now = Amounts.Count(workspace.Keepsakes.Marks.Count, "mark");
        workspace.Shell.Out.WriteLine(
            $"{Amounts.Count(ids.Count, "article")} {(isMarked ? "marked" : "no longer marked")} · {now} in all{Lasting(workspace)}");
        return null;
    }

    public static ExitCode? Marks(Workspace workspace, string value)
    {
        if (value == "off")
        {
            var all = workspace.Keepsakes.Marks;
            workspace.Keepsakes.Mark(all, isMarked: false);
            workspace.Shell.Out.WriteLine($"{Amounts.Count(all.Count, "mark")} taken away; notes stay");
            return null;
        }

        _ = value.Length == 0 ? value : throw new UsageException($".marks lists them, .marks off takes all away; not '{value}'");
        using var searcher = workspace.OpenSearcher();
        var ids = workspace.Keepsakes.Marks.Union(workspace.Keepsakes.Noted).ToList();
        foreach (var id in ids)
        {
            var article = searcher.Get(id);
            var about = article is null ? "(no longer in the index)" : ArticleWords.Headline(article);
            var date = article?.Published is { } published
                ? LocalDates.Long(published, LocalDates.Zone(workspace.State.Settings.Zone)) + "  " : "";
            workspace.Shell.Out.WriteLine($"{(workspace.Keepsakes.IsMarked(id) ? "*" : " ")} {date}{about}  [{SafeText.Line(id)}]");
            if (workspace.Keepsakes.Note(id) is { } note)
            {
                workspace.Shell.Out.WriteLine($"    {SafeText.Line(note)}");
            }
        }

        if (ids.Count == 0)
        {
            workspace.Shell.Out.WriteLine("no marks yet; .mark 2 5 marks hits of the list");
        }

        return ids.Count > 0 ? ExitCode.Done : ExitCode.NoHits;
    }

    public static ExitCode? Note(Workspace workspace, string value)
    {
        var blank = value.IndexOf(' ');
        if (value.Length == 0)
        {
            throw new UsageException(
                ".note takes a hit's number or an id, and a text: .note 2 call him back; without a text it shows the note");
        }

        var id = workspace.HitId(".note", blank < 0 ? value : value[..blank], known => workspace.Keepsakes.Note(known) is not null);
        if (blank < 0)
        {
            workspace.Shell.Out.WriteLine(workspace.Keepsakes.Note(id) is { } note ? SafeText.Line(note) : "no note");
            return null;
        }

        var text = value[(blank + 1)..].Trim();
        workspace.Keepsakes.SetNote(id, text == "off" ? "" : text);
        workspace.Shell.Out.WriteLine($"{(text == "off" ? "note taken away" : "noted")}: {SafeText.Line(id)}{Lasting(workspace)}");
        return null;
    }

    public static ExitCode? Save(Workspace workspace, string value)
    {
        var name = Name(".save", value);
        var step = workspace.Trail.Current ?? throw new UsageException("there is nothing to save yet; search first");
        var isOver = workspace.Keepsakes.Find(name) is not null;
        var request = step.Whole ?? step.Request;

        // Found first: where that fails, nothing is saved.
        var found = Matching(workspace, workspace.Resolved(request, step.Dates));
        workspace.Keepsakes.Save(name, request, step.Dates);
        Remember(workspace, name, found);
        workspace.Shell.Out.WriteLine(
            $"{(isOver ? "replaced" : "saved")}: {SafeText.Line(name)} · .run {SafeText.Line(name)} runs it, "
            + $".run {SafeText.Line(name)} --new shows what came since{Lasting(workspace)}");
        return null;
    }

    public static ExitCode? Saved(Workspace workspace, string value)
    {
        if (value.StartsWith('-'))
        {
            var gone = Find(workspace, value[1..].Trim());
            workspace.Keepsakes.Forget(gone.Name);
            workspace.Shell.Out.WriteLine($"forgotten: {SafeText.Line(gone.Name)}");
            return null;
        }

        _ = value.Length == 0 ? value : throw new UsageException($".saved lists them, .saved -NAME forgets one; not '{value}'");
        foreach (var search in workspace.Keepsakes.Saved)
        {
            var seen = SeenArticles.Read(workspace.Keepsakes.SeenFile(search.Name));
            workspace.Shell.Out.WriteLine(
                $"{SafeText.Line(search.Name)}  {SafeText.Line(Text(search.Request))}{Filters(search)}"
                + (seen is null ? "" : string.Create(CultureInfo.InvariantCulture, $" · looked at {seen.At:yyyy-MM-dd HH:mm} UTC")));
        }

        if (workspace.Keepsakes.Saved.Count == 0)
        {
            workspace.Shell.Out.WriteLine("no saved searches yet; .save NAME saves the last one");
        }

        return workspace.Keepsakes.Saved.Count > 0 ? ExitCode.Done : ExitCode.NoHits;
    }

    public static ExitCode? Run(Workspace workspace, string value)
    {
        const string New = "--new";
        var words = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var isNew = words.Contains(New);
        var search = Find(workspace, string.Join(' ', words.Where(w => w != New)));
        var request = search.Request with
        {
            Limit = workspace.State.Settings.Limit,
            Facets = search.Request.Facets.Count > 0 ? search.Request.Facets : workspace.State.Settings.Facets,
        };
        return isNew ? RunNew(workspace, search, request)
            : workspace.Resume(new(request, search.Dates, request.SimilarTo is { } like ? $"like {like}" : null));
    }

    public static ExitCode? Export(Workspace workspace, string value)
    {
        var words = Words.Split(value);
        var format = Option(words, "--output");
        var limit = Option(words, "--limit");
        if (words.FirstOrDefault(w => w.StartsWith("--", StringComparison.Ordinal)) is { } unknown)
        {
            throw new UsageException($".export takes --output FORMAT and --limit N, not '{SafeText.Line(unknown)}'");
        }

        var isMarks = words is ["marks", ..];
        words = isMarks ? words[1..] : words;
        if (words.Count > 1)
        {
            throw new UsageException(
                $".export takes one file, not '{SafeText.Line(words[1])}' too; a name with blanks stands in single quotes");
        }

        if (workspace.IsInteractive && workspace.Depth == 0 && words.Count == 0 && format is null)
        {
            throw new UsageException(
                ".export takes a file, whose ending says the form: .export grain.csv; .export --output jsonl writes whole articles to the screen");
        }

        var target = Target.Read(
            format, words is [var file] ? file.Trim('"') : null,
            workspace.State.IsModeChosen ? workspace.State.Mode : OutputFormat.Jsonl, workspace.Shell);
        using var searcher = workspace.OpenSearcher();
        if (isMarks)
        {
            var ids = workspace.Keepsakes.Marks;
            return ids.Count > 0
                ? ArticleExport.Run(workspace.Shell, searcher, ids, target, workspace.Keepsakes.Note)
                : throw new UsageException("there are no marks yet; .mark 2 5 marks hits of the list");
        }

        var step = workspace.Trail.Current ?? throw new UsageException("there is nothing to export yet; search first");
        return ArticleExport.Run(
            workspace.Shell, searcher,
            workspace.Resolved(step.Request, step.Dates) with { TimeLimit = Timeout.InfiniteTimeSpan },
            Common.Number("--limit", limit, int.MaxValue, 0, int.MaxValue), target, workspace.Shell.Cancellation);
    }

    private static string? Option(List<string> words, string name)
    {
        if (words.FirstOrDefault(w => w.StartsWith(name + "=", StringComparison.Ordinal)) is { } whole)
        {
            words.Remove(whole);
            return whole[(name.Length + 1)..];
        }

        var at = words.IndexOf(name);
        if (at < 0)
        {
            return null;
        }

        if (at + 1 == words.Count)
        {
            throw new UsageException($"{name} needs a value");
        }

        var value = words[at + 1];
        words.RemoveRange(at, 2);
        return value;
    }

    private static ExitCode RunNew(Workspace workspace, SavedSearch search, SearchRequest request)
    {
        if (!workspace.Keepsakes.IsKept)
        {
            throw new UsageException("nothing is kept between sessions here, so nothing is new; set XDG_DATA_HOME or HOME");
        }

        var seen = SeenArticles.Read(workspace.Keepsakes.SeenFile(search.Name));
        var all = Matching(workspace, workspace.Resolved(request, search.Dates));
        var fresh = seen is null ? all : [.. all.Where(id => !seen.Has(id))];
        if (fresh.Count == 0)
        {
            workspace.Shell.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"nothing new in {SafeText.Line(search.Name)} since {seen?.At:yyyy-MM-dd HH:mm} UTC · ")
                + $"{Amounts.Count(all.Count, "article")} as before");
            Remember(workspace, search.Name, all);
            return ExitCode.NoHits;
        }

        if (fresh.Count > MostNew)
        {
            workspace.Shell.Complain(
                $"{fresh.Count:N0} are new; here are the newest {MostNew:N0}; .run {SafeText.Line(search.Name)} --new again shows those "
                + "that follow");
        }

        var only = QueryNode.Or([.. fresh.Take(MostNew).Select(id => (QueryNode)new IdNode(id))]);
        var since = seen is null ? "all, nobody looked before"
            : string.Create(CultureInfo.InvariantCulture, $"new since {seen.At:yyyy-MM-dd HH:mm} UTC");
        var asked = QueryWishes.Read(request) is { } wishes ? QueryWishes.Applied(request, wishes) : request;
        var code = workspace.Resume(new(
            asked with
            {
                Query = null,
                Tree = Tree(workspace, request) is { } tree ? QueryNode.And(tree, only) : only,
                Limits = request.Limits with { Clauses = request.Limits.Clauses + MostNew },
            },
            search.Dates,
            $"{search.Name}, {since}",
            request));

        // Shown first: what is lost on the way comes again, and so does what there was no room for.
        workspace.Shell.Out.Flush();
        Remember(workspace, search.Name, all.Except(fresh.Skip(MostNew)));
        return code;
    }

    // The query as a tree, so that ids can be added and its words are marked still; null where its text cannot be read without the index.
    private static QueryNode? Tree(Workspace workspace, SearchRequest request)
    {
        if (request.Tree is not null || request.Query is null)
        {
            return request.Tree;
        }

        var parsed = QueryText.Parse(request.Query, request.Dialect, new QueryTextOptions
        {
            Now = workspace.Now,
            Zone = LocalDates.Zone(request.Zone),
            DefaultOperator = request.DefaultOperator,
            Lenient = request.Lenient,
        });
        return parsed.IsValid ? parsed.Tree : null;
    }

    /// <summary>The ids of all that a request matches; limits and groups of its text do not count.</summary>
    private static List<string> Matching(Workspace workspace, SearchRequest request)
    {
        var plain = QueryWishes.Read(request) is { } asked && Tree(workspace, request) is { } tree
            ? request with { Query = null, Tree = tree, Select = [.. request.Select, .. asked.Select] }
            : request;
        plain = plain with
        {
            Unique = false,
            GroupBy = null,
            Skip = 0,
            After = null,
            Limit = PageOfIds,
            Fields = HitFields.None,
            SnippetLength = 0,
            Sort = SearchSort.Newest,
            SortBy = null,
            Suggest = false,
            Facets = [],
            Timeline = null,
            Significant = [],
            Against = null,
            TimeLimit = Timeout.InfiniteTimeSpan,
        };
        using var searcher = workspace.OpenSearcher();
        var ids = new List<string>();
        do
        {
            var page = searcher.Search(plain, workspace.Shell.Cancellation);
            ids.AddRange(page.Hits.Select(h => h.Id));
            plain = plain with { After = page.Next };
        }
        while (plain.After is not null && ids.Count <= SeenArticles.Most);

        return ids.Count <= SeenArticles.Most ? ids
            : throw new UsageException(
                $"what a saved search has shown is remembered of up to {SeenArticles.Most:N0} articles, and this finds more; narrow it");
    }

    private static void Remember(Workspace workspace, string name, IEnumerable<string> ids)
    {
        if (workspace.Keepsakes.SeenFile(name) is { } file)
        {
            SeenArticles.Of(ids, workspace.Shell.Clock.GetUtcNow()).Write(file);
        }
    }

    private static SavedSearch Find(Workspace workspace, string name)
    {
        var saved = workspace.Keepsakes.Saved;
        if (name.Length == 0)
        {
            throw new UsageException(saved.Count == 0
                ? "there are no saved searches yet; .save NAME saves the last one"
                : $".run takes a name: {string.Join(", ", saved.Select(s => SafeText.Line(s.Name)))}");
        }

        if (workspace.Keepsakes.Find(name) is { } found)
        {
            return found;
        }

        var near = CommandLine.Nearest(name, saved.Select(s => s.Name));
        throw new UsageException(
            $"there is no saved search '{SafeText.Line(name)}'"
            + (near is not null ? $"; did you mean '{SafeText.Line(near)}'?"
                : saved.Count > 0 ? $"; there are {string.Join(", ", saved.Select(s => SafeText.Line(s.Name)))}"
                : "; .save NAME saves the last search"));
    }

    // Numbers of hits, ranges of them with commas or blanks between, and ids, which may have commas and hyphens themselves.
    private static List<string> Ids(Workspace workspace, string command, string value, Func<string, bool>? isKept = null)
    {
        using var searcher = workspace.OpenSearcher();
        var ids = new List<string>();
        foreach (var word in Words.Split(value))
        {
            if (!IsId(word) && word.Contains(',', StringComparison.Ordinal))
            {
                foreach (var part in word.Split(',', StringSplitOptions.RemoveEmptyEntries))
                {
                    Add(part);
                }
            }
            else
            {
                Add(word);
            }
        }

        return ids.Count > 0 ? [.. ids.Distinct(StringComparer.Ordinal)]
            : throw new UsageException($"{command} takes numbers of hits, such as {command} 2 5, or ids");

        void Add(string word)
        {
            // 2-5 is a range of hits.
            if (word.Split('-') is [var first, var last] && int.TryParse(first, out var from) && int.TryParse(last, out var to)
                && from <= to && to - from < 1_000 && !IsId(word))
            {
                ids.AddRange(Enumerable.Range(from, to - from + 1)
                    .Select(n => workspace.HitId(command, n.ToString(CultureInfo.InvariantCulture), isKept)));
                return;
            }

            ids.Add(workspace.HitId(command, word, isKept));
        }

        bool IsId(string word) => searcher.Get(word.Trim('"')) is not null || isKept?.Invoke(word.Trim('"')) == true;
    }

    private static string Name(string command, string value)
    {
        var name = value.Trim();
        return name.Length is 0 or > 80 || name.StartsWith('-') || name.Any(char.IsControl)
            ? throw new UsageException($"{command} takes a name, up to 80 characters that do not begin with '-'")
            : string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Text(SearchRequest request) =>
        request.Query ?? (request.SimilarTo is { } like ? $"like {like}" : "(all articles)");

    private static string Filters(SavedSearch search) =>
        string.Concat(search.Request.Select.Select(s => $" · {SafeText.Line(s.Kind)}={SafeText.Line(s.Value)}"))
        + (search.Dates is { } dates ? $" · {SafeText.Line(dates)}" : "");

    private static string Lasting(Workspace workspace) =>
        workspace.Keepsakes.IsKept ? "" : " (for this session: there is no folder of yours to keep it in)";
}
