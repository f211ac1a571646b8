using System.Globalization;

using SearchCore.Articles;
using SearchCore.Cli.Terminal;
using SearchCore.Queries;

namespace SearchCore.Cli.Output;

/// <summary>How a query runs, for a person: as understood, its dates, as it runs, how it scores, and what each part costs.</summary>
internal static class ExplanationText
{
    private const int MaxRewritten = 2_000;

    public static void Write(TextWriter output, QueryExplanation explanation, TimeZoneInfo zone)
    {
        var tree = explanation.Query.Tree!;
        output.WriteLine($"understood  {SafeText.Line(QueryFormatter.Format(tree, explanation.Query.Directives))}");
        output.WriteLine($"tree        {SafeText.Line(QueryTree.ToJson(tree))}");
        foreach (var range in QueryTree.All(tree).OfType<DateRangeNode>())
        {
            var (start, end) = explanation.Query.SpanOf(range);
            var text = SafeText.Line(explanation.Query.Text[start..end]);
            output.WriteLine($"date        {text} = {Moment(range.Interval.From, zone)} up to {Moment(range.Interval.To, zone)}");
        }

        var rewritten = explanation.Rewritten.Length > MaxRewritten
            ? string.Concat(explanation.Rewritten.AsSpan(0, MaxRewritten), "…")
            : explanation.Rewritten;
        output.WriteLine($"rewritten   {SafeText.Line(rewritten)}");
        if (explanation.Formula is { } formula)
        {
            output.WriteLine($"score       {formula}");
        }

        if (explanation.Boost is { } boost)
        {
            output.WriteLine($"boost       {SafeText.Line(boost)}");
        }

        foreach (var weight in explanation.Weights)
        {
            var what = string.Create(
                CultureInfo.InvariantCulture,
                $"weight {weight.Weight,8:0.000}, {(weight.IsPair ? "beside each other" : $"in {weight.Articles:N0}")}");
            output.WriteLine($"{what,-46} {SafeText.Line(weight.Clause)}");
        }

        foreach (var clause in explanation.Clauses)
        {
            var articles = clause.Articles == 1 ? "article " : "articles";
            var what = string.Create(
                CultureInfo.InvariantCulture,
                $"cost {clause.Articles,10:N0} {articles}{(clause.ReadsPositions ? " and their positions" : "")}");
            output.WriteLine($"{what,-46} {new string(' ', clause.Depth * 2)}{SafeText.Line(clause.Clause)}");
        }
    }

    // A star where there is no bound or it lies outside of the years 1 to 9999.
    private static string Moment(long? second, TimeZoneInfo zone) =>
        second is >= ArticleDate.MinUnixSeconds and <= ArticleDate.MaxUnixSeconds
            ? LocalDates.Text(new ArticleDate(second.Value), zone)
            : "*";
}
