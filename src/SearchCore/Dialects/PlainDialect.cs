using SearchCore.Queries;
using SearchCore.Queries.Parsing;
using SearchCore.Queries.Syntax;

namespace SearchCore.Dialects;

/// <summary>Words between white space; nothing in the text is syntax.</summary>
internal static class PlainDialect
{
    public static QueryNode? Parse(ParseContext context)
    {
        var text = context.Text;
        var words = new List<QueryNode>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && !char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (words.Count == context.Options.Limits.Clauses)
            {
                context.Report(SyntaxFaults.TooManyClauses((start, text.Length), context.Options.Limits));
                return null;
            }

            words.Add(context.Place(new WordNode(text[start..at]), (start, at)));
        }

        return context.Options.DefaultOperator == QueryOperator.And ? QueryNode.And(words) : QueryNode.Or(words);
    }
}
