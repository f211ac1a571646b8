using System.CommandLine;
using System.Globalization;

using SearchCore.Cli.Terminal;
using SearchCore.Json;

namespace SearchCore.Cli.Output;

/// <summary>Near-duplicates for a person and for programs.</summary>
internal static class NearOutput
{
    private static readonly string[] NearColumns = ["id", "overlap", "title", "published", "source"];
    private static readonly string[] StoryColumns = ["story", "articles", "id"];

    /// <summary>The option that says how much must be the same.</summary>
    public static Option<string?> AtLeast(string name) => new(name)
    {
        HelpName = "PERCENT",
        Description = name == "--near"
            ? "instead of likeness by telling words: articles of which so much of\nthe text is the same, 50% to 100%"
            : "how much of the text must be the same, 50% to 100% (default: 80%)",
    };

    /// <summary><c>80%</c> or <c>80</c>; 0.8 where it is null.</summary>
    public static double ReadAtLeast(string option, string? value) =>
        value is null ? 0.8
        : double.TryParse(value.TrimEnd('%', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent is >= 50 and <= 100 ? percent / 100
        : throw new UsageException($"{option} is a number of percent from 50% to 100%, not '{value}'");

    /// <summary>Prints the near-duplicates of an article.</summary>
    public static ExitCode Print(
        Shell shell, ArticleSearcher searcher, string id, double atLeast, int most, OutputFormat format, TimeZoneInfo zone,
        CancellationToken cancellation)
    {
        if (searcher.Get(id) is null)
        {
            shell.Complain($"no article has the id '{id}'");
            return ExitCode.NoHits;
        }

        var all = searcher.Near(id, atLeast, cancellation);
        NearArticle[] near = [.. all.Take(most)];
        switch (format)
        {
            case OutputFormat.Json:
                JsonLine.Write(shell.Out, json =>
                {
                    json.WriteStartObject();
                    json.WriteString("id"u8, id);
                    json.WriteNumber("total"u8, all.Count);
                    json.WriteStartArray("near"u8);
                    foreach (var article in near)
                    {
                        SearchCoreJsonWriter.Write(json, article);
                    }

                    json.WriteEndArray();
                    json.WriteEndObject();
                });
                break;
            case OutputFormat.Jsonl:
                foreach (var article in near)
                {
                    JsonLine.Write(shell.Out, json => SearchCoreJsonWriter.Write(json, article));
                }

                break;
            case OutputFormat.Csv or OutputFormat.Tsv:
                Delimited.WriteRow(shell.Out, NearColumns, format == OutputFormat.Tsv);
                foreach (var article in near)
                {
                    Delimited.WriteRow(
                        shell.Out,
                        [
                            Delimited.Text(article.Id), article.Overlap.ToString("R", CultureInfo.InvariantCulture),
                            Delimited.Text(article.Title), LocalDates.Text(article.Published, zone), Delimited.Text(article.Source),
                        ],
                        format == OutputFormat.Tsv);
                }

                break;
            default:
                shell.Out.WriteLine(all.Count == 0 ? "no near-duplicates" : Amounts.Count(all.Count, "near-duplicate"));
                foreach (var article in near)
                {
                    shell.Out.WriteLine($"{Percent(article.Overlap),6}  {About(article, zone)}");
                }

                break;
        }

        return all.Count > 0 ? ExitCode.Done : ExitCode.NoHits;
    }

    /// <summary>Prints stories.</summary>
    public static ExitCode Print(Shell shell, ArticleSearcher searcher, IReadOnlyList<Story> all, int most, OutputFormat format)
    {
        Story[] stories = [.. all.Take(most)];
        switch (format)
        {
            case OutputFormat.Json:
                JsonLine.Write(shell.Out, json =>
                {
                    json.WriteStartObject();
                    json.WriteNumber("total"u8, all.Count);
                    json.WriteStartArray("stories"u8);
                    foreach (var story in stories)
                    {
                        SearchCoreJsonWriter.Write(json, story);
                    }

                    json.WriteEndArray();
                    json.WriteEndObject();
                });
                break;
            case OutputFormat.Jsonl:
                foreach (var story in stories)
                {
                    JsonLine.Write(shell.Out, json => SearchCoreJsonWriter.Write(json, story));
                }

                break;
            case OutputFormat.Csv or OutputFormat.Tsv:
                Delimited.WriteRow(shell.Out, StoryColumns, format == OutputFormat.Tsv);
                foreach (var story in stories)
                {
                    foreach (var id in story.Articles)
                    {
                        var count = story.Articles.Count.ToString(CultureInfo.InvariantCulture);
                        Delimited.WriteRow(shell.Out, [Delimited.Text(story.Id), count, Delimited.Text(id)], format == OutputFormat.Tsv);
                    }
                }

                break;
            default:
                shell.Out.WriteLine(all.Count == 0
                    ? "no stories of two articles or more"
                    : $"{Amounts.Count(all.Count, "story", "stories")} of "
                        + Amounts.Count(all.Sum(s => (long)s.Articles.Count), "article"));
                foreach (var story in stories)
                {
                    shell.Out.WriteLine(
                        string.Create(CultureInfo.InvariantCulture, $"{story.Articles.Count,6:N0}  ")
                        + (searcher.Get(story.Id) is { } article ? ArticleWords.Headline(article) : SafeText.Line(story.Id)));
                    shell.Out.WriteLine($"        {string.Join("  ", story.Articles.Select(SafeText.Line))}");
                }

                break;
        }

        return all.Count > 0 ? ExitCode.Done : ExitCode.NoHits;
    }

    // Never 100 % of texts that differ.
    private static string Percent(double overlap) =>
        (Math.Floor(overlap * 1_000) / 10).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string About(NearArticle article, TimeZoneInfo zone) => string.Join(" · ", new[]
    {
        SafeText.Line(article.Title), LocalDates.Text(article.Published, zone), SafeText.Line(article.Source), SafeText.Line(article.Id),
    }.Where(part => part.Length > 0));
}
