using System.Reflection;

using SearchCore.TestKit;

namespace SearchCore.Cli.Tests.Conventions;

/// <summary>Every public member of the libraries is named in a test.</summary>
/// <remarks>
/// Members that none named when the rule was made stand in <c>untested.txt</c>. The list only gets shorter: with SEARCHCORE_APPROVE=1 the
/// test takes out of it what is tested by now, and never adds to it.
/// </remarks>
public sealed class TestedMemberTests
{
    private static readonly string[] Libraries =
    [
        "SearchCore.Articles", "SearchCore.Formats", "SearchCore.Entities", "SearchCore.Queries", "SearchCore", "SearchCore.Json",
        "SearchCore.Hosting", "SearchCore.Cluster", "SearchCore.Cluster.Orleans", "SearchCore.Cluster.Orleans.Redis",
        "SearchCore.Client",
    ];

    private static readonly string ListFile =
        Path.Combine(SharedData.Root, "tests", "SearchCore.Cli.Tests", "Conventions", "untested.txt");

    [WholeBuildFact]
    public void Every_public_member_is_named_in_a_test()
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var suite in WholeBuildFactAttribute.Suites())
        {
            named.UnionWith(MemberUses.NamedIn(suite));
        }

        var untested = Libraries.SelectMany(l => MemberUses.PublicOf(Assembly.Load(l))).Where(m => !named.Contains(m))
            .Order(StringComparer.Ordinal).ToList();
        var listed = File.ReadAllLines(ListFile);
        if (Environment.GetEnvironmentVariable("SEARCHCORE_APPROVE") == "1")
        {
            listed = [.. listed.Intersect(untested, StringComparer.Ordinal)];
            File.WriteAllLines(ListFile, listed);
        }

        var missing = untested.Except(listed, StringComparer.Ordinal).ToList();
        Assert.True(missing.Count == 0, $"No test names these public members:\n{string.Join('\n', missing)}");
        Assert.Empty(listed.Except(untested, StringComparer.Ordinal).Select(m => $"{m} is tested by now: take it out of {ListFile}"));
    }

    [Fact]
    public void What_a_test_names_is_seen_and_what_none_names_is_not()
    {
        var named = MemberUses.NamedIn(typeof(TestedMemberTests).Assembly.Location);
        Assert.Contains("SearchCore.TestKit.MemberUses.NamedIn", named);
        Assert.Contains("SearchCore.ArticleIndex.Open", named);
        Assert.DoesNotContain("SearchCore.ArticleIndex.Publish", named);
        Assert.Contains("SearchCore.ArticleIndex.Commit", MemberUses.PublicOf(typeof(ArticleIndex).Assembly));
        Assert.DoesNotContain("SearchCore.SearchRequest.GetHashCode", MemberUses.PublicOf(typeof(ArticleIndex).Assembly));
    }
}

/// <summary>A test that needs every suite built beside this one; skipped, with a word, where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WholeBuildFactAttribute : FactAttribute
{
    public WholeBuildFactAttribute()
    {
        if (Suites().FirstOrDefault(s => !File.Exists(s)) is { } missing)
        {
            Skip = $"{Path.GetFileName(missing)} is not built.";
        }
    }

    /// <summary>The assemblies of all suites, in the configuration of this one.</summary>
    public static IEnumerable<string> Suites()
    {
        var configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;
        return Directory.EnumerateDirectories(Path.Combine(SharedData.Root, "tests"), "*.Tests").Select(folder =>
            Path.Combine(folder, "bin", configuration, "net10.0", $"{Path.GetFileName(folder)}.dll"));
    }
}
