using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Exporting;

/// <summary>What is to be said beside results: that they are a part, and what of them a form has no room for.</summary>
internal static class Remarks
{
    /// <summary>Says that results are a part, and why.</summary>
    public static void WritePartial(Shell shell, SearchRequest request, SearchResults results)
    {
        if (results.IsPartial && results.Missing.Count == 0)
        {
            shell.Complain(request.TimeLimit == Timeout.InfiniteTimeSpan
                ? "partial: the query's words stand together in more ways than are looked at; counts are at least what is shown"
                : $"partial: the time limit of {TimeLimitOption.Text(request.TimeLimit)} was reached; counts are at least what is shown, "
                    + "and the best hits may be missing (--time-limit 30s waits longer, off to the end; in the console .time-limit)");
        }

        foreach (var (shard, reason) in results.Missing)
        {
            shell.Complain($"partial: {shard} gave no answer ({reason}); its articles are missing");
        }
    }

    /// <summary>Says which sheets a form on standard output had no room for, and how to get them.</summary>
    public static void WriteLeftOut(Shell shell, SearchResults results, OutputFormat format)
    {
        var names = ResultSheets.Of(results).Where(s => s.Name != "gaps").Select(s => s.Name == "significant" ? "significance" : s.Name)
            .ToList();
        if (names.Count > 0)
        {
            var ending = Target.Name(format);
            shell.Complain(
                $"not in {ending}: {string.Join(", ", names)}; --file hits.{ending} writes them beside the hits, --output json or md "
                + $"writes them below (in the console .export hits.{ending} and .mode)");
        }
    }
}
