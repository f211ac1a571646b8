using SearchCore.Queries.Syntax;

namespace SearchCore.Queries.Parsing;

/// <summary>
/// Reads queries as journalists and analysts type them (docs/query-language.md): a recursive-descent parser over the text. Pure and
/// thread-safe; it never throws for a text, whatever it is, and takes time linear in its length.
/// </summary>
/// <remarks><see cref="QueryFormatter"/> is its inverse: a tree that came from here, printed and read again, is the same tree.</remarks>
internal static class QueryParser
{
    /// <summary>Reads a text in SearchCore's own language.</summary>
    /// <param name="text">The text; blank asks for all articles.</param>
    /// <param name="options">What else reading depends on; null for the defaults.</param>
    public static QueryParseResult Parse(string text, QueryTextOptions? options = null) => Parse(text, options, OwnSyntax.Syntax);

    /// <summary>
    /// Reads a text with Factiva's operators: neighbours are a phrase, <c>and or not same</c> in any case, <c>w/5</c> and <c>adj5</c> in
    /// order, <c>near5</c> in either order, <c>atleast3</c>, <c>toyota/F50/</c>, <c>hd=strike</c>.
    /// </summary>
    /// <param name="text">The text; blank asks for all articles.</param>
    /// <param name="options">
    /// What else reading depends on; null for the defaults. <see cref="QueryTextOptions.DefaultOperator"/> plays no part.
    /// </param>
    public static QueryParseResult ParseFactiva(string text, QueryTextOptions? options = null) =>
        Parse(text, options, FactivaSyntax.Syntax);

    private static QueryParseResult Parse(string text, QueryTextOptions? options, QuerySyntax syntax)
    {
        ArgumentNullException.ThrowIfNull(text);
        var context = new ParseContext(
            PastedSentence.WithoutMarks(text, out var marks), options ?? new QueryTextOptions(), syntax, written: text);
        context.ReportPunctuation(marks, text);
        var limits = context.Options.Limits;
        var end = text.Length;
        if (end > limits.TextLength)
        {
            context.Report(SyntaxFaults.TextTooLong(end, limits));
            if (!context.Options.Lenient)
            {
                return context.Result(null);
            }

            end = limits.TextLength;
        }

        var tokens = Lexer.Read(context, end, out var bar);
        var tree = new TreeParser(context, tokens).Parse();
        var directives = bar < end ? new DirectiveParser(context, bar, end).Parse() : null;
        return context.Result(tree, directives);
    }
}
