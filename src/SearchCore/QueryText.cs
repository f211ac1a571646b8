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
        return dialect switch
        {
            QueryDialect.SearchCore => QueryParser.Parse(text, options),
            QueryDialect.Factiva => QueryParser.ParseFactiva(text, options),
            QueryDialect.Plain => Read(text, options, PlainDialect.Parse),
            QueryDialect.Lucene => Classic(text, options),
            _ => throw new ArgumentOutOfRangeException(nameof(dialect), dialect, "There is no such dialect."),
        };
    }

    // The classic parser knows no way on from a mistake, so the lenient reading of a text that it refuses is that of plain words.
    private static QueryParseResult Classic(string text, QueryTextOptions? options)
    {
        var strict = Read(text, options is { Lenient: true } ? options with { Lenient = false } : options, ClassicDialect.Parse);
        if (strict.IsValid || options is not { Lenient: true })
        {
            return strict;
        }

        var words = Read(text, options, PlainDialect.Parse);
        var told = strict.Diagnostics.Select(d => d with { Severity = DiagnosticSeverity.Warning });
        var spans = new Dictionary<QueryNode, (int, int)>(ReferenceEqualityComparer.Instance);
        foreach (var node in words.Tree is { } tree ? QueryTree.All(tree) : [])
        {
            spans[node] = words.SpanOf(node);
        }

        return new(text, words.Tree ?? QueryNode.None, [.. told.Concat(words.Diagnostics)], spans);
    }

    private static QueryParseResult Read(string text, QueryTextOptions? options, Func<ParseContext, QueryNode?> parse)
    {
        var context = new ParseContext(text, options ?? new QueryTextOptions());
        if (text.Length > context.Options.Limits.TextLength)
        {
            context.Report(SyntaxFaults.TextTooLong(text.Length, context.Options.Limits));
            return context.Result(null);
        }

        return context.Result(string.IsNullOrWhiteSpace(text) ? QueryNode.All : parse(context));
    }
}
