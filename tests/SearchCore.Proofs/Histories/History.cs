using SearchCore.Articles;
using SearchCore.Files;
using SearchCore.TestKit;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Histories;

/// <summary>
/// A seeded life of an index, beside a dictionary that knows what was promised at each moment: additions, replacements, deletions, commits,
/// loads by one
/// worker or two, merges, exchanges of everything, reopening. The same seed does the same things.
/// </summary>
internal sealed class History(string path, ulong seed, IFileOperations files, Action<Promise>? onPromise = null)
{
    // A long article's stored fields are a chunk of their own.
    private const int Ids = 12, Long = 900;

    private readonly SeededRandom random = new(seed);

    // In a history of long articles stored fields go to the disk article by article, long before the segment that they are of.
    private readonly bool isLong = seed % 4 == 3;
    private Dictionary<string, string> current = new(StringComparer.Ordinal);
    private Dictionary<string, string> committed = new(StringComparer.Ordinal);
    private List<(string Id, string? Text)> tried = [];
    private List<(string Suffix, IReadOnlyDictionary<string, string> State)> snapshots = [];
    private int snapshot;
    private int version;

    /// <summary>What holds now.</summary>
    public Promise Promise { get; private set; } = Promise.Nothing;

    /// <summary>
    /// What a commit may hold that succeeds after something else failed: of each article any version tried since the last one.
    /// </summary>
    public Promise Tolerance => new(
        [],
        committed.Keys.Concat(tried.Select(t => t.Id)).Distinct(StringComparer.Ordinal).ToDictionary(
            id => id,
            id => (IReadOnlyList<string?>)[committed.GetValueOrDefault(id), .. tried.Where(t => t.Id == id).Select(t => t.Text)],
            StringComparer.Ordinal),
        Promise.Sequence);

    /// <summary>The index, while it is open.</summary>
    public ArticleIndex? Index { get; private set; }

    /// <summary>Opens the index.</summary>
    public void Open()
    {
        // Short-lived indexes of one article a segment go through links, merges and deletions much faster than large ones.
        Index = ArticleIndex.Open(path, new ArticleIndexOptions
        {
            Recognizer = null,
            Files = files,
            Workers = 1 + random.Below(2),
            WorkerBytes = random.Below(2) == 0 ? 1 : 0,
            HeldBytes = isLong ? 1 : long.MaxValue,
            CommitInterval = random.Below(2) == 0 ? TimeSpan.FromTicks(1) : TimeSpan.FromHours(1),
        });
        current = new(committed, StringComparer.Ordinal);
        tried = [];
        Hold(new Promise([committed], null, Index.Statistics().Sequence));
    }

