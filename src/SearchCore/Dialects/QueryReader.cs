using SearchCore.Queries;
using SearchCore.Queries.Parsing;
using SearchCore.Queries.Syntax;

namespace SearchCore.Dialects;

/// <summary>From a text to its tree, in any dialect. Thread-safe; never throws for a text.</summary>
internal static class QueryReader
{
    /// <summary>Reads a text; empty or blank asks for all articles.</summary>
    public static QueryParseResult Read(string text, QueryDialect dialect, QueryTextOptions? options)
    {
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
        var context = new ParseContext(PastedSentence.WithoutMarks(text, out var marks), options ?? new QueryTextOptions(), written: text);
        context.ReportPunctuation(marks, text);
        if (text.Length > context.Options.Limits.TextLength)
        {
            context.Report(SyntaxFaults.TextTooLong(text.Length, context.Options.Limits));
            return context.Result(null);
        }

        return context.Result(string.IsNullOrWhiteSpace(text) ? QueryNode.All : parse(context));
    }
}
