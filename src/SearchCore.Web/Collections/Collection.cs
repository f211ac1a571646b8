using SearchCore.Hosting;
using SearchCore.Queries;
using SearchCore.Web.Configuration;

namespace SearchCore.Web.Collections;

/// <summary>An archive that the service searches. Thread-safe.</summary>
internal sealed class Collection(string name, CollectionOptions options, SearchCoreOptions index, IServiceProvider services)
{
    public string Name => name;

    public string Title => options.Title is { Length: > 0 } title ? title : name;

    public CollectionOptions Options => options;

    /// <summary>Why it cannot be searched, without the path, which is the operator's; null where it can.</summary>
    public string? Problem => options.Problem?.Replace(options.ProblemFolder!, name, StringComparison.Ordinal);

    /// <summary>Whether another process writes it.</summary>
    public bool IsReadOnly => index.ReadOnly;

    /// <summary>The fields of the archive's own, as they were declared.</summary>
    public IReadOnlyList<string> Fields { get; } = [.. index.Fields ?? []];

    /// <summary>Their types, by name.</summary>
    public IReadOnlyDictionary<string, FieldType> FieldTypes { get; } = (index.Fields ?? []).Select(FieldDeclaration.Parse)
        .ToDictionary(f => f.Name, f => f.Type, StringComparer.Ordinal);

    /// <summary>What searches it in turns.</summary>
    public IArticleIndex Index => services.GetRequiredKeyedService<IArticleIndex>(name);

    /// <summary>What takes articles in; not where it is read only.</summary>
    public IArticleIngest Ingest => services.GetRequiredKeyedService<IArticleIngest>(name);

    /// <summary>The index itself.</summary>
    public ArticleIndex Engine => services.GetRequiredKeyedService<ArticleIndex>(name);

    /// <summary>The number of the last commit that searches see now.</summary>
    public long Sequence
    {
        get
        {
            using var searcher = Engine.OpenSearcher();
            return searcher.Sequence;
        }
    }
}
