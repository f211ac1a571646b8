using SearchCore.TestKit;

namespace SearchCore.Tests.Conventions;

/// <summary>Lines of code and documentation are short enough to be read side by side.</summary>
/// <remarks>
/// Files with longer lines from before are listed in <c>long-lines.txt</c>. The list only gets shorter: with SEARCHCORE_APPROVE=1 the test
/// takes out of it what is no longer too long, and never adds to it.
/// </remarks>
public sealed class LineLengthTests
{
    // Inclusive, in UTF-16 units.
    private const int Widest = 140;

    // Data that programs wrote.
    private static readonly string[] Generated = ["src/SearchCore/Analysis/WordBreakClasses.Data.cs"];

    private static readonly HashSet<string> BuiltOrFetched =
        ["bin", "obj", "artifacts", "BenchmarkDotNet.Artifacts", "TestResults", "node_modules", ".git"];

    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    private static readonly string ListFile = Path.Combine(SharedData.Root, "tests", "SearchCore.Tests", "Conventions", "long-lines.txt");

    [Fact]
    public void Lines_have_at_most_140_columns()
    {
        var tooLong = Files().Where(f => !Generated.Contains(f, StringComparer.Ordinal))
            .Select(f => (Name: f, Lines: LongLines(f))).Where(f => f.Lines.Count > 0)
            .ToDictionary(f => f.Name, f => f.Lines, StringComparer.Ordinal);
        var listed = File.ReadAllLines(ListFile);
        if (Environment.GetEnvironmentVariable("SEARCHCORE_APPROVE") == "1")
        {
            listed = [.. listed.Where(tooLong.ContainsKey)];
            File.WriteAllLines(ListFile, listed);
        }

        var unlisted = tooLong.Where(f => !listed.Contains(f.Key, StringComparer.Ordinal));
        Assert.Empty(unlisted.Select(f => $"{f.Key}: {string.Join(", ", f.Value)}"));
        var done = listed.Where(f => !tooLong.ContainsKey(f));
        Assert.True(!done.Any(), $"No longer too long, take them out of {ListFile}:\n{string.Join('\n', done)}");
    }

    [Fact]
    public void A_long_line_is_found_and_a_row_of_a_table_is_none()
    {
        using var folder = new TempFolder();
        var line = new string('x', Widest);
        File.WriteAllLines(folder["a.md"], [line, $"{line}x", $"| {line} |", $"  | {line} |"]);
        File.WriteAllLines(folder["a.cs"], [$"{line}x", $"| {line} |", line]);
        Assert.Equal([2], LongLines(folder["a.md"]));
        Assert.Equal([1, 2], LongLines(folder["a.cs"]));
    }

    // A row of a table in Markdown cannot be wrapped.
    private static List<int> LongLines(string name)
    {
        var isMarkdown = name.EndsWith(".md", StringComparison.Ordinal);
        return
        [
            .. File.ReadLines(Path.Combine(SharedData.Root, name)).Index()
                .Where(l => l.Item.Length > Widest && !(isMarkdown && l.Item.TrimStart().StartsWith('|'))).Select(l => l.Index + 1),
        ];
    }

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(SharedData.Root, "*", Everywhere)
            .Where(f => Path.GetExtension(f) is ".cs" or ".md")
            .Select(f => Path.GetRelativePath(SharedData.Root, f).Replace('\\', '/'))
            .Where(f => !f.Split('/').Any(BuiltOrFetched.Contains))
            .Order(StringComparer.Ordinal);
}
