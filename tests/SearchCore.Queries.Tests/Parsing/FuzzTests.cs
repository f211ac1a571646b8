using System.Diagnostics;
using System.Globalization;

using SearchCore.Queries.Parsing;
using SearchCore.TestKit.Corpora;

using Xunit.Abstractions;

namespace SearchCore.Queries.Tests.Parsing;

/// <summary>Nothing typed does harm, and everything understood can be printed and is understood the same again.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Now = new(2018, 3, 14, 15, 9, 26, TimeSpan.Zero);
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone("half", TimeSpan.FromMinutes(-210), "half", "half");

    // A longer run: SEARCHCORE_QUERY_FUZZ=5000000 dotnet test --filter FuzzTests --logger "console;verbosity=detailed"
    private static readonly long Count =
        long.TryParse(
            Environment.GetEnvironmentVariable("SEARCHCORE_QUERY_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? count
                : 60_000;

    [Fact]
    public void Every_text_ends_in_a_tree_or_in_errors_and_every_tree_is_printed_and_read_again()
    {
        var seed = Environment.TickCount;
        var texts = new QueryTexts(seed);
        var (failed, valid, slowest, slowestText) = (0L, 0L, TimeSpan.Zero, string.Empty);
        var run = 0L;
        for (; run < Count && failed < 5; run++)
        {
            var text = texts.Next();
            try
            {
                var options = new QueryTextOptions
                {
                    Now = Now,
                    Zone = run % 3 == 0 ? Zone : TimeZoneInfo.Utc,
                    DefaultOperator = run % 5 == 0 ? QueryOperator.Or : QueryOperator.And,
                };
                var started = Stopwatch.GetTimestamp();
                var parsed = QueryParser.Parse(text, options);
                var took = Stopwatch.GetElapsedTime(started);
                for (var again = 0; again < 3 && took > slowest; again++)
                {
                    // Once more: the first time the machine may have done something else.
                    started = Stopwatch.GetTimestamp();
                    QueryParser.Parse(text, options);
                    took = Stopwatch.GetElapsedTime(started) is var less && less < took ? less : took;
                }

                (slowest, slowestText) = took > slowest ? (took, text) : (slowest, slowestText);

                valid += parsed.IsValid ? 1 : 0;
                Check(text, parsed, options);
                Check(text, QueryParser.Parse(text, options with { Lenient = true }), options);
                Check(text, QueryParser.ParseFactiva(text, options), options);
                Check(text, QueryParser.ParseFactiva(text, options with { Lenient = true }), options);
            }
            catch (Exception e)
            {
                output.WriteLine($"seed {seed}, text {run}: {e.GetType().Name} {e.Message}\n{text}\n{e.StackTrace}");
                failed++;
            }
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{run:N0} run, {failed} failed; {valid:N0} understood; slowest parse {slowest.TotalMilliseconds:F2} ms "
            + $"({slowestText.Length} characters: {slowestText[..Math.Min(slowestText.Length, 40)]}); seed {seed}"));
        Assert.Equal(0, failed);
    }

    [Fact]
    public void The_worst_texts_end_so_too()
    {
        foreach (var (_, text) in HostileQueries.All.Concat(HostileQueries.Greedy))
        {
            foreach (var options in new QueryTextOptions[] { new() { Now = Now }, new() { Now = Now, Lenient = true } })
            {
                Check(text, QueryParser.Parse(text, options), options);
                Check(text, QueryParser.ParseFactiva(text, options), options);
            }
        }
    }

    private static void Check(string text, QueryParseResult parsed, QueryTextOptions options)
    {
        Assert.Equal(parsed.Tree is null, parsed.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error));
        foreach (var diagnostic in parsed.Diagnostics)
        {
            Assert.InRange(diagnostic.Start, 0, diagnostic.End);
            Assert.InRange(diagnostic.End, 0, text.Length);
            Assert.True(diagnostic.Start == text.Length || diagnostic.Start == 0
                || !(char.IsLowSurrogate(text[diagnostic.Start]) && char.IsHighSurrogate(text[diagnostic.Start - 1])));
        }

        if (parsed.Tree is not { } tree)
        {
            return;
        }

        Assert.InRange(QueryTree.Measure(tree, 1_000).Depth, 1, options.Limits.TreeDepth);
        var printed = QueryFormatter.Format(tree, parsed.Directives);
        var roomy = options.Limits with { TextLength = int.MaxValue, Nesting = 200, Clauses = options.Limits.Clauses + 1 };
        var again = QueryParser.Parse(printed, options with { Now = null, Zone = TimeZoneInfo.Utc, Limits = roomy });
        Assert.True(again.IsValid, $"printed: {printed}\n{string.Join('\n', again.Diagnostics)}");
        Assert.True(tree.Equals(again.Tree),
            $"printed: {printed}\nagain:   {QueryFormatter.Format(again.Tree!)}\n{QueryTree.ToJson(tree)}\n{QueryTree.ToJson(again.Tree!)}");
        Assert.Equal(parsed.Directives ?? new(), again.Directives ?? new());
    }
}
