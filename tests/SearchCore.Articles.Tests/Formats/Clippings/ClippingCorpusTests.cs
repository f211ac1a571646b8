using System.IO.Compression;
using System.Text.Json;

using SearchCore.Articles.Formats.Clippings;
using SearchCore.TestKit;

namespace SearchCore.Articles.Tests.Formats.Clippings;

public class ClippingCorpusTests
{
    [SharedFact]
    public void Every_title_date_and_phrase_of_the_shared_clippings_is_found()
    {
        var faults = new List<string>();
        foreach (var (file, article, expected) in Clippings())
        {
            var (title, published, phrase) = (Text(expected, "title"), Text(expected, "published"), Text(expected, "phrase")!);
            if (title is not null && WordRuns.Folded(title) != WordRuns.Folded(article.Title))
            {
                faults.Add($"{file}: title {article.Title}");
            }

            if (published is not null && article.Published?.ToString()[..10] != published)
            {
                faults.Add($"{file}: date {article.Published}");
            }

            if (published is null && article.Published is not null)
            {
                faults.Add($"{file}: a date out of nowhere: {article.Published}");
            }

            if (!WordRuns.Holds(article, phrase))
            {
                faults.Add($"{file}: phrase {phrase}");
            }
        }

        Assert.Empty(faults);
    }

    [SharedFact]
    public void Every_stretch_phrase_of_the_shared_clippings_is_found()
    {
        var missing = Clippings().Where(c => Text(c.Expected, "stretch") is { } phrase && !WordRuns.Holds(c.Article, phrase))
            .Select(c => c.File);
        Assert.Empty(missing);
    }

    [SharedFact]
    public void The_first_clipping_keeps_its_links_credit_and_pointer_out_of_the_text()
    {
        var (_, article, _) = Clippings().First();
        var members = article.Members.ToDictionary(m => m.Name, m => m.Value);
        Assert.Equal(3, members["links"].Split('\n').Length);
        Assert.EndsWith("Press Service", members["photo"], StringComparison.Ordinal);
        Assert.StartsWith("Related article:", members["related"], StringComparison.Ordinal);
        Assert.DoesNotContain("http", article.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Related article", article.Body, StringComparison.Ordinal);
    }

    [SharedFact]
    public void Nothing_is_destroyed_in_three_thousand_scanned_press_releases()
    {
        // Words change where hyphens and letterspacing are closed up; the letters and figures themselves must stay.
        long lettersIn = 0, lettersOut = 0;
        var dated = 0;
        var datedRightly = 0;
        using var reader = new StreamReader(new GZipStream(File.OpenRead(SharedData.File("trove.jsonl.gz")), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var record = JsonDocument.Parse(line);
            var body = record.RootElement.GetProperty("body").GetString()!;
            if (string.IsNullOrWhiteSpace(body))
            {
                continue;
            }

            var article = ClippingParser.Parse(body, "x").Article!;
            var kept = article.Title + article.Body + string.Concat(article.Authors) + string.Concat(article.Members.Select(m => m.Value));
            var before = Mojibake.Repair(body).Count(char.IsLetterOrDigit);
            var after = kept.Count(char.IsLetterOrDigit);
            Assert.True(after >= before * 0.9 - 60, $"{record.RootElement.GetProperty("id")}: {before} letters and figures became {after}");
            (lettersIn, lettersOut) = (lettersIn + before, lettersOut + after);
            if (article.Published is { } published)
            {
                dated++;
                datedRightly += published.ToString()[..10] == record.RootElement.GetProperty("published").GetString() ? 1 : 0;
            }
        }

        Assert.InRange((double)lettersOut / lettersIn, 0.999, 1.001);
        Assert.InRange((double)datedRightly / dated, 0.94, 1.0);
    }

    private static IEnumerable<(string File, Article Article, JsonElement Expected)> Clippings()
    {
        using var expected = JsonDocument.Parse(File.ReadAllBytes(SharedData.File("clippings/expected.json")));
        foreach (var entry in expected.RootElement.EnumerateArray())
        {
            var file = Text(entry, "file")!;
            var result = ClippingParser.Parse(File.ReadAllBytes(SharedData.File("clippings/" + file)), file);
            yield return (file, result.Article!, entry);
        }
    }

    private static string? Text(JsonElement entry, string name) => entry.GetProperty(name).GetString();
}
