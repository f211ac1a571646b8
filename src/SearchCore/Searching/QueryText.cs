using SearchCore.Queries;
using SearchCore.Searching;
using SearchCore.Searching.Dialects;

namespace SearchCore;

/// <summary>Reads a query's text without running it. Needs no index, never throws for a text, thread-safe.</summary>
public static class QueryText
{
    /// <summary>Reads a text.</summary>
    /// <param name="text">The text; empty or blank asks for all articles.</param>
    /// <param name="dialect">How it is written.</param>
    /// <param name="options">What else reading depends on.</param>
    public static QueryParseResult Parse(string text, QueryDialect dialect = QueryDialect.Lucene, QueryTextOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var context = new ParseContext(text, options ?? new QueryTextOptions());
        if (text.Length > QueryLimits.MaxTextLength)
        {
            context.Report(Faults.TextTooLong(text.Length));
            return context.Result(null);
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return context.Result(QueryNode.All);
        }

        return dialect switch
        {
            QueryDialect.Plain => context.Result(PlainDialect.Parse(context)),
            QueryDialect.Lucene => context.Result(ClassicDialect.Parse(context)),
            _ => throw new ArgumentOutOfRangeException(nameof(dialect), dialect, "There is no such dialect."),
        };
    }
}

/// <summary>What reading a query's text depends on besides the text.</summary>
public sealed record QueryTextOptions
{
    /// <summary>How neighbouring words combine. Default: all must match.</summary>
    public QueryOperator DefaultOperator { get; init; } = QueryOperator.And;

    /// <summary>The moment relative dates count from; null: relative dates are not understood.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>The zone days begin in. Default: UTC.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>
    /// The kinds of entity there are besides the built-in ones; a field that is none of them is an error. Null (the default): not known, so
    /// that every name that may be a kind counts as one, unless it looks like a misspelt field.
    /// </summary>
    public IReadOnlySet<string>? Kinds { get; init; }
}
