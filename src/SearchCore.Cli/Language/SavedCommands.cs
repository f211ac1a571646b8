using System.Globalization;

using SearchCore.Cli.Commands;
using SearchCore.Cli.Exporting;
using SearchCore.Cli.Keeping;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;
using SearchCore.Queries;

namespace SearchCore.Cli.Language;

/// <summary>Commands of searches that a person saved.</summary>
internal static class SavedCommands
{
    // So many new articles are shown as hits of one search; further ones are counted.
    private const int MostNew = 1_000, PageOfIds = 10_000;

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
            + $".run {SafeText.Line(name)} --new shows what came since{KeepCommands.Lasting(workspace)}");
        return null;
    }

    public static ExitCode? Saved(Workspace workspace, string value)
    {
        if (value.StartsWith('-'))
        {
            var gone = value[1..].Trim() is var name && workspace.Keepsakes.Unreadable.Contains(name) ? name : Find(workspace, name).Name;
            workspace.Keepsakes.Forget(gone);
            workspace.Shell.Out.WriteLine($"forgotten: {SafeText.Line(gone)}");
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

        foreach (var name in workspace.Keepsakes.Unreadable)
        {
            workspace.Shell.Out.WriteLine($"{SafeText.Line(name)}  (saved by another version of searchcore, which runs it)");
        }

        if (workspace.Keepsakes.Saved.Count + workspace.Keepsakes.Unreadable.Count == 0)
        {
            workspace.Shell.Out.WriteLine("no saved searches yet; .save NAME saves the last one");
        }

        return workspace.Keepsakes.Saved.Count + workspace.Keepsakes.Unreadable.Count > 0 ? ExitCode.Done : ExitCode.NoHits;
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
        var asked = QueryWishes.Read(request) is { } wishes ? request.With(wishes) : request;
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

        if (Math.Min(fresh.Count, MostNew) > request.Limit)
        {
            workspace.Shell.Complain($"all {Math.Min(fresh.Count, MostNew):N0} count as seen now; .more shows those that follow");
        }

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
        if (workspace.Keepsakes.Unreadable.Contains(name))
        {
            throw new UsageException(
                $"'{SafeText.Line(name)}' was saved by another version of searchcore, in a way that this one cannot read; update, or "
                + "save it anew under this name");
        }

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

    private static string Name(string command, string value)
    {
        var name = value.Trim();
        return name.Length is 0 or > 80 || name.Any(char.IsControl) || name.Split(' ').Any(w => w.StartsWith('-'))
            ? throw new UsageException(
                $"{command} takes a name, up to 80 characters of which no word begins with '-' (.run NAME --new runs a saved search)")
            : string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Text(SearchRequest request) =>
        request.Query ?? (request.SimilarTo is { } like ? $"like {like}" : "(all articles)");

    private static string Filters(SavedSearch search) =>
        string.Concat(search.Request.Select.Select(s => $" · {SafeText.Line(s.Kind)}={SafeText.Line(s.Value)}"))
        + (search.Dates is { } dates ? $" · {SafeText.Line(dates)}" : "");
}
