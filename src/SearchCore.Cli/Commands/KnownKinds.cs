using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>Whether kinds of facet that somebody names are in an index, and which were meant.</summary>
internal static class KnownKinds
{
    private static readonly string[] BuiltIn =
        ["person", "organization", "place", "source", "section", "author", "tag", "lang"];

    /// <summary>Checks kinds; says where a usual one is in no article yet.</summary>
    /// <param name="searcher">Of the index.</param>
    /// <param name="shell">Where it is said.</param>
    /// <param name="command">Who asks.</param>
    /// <param name="kinds">The kinds.</param>
    /// <exception cref="UsageException">One is not in the index.</exception>
    public static void Require(ArticleSearcher searcher, Shell shell, string command, IEnumerable<string> kinds)
    {
        var there = searcher.Kinds();
        foreach (var kind in kinds.Where(k => !there.Contains(k, StringComparer.Ordinal)))
        {
            if (BuiltIn.Contains(kind, StringComparer.Ordinal))
            {
                shell.Complain($"no article of this index has a {kind} yet");
                continue;
            }

            var near = CommandLine.Nearest(kind, there.Union(BuiltIn));
            throw new UsageException(
                $"{command}: there is no kind '{SafeText.Line(kind)}' in this index"
                + (near is null ? $"; there are {string.Join(", ", there.Select(SafeText.Line))}" : $"; did you mean '{near}'?"));
        }
    }
}
