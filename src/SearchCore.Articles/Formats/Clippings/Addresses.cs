namespace SearchCore.Articles.Formats.Clippings;

/// <summary>Bare web addresses in text.</summary>
internal static class Addresses
{
    /// <summary>The most addresses kept of one text; those past it are dropped with a notice.</summary>
    public const int MaxLinks = 1_000;

    /// <summary>
    /// Whether a blank-separated word is a web address: <c>http://</c>, <c>https://</c> or <c>www.</c> and a host after it.
    /// </summary>
    public static bool IsAddress(ReadOnlySpan<char> word)
    {
        word = word.TrimStart("<([\"'");
        var host = word.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? word[8..]
            : word.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? word[7..]
            : word.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? word[4..]
            : default;
        return host.Length >= 4 && char.IsLetterOrDigit(host[0]) && host.Contains('.');
    }

    /// <summary>Whether a line holds addresses and nothing else but a word such as <c>Source:</c> before them.</summary>
    public static bool IsAddressLine(ReadOnlySpan<char> line)
    {
        var seen = false;
        foreach (var range in line.Split(' '))
        {
            var word = line[range];
            if (word.IsEmpty)
            {
                continue;
            }

            if (IsAddress(word))
            {
                seen = true;
            }
            else if (seen || !word.EndsWith(":"))
            {
                return false;
            }
        }

        return seen;
    }

    /// <summary>Adds the addresses of a line to the list, each once, as far as the list's bound allows.</summary>
    public static void Collect(ReadOnlySpan<char> line, List<string> links)
    {
        if (!line.Contains("://", StringComparison.Ordinal) && !line.Contains("www.", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        foreach (var range in line.Split(' '))
        {
            if (IsAddress(line[range]))
            {
                Add(links, line[range].TrimStart("<([\"'").TrimEnd(">)]\"'.,;:!?’”").ToString());
            }

            if (links.Count >= MaxLinks)
            {
                return;
            }
        }
    }

    /// <summary>Adds an address unless it is already there, or no web address, or too long to keep.</summary>
    public static void Add(List<string> links, string address)
    {
        if (links.Count < MaxLinks && address.Length * 3 <= ArticleLimits.MaxValueBytes && IsAddress(address) && !links.Contains(address))
        {
            links.Add(address);
        }
    }

    /// <summary>Whether an address names a page and not just a site: only such a one can be the article's own.</summary>
    public static bool IsPage(string address)
    {
        if (!address.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var host = address.IndexOf("://", StringComparison.Ordinal) + 3;
        var path = address.IndexOf('/', host);
        return path >= 0 && path < address.Length - 1;
    }
}
