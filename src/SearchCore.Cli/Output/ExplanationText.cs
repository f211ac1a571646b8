using System.Globalization;

using SearchCore.Cli.Terminal;
using SearchCore.Queries;

namespace SearchCore.Cli.Output;

/// <summary>How a query runs, for a person: as understood, its dates, as Lucene runs it, and what each part costs.</summary>
internal static class ExplanationText
{
    private const int MaxRewritten = 2_000;

    public static void Write(TextWriter output, QueryExplanation explanation)
    {
        var tree = explanation.Query.Tree!;
        output.WriteLine($"understood  {SafeText.Line(QueryFormatter.Format(tree, explanation.Query.Directives))}");
        output.WriteLine($"tree        {SafeText.Line(QueryTree.ToJson(tree))}");
        foreach (var range in QueryTree.All(tree).OfType<DateRangeNode>())
        {
            var (start, end) = explanation.Query.SpanOf(range);
            output.WriteLine($"date        {SafeText.Line(explanation.Query.Text[start..end])} = {ParsedQueryJson.Moment(range.Interval.From)} up to {ParsedQueryJson.Moment(range.Interval.To)}");
        }

        var rewritten = explanation.Rewritten.Length > MaxRewritten ? string.Concat(explanation.Rewritten.AsSpan(0, MaxRewritten), "…") : explanation.Rewritten;
        output.WriteLine($"rewritten   {SafeText.Line(rewritten)}");
        foreach (var (clause, depth, articles, readsPositions) in explanation.Clauses)
        {
            var what = string.Create(CultureInfo.InvariantCulture, $"cost {articles,10:N0} {(articles == 1 ? "article " : "articles")}{(readsPositions ? " and their positions" : "")}");
            output.WriteLine($"{what,-46} {new string(' ', depth * 2)}{SafeText.Line(clause)}");
        }
    }
}
