using System.Text;

using Lucene.Net.QueryParsers.Classic;

using SearchCore.Queries;
using SearchCore.Queries.Parsing;
using SearchCore.Queries.Syntax;

namespace SearchCore.Dialects;

/// <summary>
/// The syntax of Lucene's classic query parser, which people know from Lucene.Net and Examine. Lucene's own parser reads it; what it finds
/// becomes our tree, so that fields, dates, limits and meaning are SearchCore's and there is one way from a tree to a search.
/// </summary>
/// <remarks>
/// Kept as the classic parser has it: <c>a OR NOT b</c> is <c>a -b</c>, and AND and OR in one group have no precedence. Different: curly
/// quotes are quotes, all Unicode blanks are blanks, a group of negations alone matches all but those, regular expressions are refused.
/// </remarks>
internal static class ClassicDialect
{
    public static QueryNode? Parse(ParseContext context)
    {
        var text = Plain(context.Text);
        var lexer = ClassicLexer.Scan(context, text);
        if (context.HasErrors)
        {
            return null;
        }

        try
        {
            return new ClassicTreeParser(context, lexer).ParseTree();
        }
        catch (ParseException e)
        {
            Report(context, lexer, e);
        }

        return null;
    }

    // Same length, so that places in it are places in what was typed.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            plain.Append(c is '\u201C' or '\u201D' or '\u201E' or '\u201F' ? '"' : char.IsWhiteSpace(c) ? ' ' : c);
        }

        return plain.ToString();
    }

    private static void Report(ParseContext context, ClassicLexer lexer, ParseException e)
    {
        if (e.CurrentToken?.Next is not { } token)
        {
            // The parser's own faults carry no token: an escape that breaks off, which the lexer lets through.
            var escape = context.Text.LastIndexOf('\\');
            context.Report(
                escape >= 0 ? SyntaxFaults.BadEscape((escape, context.Text.Length)) : SyntaxFaults.NotUnderstood((0, context.Text.Length)));
            return;
        }

        if (token.Kind == RegexpToken.EOF)
        {
            context.Report(
                lexer.OpenRange is { } range
                    ? SyntaxFaults.OpenRange((range.BeginColumn, context.Text.Length))
                    : SyntaxFaults.EndsEarly(context.Text.Length));
            return;
        }

        var span = (token.BeginColumn, token.EndColumn);
        context.Report(token.Kind switch
        {
            RegexpToken.AND or RegexpToken.OR => SyntaxFaults.Misplaced(span, token.Image, "it joins what stands before it and after it"),
            RegexpToken.COLON => SyntaxFaults.Misplaced(span, token.Image, "if it is text, put it in quotes"),
            RegexpToken.FUZZY_SLOP or RegexpToken.CARAT =>
                SyntaxFaults.Misplaced(span, token.Image, "it belongs right after a word or phrase"),
            RegexpToken.RANGE_GOOP or RegexpToken.RANGE_QUOTED or RegexpToken.RANGE_TO or RegexpToken.RANGEIN_END
                or RegexpToken.RANGEEX_END => SyntaxFaults.OpenRange(span),
            _ => SyntaxFaults.Misplaced(
                span, token.Image, lexer.TokenAt(token.BeginColumn) is { } here && lexer.Before(here) is { } before
                ? $"'{before.Image}' asks for a word" : null),
        });
    }
}
