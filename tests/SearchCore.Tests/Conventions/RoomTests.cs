using System.Text.RegularExpressions;
using System.Xml.Linq;

using SearchCore.TestKit;

namespace SearchCore.Tests.Conventions;

/// <summary>What each room may touch (docs/architecture.md), held by reading the sources.</summary>
public sealed partial class RoomTests
{
    private static readonly string Src = Path.Combine(SharedData.Root, "src");

    [Theory]
    [InlineData("SearchCore.Articles", "")]
    [InlineData("SearchCore.Queries", "")]
    [InlineData("SearchCore.Entities", "SearchCore.Articles")]
    [InlineData("SearchCore", "SearchCore.Articles SearchCore.Entities SearchCore.Queries")]
    [InlineData("SearchCore.Json", "SearchCore")]
    [InlineData("SearchCore.Cli", "SearchCore SearchCore.Json")]
    public void Projects_refer_to_each_other_as_drawn(string project, string allowed)
    {
        var references = XDocument.Load(Path.Combine(Src, project, $"{project}.csproj")).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(((string)r.Attribute("Include")!).Replace('\\', '/'))).Order(StringComparer.Ordinal);
        Assert.Equal(allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries), references);
    }

    [Theory]
    [InlineData("SearchCore.Articles", "Lucene|SearchCore\\.(Queries|Entities|Searching|Indexing|Storage)|System\\.Console")]
    [InlineData("SearchCore.Entities", "Lucene|SearchCore\\.(Queries|Searching|Indexing|Storage|Articles\\.Reading)")]
    [InlineData("SearchCore.Queries", "Lucene|SearchCore\\.(Articles|Entities|Searching|Indexing)|System\\.(IO\\b|Net|Threading)")]
    [InlineData("SearchCore/Schema", "Lucene\\.Net\\.(Search|Index\\.IndexWriter)|SearchCore\\.(Searching|Indexing|Storage|Queries)")]
    [InlineData("SearchCore/Analysis", "Lucene\\.Net\\.(Index|Search|Store|Documents)|SearchCore\\.(Articles|Schema|Searching|Indexing|Storage|Queries)")]
    [InlineData("SearchCore/Indexing", "Lucene\\.Net\\.QueryParsers|SearchCore\\.(Queries|Searching)")]
    [InlineData("SearchCore/Storage", "SearchCore\\.(Queries|Searching|Entities)")]
    [InlineData("SearchCore/Searching", "SearchCore\\.Articles\\.Reading")]
    [InlineData("SearchCore.Json", "Lucene|J2N|SearchCore\\.(Searching|Indexing|Storage|Schema|Analysis)|System\\.(IO\\b|Console)")]
    [InlineData("SearchCore.Cli", "Lucene|J2N")]
    public void A_room_uses_only_what_it_may(string room, string forbidden)
    {
        var uses = new Regex($"^\\s*(global )?using (static |\\w+ = )?({forbidden})", RegexOptions.Multiline | RegexOptions.CultureInvariant);
        Assert.Empty(Sources(room).Where(s => uses.IsMatch(s.Text)).Select(s => s.Name));
    }

    [Fact]
    public void Searching_never_writes() =>
        Assert.Empty(Sources("SearchCore/Searching").Where(s => s.Text.Contains("IndexWriter", StringComparison.Ordinal)).Select(s => s.Name));

    [Fact]
    public void Time_comes_in_as_a_parameter() =>
        Assert.Empty(Sources("SearchCore.Articles").Concat(Sources("SearchCore.Entities")).Concat(Sources("SearchCore.Queries")).Concat(Sources("SearchCore"))
            .Where(s => WallClock().IsMatch(s.Text)).Select(s => s.Name));

    [GeneratedRegex(@"\b(DateTime|DateTimeOffset)\.(Now|UtcNow|Today)\b|\bThread\.Sleep\b|\bEnvironment\.TickCount")]
    private static partial Regex WallClock();

    private static IEnumerable<(string Name, string Text)> Sources(string room)
    {
        var folder = Path.Combine(Src, room);
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")).ToList();
        Assert.NotEmpty(files);
        return files.Select(f => (Path.GetRelativePath(SharedData.Root, f), File.ReadAllText(f)));
    }
}
