using SearchCore.Dialects;
using SearchCore.Queries;

namespace SearchCore;

/// <summary>Reads a query's text in any dialect without running it. Needs no index, never throws for a text, thread-safe.</summary>
public static class QueryText
{
    /// <summary>Reads a text.</summary>
    /// <param name="text">The text; empty or blank asks for all articles.</param>
    /// <param name="dialect">How it is written.</param>
    /// <param name="options">What else reading depends on.</param>
    public static QueryParseResult Parse(string text, QueryDialect dialect = QueryDialect.SearchCore, QueryTextOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return QueryReader.Read(text, dialect, options);
    }
}
