namespace SearchCore.Proofs.Histories;

/// <summary>What is left of an index: reads it as a user would, and goes on with it.</summary>
internal static class Survivor
{
    /// <summary>Opens an index read only, then for writing, holds it against what was promised, adds to it and checks it.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? Examine(string path, Promise promise)
    {
        // Readers need no writer to come first where the index was ever promised.
        if (promise.Sequence > 0)
        {
            var first = ArticleIndex.Check(path);
            if ((first.IsSound ? ExamineReadOnly(path, promise) : $"not sound: {string.Join(' ', first.Problems)}") is { } early)
            {
                return early;
            }
        }

        foreach (var (suffix, state) in promise.Snapshots)
        {
            var copy = ArticleIndex.Check(path + suffix);
            if ((copy.IsSound
                ? ExamineReadOnly(path + suffix, new Promise([state], null, 1))
                : $"not sound: {string.Join(' ', copy.Problems)}") is { } bad)
            {
                return $"the snapshot{suffix}: {bad}";
            }
        }

        // One that was not finished is refused, or whole.
        foreach (var folder in Directory.EnumerateDirectories(Path.GetDirectoryName(path)!, $"{Path.GetFileName(path)}.snapshot-*")
            .Where(f => !promise.Snapshots.Any(s => f == path + s.Suffix)))
        {
            // It is of a moment before whatever was committed after it failed.
            if (IsAccepted(folder) && ExamineReadOnly(folder, promise) is { } wrong
                && (promise.Before is not { } before || ExamineReadOnly(folder, before) is not null))
            {
                return $"half a snapshot passes for whole: {wrong}";
            }
        }

        using (var index = Open(path, IndexAccess.ReadWrite))
        {
            if (Read(index, promise) is { } wrong)
            {
                return wrong;
            }

            index.Add(Specimen.Article("later", "afterwards"));
            var before = index.Statistics().Sequence;
            if (index.Commit() <= before)
            {
                return "the commit after it has no higher number";
            }
        }

        using (var again = Open(path, IndexAccess.ReadOnly))
        {
            if (again.Get("later")?.Title != "afterwards")
            {
                return "an article committed after it is missing";
            }
        }

        var check = ArticleIndex.Check(path);
        return check.IsSound ? null : $"not sound afterwards: {string.Join(' ', check.Problems)}";
    }

    /// <summary>Whether a folder passes for a sound index.</summary>
    public static bool IsAccepted(string folder)
    {
        try
        {
            return ArticleIndex.Check(folder).IsSound;
        }
        catch (IndexException)
        {
            return false;
        }
    }

    /// <summary>Every article by id and title, in any open index.</summary>
    /// <param name="index">The index.</param>
    /// <param name="mistake">What contradicts itself, or null.</param>
    public static Dictionary<string, string> Contents(ArticleIndex index, out string? mistake)
    {
        using var searcher = index.OpenSearcher();
        var all = searcher.Search(new SearchRequest { Limit = 10_000, SnippetLength = 0, TimeLimit = Timeout.InfiniteTimeSpan });
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        mistake = null;
        foreach (var hit in all.Hits)
        {
            var article = searcher.Get(hit.Id);
            mistake ??= article is null ? $"{hit.Id} is found but not stored" : Specimen.Mistake(article);
            if (!found.TryAdd(hit.Id, article?.Title ?? ""))
            {
                mistake ??= $"{hit.Id} is there twice";
            }
        }

        var articles = index.Statistics().Articles;
        mistake ??= all.Total.Value != found.Count || articles != found.Count
            ? $"{all.Total.Value} counted, {articles} in the figures, {found.Count} found"
            : null;
        return found;
    }

    /// <summary>As <see cref="Contents"/>, for more articles than one search returns.</summary>
    public static Dictionary<string, string> AllContents(ArticleIndex index, out string? mistake)
    {
        using var searcher = index.OpenSearcher();
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        mistake = null;
        foreach (var id in searcher.MatchingIds(new SearchRequest { Query = "*" }))
        {
            var article = searcher.Get(id);
            mistake ??= article is null ? $"{id} is found but not stored" : Specimen.Mistake(article);
            if (!found.TryAdd(id, article?.Title ?? ""))
            {
                mistake ??= $"{id} is there twice";
            }
        }

        return found;
    }

    private static string? ExamineReadOnly(string path, Promise promise)
    {
        using var index = Open(path, IndexAccess.ReadOnly);
        return Read(index, promise);
    }

    private static string? Read(ArticleIndex index, Promise promise)
    {
        var found = Contents(index, out var mistake);
        var sequence = index.Statistics().Sequence;
        return mistake
            ?? promise.Violation(found)
            ?? (sequence < promise.Sequence ? $"commit {sequence} is older than the acknowledged {promise.Sequence}" : null);
    }

    private static ArticleIndex Open(string path, IndexAccess access) =>
        ArticleIndex.Open(path, new ArticleIndexOptions { Recognizer = null, Workers = 1, Access = access });
}
