using SearchCore.Articles;

namespace SearchCore.Tests.Indexing;

/// <summary>
/// The rule of loads and changes, as plainly as it can be said: everything has its place in one order, that of reading and calling. An
/// article stands if it is published and nothing with
/// its id, no other article and no deletion, has a later place.
/// </summary>
internal sealed class LoadModel
{
    private readonly List<(string Id, string Title, long Order)> published = [];
    private readonly List<(string Id, string Title, long Order)> unpublished = [];
    private readonly Dictionary<string, long> deleted = [];
    private long deletedAll = -1;
    private long next;

    /// <summary>What the last commit holds.</summary>
    public Dictionary<string, string> Committed { get; private set; } = [];

    /// <summary>A chunk is read.</summary>
    /// <returns>Its place.</returns>
    public long Read() => next++;

    /// <summary>A chunk that was read gave articles to its worker.</summary>
    public void Give(long order, IEnumerable<Article> articles, bool atOnce) =>
        (atOnce ? published : unpublished).AddRange(articles.Select(a => (a.Id, a.Title!, order)));

    /// <summary>An article is added; it is seen with the next refresh.</summary>
    public void Add(Article article) => published.Add((article.Id, article.Title!, next++));

    /// <summary>Ids are deleted.</summary>
    public void Delete(IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            deleted[id] = next;
        }

        next++;
    }

    /// <summary>Everything is deleted.</summary>
    public void DeleteAll() => deletedAll = next++;

    /// <summary>Workers publish what they hold.</summary>
    public void PublishAll()
    {
        published.AddRange(unpublished);
        unpublished.Clear();
    }

    /// <summary>What is published becomes durable.</summary>
    public void Commit() => Committed = Contents();

    /// <summary>What stands: the last of each id, unless a deletion came after it.</summary>
    public Dictionary<string, string> Contents() =>
        published.GroupBy(a => a.Id).Select(same => same.Aggregate((a, b) => b.Order >= a.Order ? b : a))
            .Where(a => a.Order > deletedAll && a.Order > deleted.GetValueOrDefault(a.Id, -1)).ToDictionary(a => a.Id, a => a.Title);
}
