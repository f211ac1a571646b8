using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;
using SearchCore.Queries;

namespace SearchCore.Cli.Language;

/// <summary>What stays from line to line: how searches are made and results are shown. Values are checked before they come here.</summary>
internal sealed class SessionState
{
    /// <summary>Everything of a search but its text.</summary>
    public required SearchRequest Settings { get; set; }

    /// <summary>How results are printed.</summary>
    public required OutputFormat Mode { get; set; }

    /// <summary>Whether somebody chose <see cref="Mode"/>; verbs then print in it too.</summary>
    public bool IsModeChosen { get; set; }

    /// <summary>What a list shows.</summary>
    public IReadOnlyList<string> Columns { get; set; } = ListStyle.Standard;

    /// <summary>Whether a result says how long it took.</summary>
    public bool Timer { get; set; } = true;

    /// <summary>Whether a script ends at its first mistake.</summary>
    public bool Bail { get; set; }

    /// <summary>The interval of publication as it was typed; null where there is none.</summary>
    public string? Dates { get; set; }

    /// <summary>The moment relative dates count from; null for now.</summary>
    public DateTimeOffset? Now { get; set; }

    /// <summary>What narrows and orders what is found, in a few words each: <c>place=ussr</c>, <c>newest</c>.</summary>
    public IEnumerable<string> Choices()
    {
        foreach (var kind in Settings.Select.GroupBy(s => s.Kind, StringComparer.Ordinal))
        {
            yield return $"{SafeText.Line(kind.Key)}={string.Join("|", kind.Select(s => SafeText.Line(s.Value)))}";
        }

        if (Dates is not null)
        {
            yield return SafeText.Line(Dates);
        }

        if (Order(Settings) is { } order)
        {
            yield return order;
        }

        if (Settings.Dialect != QueryDialect.SearchCore)
        {
            yield return Settings.Dialect.ToString().ToLowerInvariant();
        }

        if (Settings.Zone is { } zone)
        {
            yield return SafeText.Line(zone);
        }
    }

    /// <summary>The order as it is typed; null for relevance.</summary>
    public static string? Order(SearchRequest request) =>
        request.SortBy is { } by ? $"{SafeText.Line(by.Field)}:{(by.Descending ? "desc" : "asc")}"
        : request.Sort == SearchSort.Relevance ? null
        : request.Sort.ToString().ToLowerInvariant();
}
