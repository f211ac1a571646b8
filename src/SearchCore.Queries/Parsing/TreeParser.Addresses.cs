using SearchCore.Queries.Syntax;

namespace SearchCore.Queries.Parsing;

/// <summary>What stands after <c>url:</c> and <c>site:</c>.</summary>
internal sealed partial class TreeParser
{
    private QueryNode? ParseAddress(Scope scope)
    {
        var (token, text, isQuoted) = ReadValue(scope);
        var span = (token.Start, tokens[next - 1].End);
        RefuseTilde(Take(TokenKind.Tilde), "an address");

        // A question mark belongs to the address, and so does an asterisk inside of it, in quotation marks or not.
        var isPrefix = text.EndsWith('*') && !HasLoneEscape(text[..^1]);
        var value = QueryEscapes.Unescape(isPrefix ? text[..^1] : text).Trim();
        if (value.Length == 0)
        {
            return isPrefix ? Boosted(Leaf(new HasFieldNode("url"), span), span.Start) : NoValue(scope, span, "an address", "*");
        }

        if (!isQuoted && !isPrefix && QueryEscapes.HasWildcard(text.Replace('?', '.')))
        {
            return NoValue(scope, span, "an asterisk only at its end: example.org/news/*");
        }

        if (!isPrefix && value.AsSpan().IndexOfAny('.', ':', '/') < 0)
        {
            context.Report(SyntaxFaults.NoAddress(span, value));
        }

        return Boosted(Leaf(new AddressNode(value, isPrefix), span), span.Start);
    }

    private QueryNode? ParseSite(Scope scope)
    {
        var (token, text, isQuoted) = ReadValue(scope);
        var span = (token.Start, tokens[next - 1].End);
        RefuseTilde(Take(TokenKind.Tilde), "a host");
        if (!isQuoted && text == "*")
        {
            return Boosted(Leaf(new HasFieldNode(QueryFields.Site), span), span.Start);
        }

        var host = SiteText.Host(QueryEscapes.Unescape(text), out var isMore);
        if (host.Length == 0)
        {
            return NoValue(scope, span, "a host: bbc.co.uk", "*");
        }

        if (isMore)
        {
            context.Report(SyntaxFaults.MoreThanHost(span, scope.Name, host));
        }

        return Boosted(Leaf(new SiteNode(host), span), span.Start);
    }

    private QueryNode? NoValue(Scope scope, (int, int) span, string expected, string? fix = null)
    {
        context.Report(SyntaxFaults.WrongForm(span, scope.Name, expected, fix));
        return SkipBoost();
    }
}
