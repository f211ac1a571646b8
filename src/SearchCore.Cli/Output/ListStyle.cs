using SearchCore.Cli.Output.Pictures;

namespace SearchCore.Cli.Output;

/// <summary>How a list of hits looks.</summary>
internal sealed record ListStyle
{
    /// <summary>What a list can show, in the order of the help.</summary>
    public static readonly IReadOnlyList<string> Known =
        ["title", "date", "source", "author", "tags", "id", "score", "url", "words", "names"];

    /// <summary>What a list shows where nobody chose.</summary>
    public static readonly IReadOnlyList<string> Standard =
        ["title", "date", "source", "author", "tags", "id", "words", "names"];

    /// <summary>The first hit's number, from 1.</summary>
    public int First { get; init; } = 1;

    /// <summary>Reads an article by id, for what a hit does not carry: authors, tags, names, first words. Null leaves those out.</summary>
    public Func<string, StoredArticle?>? Read { get; init; }

    /// <summary>What else is to stand below an article of this id; null where nothing is.</summary>
    public Func<string, string?>? Notes { get; init; }

    /// <summary>The zone of dates.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The line above; null for the total and the time.</summary>
    public string? Header { get; init; }

    /// <summary>What is shown, of <see cref="Known"/>, in order.</summary>
    public IReadOnlyList<string> Columns { get; init; } = Standard;

    /// <summary>Whether facet rows have numbers by which they can be chosen.</summary>
    public bool NumbersFacets { get; init; }

    /// <summary>What the bars of a timeline are by.</summary>
    public TimelineMeasure Measure { get; init; }

    /// <summary>Whether a column is shown.</summary>
    public bool Shows(string column) => Columns.Contains(column, StringComparer.Ordinal);
}
