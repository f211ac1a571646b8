using System.Text.RegularExpressions;

using SearchCore.TestKit;

namespace SearchCore.Tests.Docs;

public sealed class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(SharedData.Root, "README.md"));

    [Fact]
    public void The_embedding_example_is_the_code_that_runs_here()
    {
        var example = Regex.Match(Readme, "```csharp\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        var source = File.ReadAllText(Path.Combine(SharedData.Root, "tests", "SearchCore.Tests", "Docs", "ReadmeExample.cs"));
        foreach (var line in example.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(l => !l.StartsWith("using SearchCore", StringComparison.Ordinal)))
        {
            Assert.Contains(line.Replace("\"news-index\"", "path", StringComparison.Ordinal).Trim(), source, StringComparison.Ordinal);
        }

        Assert.InRange(example.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, 10, 40);
    }

    [Fact]
    public void The_embedding_example_prints_what_the_readme_says()
    {
        using var folder = new TempFolder();
        using var output = new StringWriter { NewLine = "\n" };
        ReadmeExample.Run(folder["news-index"], output);
        var promised =
            Regex.Match(Readme, "```\n\n((?:    .*\n)+)").Groups[1].Value.Replace("    ", string.Empty, StringComparison.Ordinal);
        Assert.Equal(promised, output.ToString());
    }
}
