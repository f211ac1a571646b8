namespace SearchCore.Queries.Parsing;

/// <summary>What may be typed after <c>site:</c>: a host, also in the middle of an address that says no more than it.</summary>
internal static class SiteText
{
    /// <summary>The host in a text; empty where there is none.</summary>
    /// <param name="text">A host, or an address with one.</param>
    /// <param name="isMore">Whether the text says more than the host: a path, a wildcard, several words.</param>
    public static string Host(string text, out bool isMore)
    {
        isMore = false;
        ReadOnlySpan<char> host = text;
        int before;
        do
        {
            // What is cut off may leave a blank or a point behind: a host is what has none, so that it is the same when it is read again.
            before = host.Length;
            host = Cut(host, ref isMore);
        }
        while (host.Length < before);

        return host.ToString();
    }

    private static ReadOnlySpan<char> Cut(ReadOnlySpan<char> text, scoped ref bool isMore)
    {
        var rest = text.Trim();
        var scheme = rest.IndexOf("//", StringComparison.Ordinal);
        if (scheme == 0 || (scheme > 0 && rest[scheme - 1] == ':'))
        {
            rest = rest[(scheme + 2)..];
        }

        var end = rest.IndexOfAny('/', '?', '#');
        var host = end < 0 ? rest : rest[..end];
        host = (host.StartsWith("*.") ? host[2..] : host).Trim('.');
        var cut = host.IndexOfAny(" \t\r\n*");
        isMore |= (end >= 0 && rest[end..] is not "/") || cut >= 0;
        return cut < 0 ? host : host[..cut].TrimEnd('.');
    }
}
