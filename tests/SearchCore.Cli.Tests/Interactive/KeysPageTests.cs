using System.Text.RegularExpressions;

using SearchCore.Cli.Interactive.Editing;
using SearchCore.Cli.Interactive.Reading;
using SearchCore.TestKit;

namespace SearchCore.Cli.Tests.Interactive;

/// <summary>docs/console-keys.md has the keys that there are.</summary>
public sealed class KeysPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(SharedData.Root, "docs", "console-keys.md"));

    [Fact]
    public void Every_key_of_the_line_is_in_the_first_table() => Assert.Equal(
        EditorKeys.All.Select(k => $"| {k.Keys} | {k.Meaning} |"), Table("## The line"));

    [Fact]
    public void Every_key_of_the_reader_is_in_the_second_table() => Assert.Equal(
        ReaderKeys.Rows.Where(r => r.Contains("  ", StringComparison.Ordinal)).Select(r => Regex.Split(r, "  +"))
            .Select(p => $"| `{p[0]}` | {string.Join(", ", p[1..])} |"),
        Table("## Reading an article"));

    private static IEnumerable<string> Table(string heading) =>
        Page[Page.IndexOf(heading, StringComparison.Ordinal)..].Split('\n')
            .SkipWhile(l => !l.StartsWith("| --- ", StringComparison.Ordinal)).Skip(1).TakeWhile(l => l.StartsWith('|'));
}