    /// <summary>Does as many random things as asked for; what throws leaves the promise as it was when it was tried.</summary>
    public void Live(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            Step();
        }
    }

    /// <summary>Takes over what a commit outside the history made durable.</summary>
    public void Accept(Dictionary<string, string> found, long sequence)
    {
        var before = Promise;
        current = found;
        Acknowledge(sequence);
        Promise = Promise with { Before = before };
    }

    /// <summary>Closes the index, as far as it was open.</summary>
    public void Close()
    {
        var open = Index;
        Index = null;
        open?.Dispose();
    }

    private void Step()
    {
        switch (random.Below(22))
        {
            case < 5:
                Add(1 + random.Below(4));
                break;
            case < 6:
                var id = Id();
                tried.Add((id, null));
                Index!.Delete(id);
                current.Remove(id);
                break;
            case < 9:
                Commit(() => Index!.Commit());
                break;
            case < 13:
                Load(1 + random.Below(9));
                break;
            case < 14:
                Commit(() => Index!.Compact(1 + random.Below(2)));
                break;
            case < 15:
                Index!.Refresh();
                break;
            case < 16:
                OpenSearcher();
                break;
            case < 17 when snapshots.Count > 0:
                Restore();
                break;
            case < 18:
                Rebuild();
                break;
            case < 19:
                Commit(() => Index!.Rebuild().Sequence);
                break;
            case < 20:
                ReplaceAll(random.Below(9));
                break;
            case < 21 when snapshots.Count > 0:
                RestoreOpen();
                break;
            default:
                Close();
                Open();
                break;
        }
    }

    private void Add(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var (id, text) = Next();
            tried.Add((id, text));
            Index!.Add(Article((id, text)));
            current[id] = text;
        }
    }

    private void Commit(Func<long> commit)
    {
        Hold(new Promise([committed, new Dictionary<string, string>(current, StringComparer.Ordinal)], null, Promise.Sequence));
        Acknowledge(commit());
    }

    // A load may commit in between, so that until its end each article may be any of its versions.
    private void Load(int count)
    {
        var articles = Enumerable.Range(0, count).Select(_ => Next()).ToList();
        tried.AddRange(articles.Select(a => (a.Id, (string?)a.Text)));
        Hold(Tolerance);
        var report = Index!.Index([new ListSource([.. articles.Select(Article)], 1 + random.Below(4))]);
        foreach (var (id, text) in articles)
        {
            current[id] = text;
        }

        Acknowledge(report.Sequence);
    }

    private void OpenSearcher()
    {
        var suffix = $".snapshot-{++snapshot}";
        ArticleIndex.TakeSnapshot(path, path + suffix, files);
        snapshots = [.. snapshots, (suffix, committed)];
        Hold(Promise);
    }

    // While it runs there may be what was there or what comes back, and nothing else.
    private void Restore()
    {
        var (suffix, state) = snapshots[random.Below(snapshots.Count)];
        Close();
        Hold(new Promise([committed, state], null, Promise.Sequence));
        var report = ArticleIndex.Restore(path + suffix, path, new ArticleIndexOptions { Files = files });
        current = new(state, StringComparer.Ordinal);
        Acknowledge(report.Sequence);
        Open();
    }

    private void ReplaceAll(int count)
    {
        var articles = Enumerable.Range(0, count).Select(_ => Next()).ToList();
        Exchange(
            articles.GroupBy(a => a.Id).ToDictionary(g => g.Key, g => g.Last().Text, StringComparer.Ordinal),
            () => Index!.ReplaceAll([new ListSource([.. articles.Select(Article)])]).Sequence);
    }

    private void RestoreOpen()
    {
        var (suffix, state) = snapshots[random.Below(snapshots.Count)];
        Exchange(state, () => Index!.Restore(path + suffix).Sequence);
    }

    // There may be what was committed before or what comes instead, and nothing else.
    private void Exchange(IReadOnlyDictionary<string, string> state, Func<long> exchange)
    {
        tried.AddRange(committed.Keys.Concat(current.Keys).Select(id => (id, (string?)null)));
        tried.AddRange(state.Select(s => (s.Key, (string?)s.Value)));
        Hold(new Promise([committed, state], null, Promise.Sequence));
        var sequence = exchange();
        current = new(state, StringComparer.Ordinal);
        Acknowledge(sequence);
    }

    private void Rebuild()
    {
        Close();
        ArticleIndex.Rebuild(path, new ArticleIndexOptions { Recognizer = null, Workers = 1, Files = files });
        Open();
    }

    private void Acknowledge(long sequence)
    {
        committed = new(current, StringComparer.Ordinal);
        tried = [];
        Hold(new Promise([committed], null, sequence));
    }

    private void Hold(Promise promise)
    {
        Promise = promise with { Snapshots = snapshots };
        onPromise?.Invoke(Promise);
    }

    private Article Article((string Id, string Text) article) => Specimen.Article(article.Id, article.Text, isLong ? Long : 1);

    private string Id() => $"id{random.Below(Ids)}";

    private (string Id, string Text) Next() => (Id(), $"v{++version}");
}
