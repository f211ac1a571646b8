namespace SearchCore.Queries;

/// <summary>The field codes of Factiva that have a counterpart here: <c>hd=strike</c>, <c>by=smith</c>.</summary>
internal static class FactivaFields
{
    /// <summary>The field a code stands for, or null.</summary>
    public static string? Translate(ReadOnlySpan<char> code)
    {
        Span<char> lower = stackalloc char[8];
        var length = code.ToLowerInvariant(lower);
        return length < 0 ? null : lower[..length] switch
        {
            "hd" or "hl" => "title",
            "td" or "lp" => "body",
            "by" or "au" => "author",
            "sn" or "sc" or "rst" => "source",
            "la" => "lang",
            "se" or "sec" => "section",
            "ns" or "ipc" => "tag",
            "re" => "place",
            "co" or "fds" => "organization",
            "pe" => "person",
            "pd" => "date",
            "an" => "id",
            _ => null,
        };
    }
}
