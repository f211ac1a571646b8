using System.Buffers;

namespace SearchCore.Formats.Pages;

/// <summary>
/// How deep a page is nested, told before a tree is made of it: parsers take time that grows with the square of the depth.
/// </summary>
internal static class PageDepth
{
    private const int MostNested = 1_000;

    // What closes by itself does not nest.
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Flat = new HashSet<string>(
        "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th option".Split(' '),
        StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    /// <summary>Whether a tree of it would have more levels than a page of people.</summary>
    public static bool IsTooDeep(ReadOnlySpan<char> html)
    {
        var depth = 0;
        for (int at; (at = html.IndexOf('<')) >= 0 && at + 1 < html.Length; html = html[(at + 1)..])
        {
            if (html[at + 1] == '/')
            {
                depth = Math.Max(0, depth - 1);
            }
            else if (char.IsAsciiLetter(html[at + 1]))
            {
                var name = html[(at + 1)..];
                var length = name.IndexOfAnyExcept(Letters);
                if (!(length > 0 && Flat.Contains(name[..length])) && ++depth > MostNested)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
