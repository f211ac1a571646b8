using SearchCore.Cli.Output;
using SearchCore.Cli.Output.Pictures;
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

    /// <summary>What the bars of a timeline are by.</summary>
    public TimelineMeasure Measure { get; set; }

    /// <summary>Whether a result says how long it took.</summary>
    public bool Timer { get; set; } = true;

    /// <summary>Whether a script ends at its first mistake.</summary>
    public bool Bail { get; set; }

    /// <summary>The interval of publication as it was typed; null where there is none.</summary>
    public string? Dates { get; set; }

    /// <summary>The moment relative dates count from; null for now.</summary>
    public DateTimeOffset? Now { get; set; }

    /// <summary>Settings, dates and moment as they were when the first line was read; <c>.reset</c> goes back to them.</summary>
    public (SearchRequest Settings, string? Dates, DateTimeOffset? Now) Start { get; private set; }

    /// <summary>Takes what is set now for what is set at the start.</summary>
    public void KeepStart() => Start = (Settings, Dates, Now);

    /// <summary>What narrows and orders what is found, in a few words each: <c>place=ussr</c>, <c>newest</c>.</summary>
    public IEnumerable<string> Choices() => Choices(Settings, Dates);

    /// <summary>The same of a search.</summary>
    public static IEnumerable<string> Choices(SearchRequest settings, string? dates)
    {
        foreach (var kind in settings.Select.GroupBy(s => s.Kind, StringComparer.Ordinal))
        {
            yield return $"{SafeText.Line(kind.Key)}={string.Join("|", kind.Select(s => SafeText.Line(s.Value)))}";
        }

        if (dates is not null)
        {
            yield return SafeText.Line(dates);
        }

        if (Order(settings) is { } order)
        {
            yield return order;
        }

        if (settings.Dialect != QueryDialect.SearchCore)
        {
            yield return settings.Dialect.ToString().ToLowerInvariant();
        }

        if (settings.Zone is { } zone)
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
