using System.Text.RegularExpressions;

using SearchCore.TestKit;

namespace SearchCore.Cli.Tests.Conventions;

/// <summary>The arrows between rooms are exactly those of the table in docs/architecture.md, read from the assemblies.</summary>
public sealed class RoomTests
{
    private static readonly string Document = Path.Combine(SharedData.Root, "docs", "architecture.md");

    // In the order in which they build on each other.
    private static readonly string[] Projects =
        [
        "SearchCore.Articles", "SearchCore.Formats", "SearchCore.Entities", "SearchCore.Queries", "SearchCore", "SearchCore.Json",
        "SearchCore.Hosting", "SearchCore.Client", "SearchCore.Web", "SearchCore.Cluster",
        "SearchCore.Cluster.Orleans", "SearchCore.Cluster.Orleans.Redis", "SearchCore.Node", "SearchCore.Cli", "SearchCore.Plot",
    ];

    private static readonly RoomTable Table = RoomTable.Read(File.ReadAllText(Document));

    private static readonly Rooms Built = new(Projects.Select(Assembly), Table.RoomOfType);

    [Fact]
    public void Every_project_is_looked_at() =>
        Assert.Equal(
            Projects.Order(StringComparer.Ordinal),
            Directory.EnumerateDirectories(Path.Combine(SharedData.Root, "src")).Where(d => Directory.EnumerateFiles(d, "*.csproj").Any())
                .Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal));

    [Fact]
    public void The_arrows_between_rooms_are_those_of_the_table()
    {
        if (Environment.GetEnvironmentVariable("SEARCHCORE_APPROVE") == "1")
        {
            File.WriteAllText(Document, Table.Write(File.ReadAllText(Document), Built));
        }

        var differences = RoomTable.Read(File.ReadAllText(Document)).Differences(Built);
        Assert.True(
            differences.Count == 0,
            $"""
            The arrows between rooms are not those of docs/architecture.md:
            {string.Join('\n', differences)}
            If they are meant, run the test once with SEARCHCORE_APPROVE=1 and commit the document. The table would be:
            {Table.Text(Built)}
            """);
    }

    [Fact]
    public void No_rooms_use_each_other_in_a_circle()
    {
        var (order, against) = Built.Sort(Table.Known);
        Assert.True(
            against.Count == 0,
            $"""
            These arrows close circles:
            {string.Join('\n', against.Select(a => $"{a.From} → {a.To}: {Built.From(a.From)[a.To]}"))}
            The order without them would be: {string.Join(", ", order)}
            """);
    }

    [Fact]
    public void A_room_stands_below_those_that_it_uses() => Assert.Equal(Built.Sort(Table.Known).Order, Table.Order);

    [Fact]
    public void A_circle_that_was_undone_is_no_exception_any_more() =>
        Assert.DoesNotContain(Table.Known, a => !Built.Reaches(a.To, a.From));

    [Theory]
    [InlineData("Articles.Reading", @"^System\.Console$")]
    [InlineData("Queries", @"^System\.(IO\.(File|Directory|Path|Drive)|Net\.|Threading\.)")]
    [InlineData("Analysis", @"^Lucene\.Net\.(Index|Search|Store|Documents)\.")]
    [InlineData("Indexing", @"^Lucene\.Net\.QueryParsers\.")]
    [InlineData("Searching", @"^Lucene\.Net\.Index\.IndexWriter")]
    public void A_room_uses_no(string room, string forbidden)
    {
        var name = new Regex(forbidden, RegexOptions.CultureInvariant);
        var within = Built.Names.Where(r => r == room || r.StartsWith($"{room}.", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(within);
        Assert.DoesNotContain(within.SelectMany(Built.Uses).Select(t => $"{t.Namespace}.{t.Name}"), name.IsMatch);
    }

    private static string Assembly(string project) =>
        Path.Combine(AppContext.BaseDirectory, $"{project}.dll") is var beside && File.Exists(beside) ? beside
        : Path.Combine(SharedData.Root, "src", project, "bin", Configuration, "net10.0", $"{project}.dll");

    private static string Configuration =>
        Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;
}
