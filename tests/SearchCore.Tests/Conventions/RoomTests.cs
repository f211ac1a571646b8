using System.Text.RegularExpressions;
using System.Xml.Linq;

using SearchCore.TestKit;

namespace SearchCore.Tests.Conventions;

/// <summary>
/// Of what docs/architecture.md promises, that which only project files and sources show; the arrows between rooms are read from the
/// assemblies.
/// </summary>
public sealed partial class RoomTests
{
    private static readonly string Src = Path.Combine(SharedData.Root, "src");

    [Theory]
    [InlineData("SearchCore.Articles", "")]
    [InlineData("SearchCore.Queries", "")]
    [InlineData("SearchCore.Formats", "SearchCore.Articles")]
    [InlineData("SearchCore.Entities", "SearchCore.Articles")]
    [InlineData("SearchCore", "SearchCore.Articles SearchCore.Entities SearchCore.Queries")]
    [InlineData("SearchCore.Json", "SearchCore")]
    [InlineData("SearchCore.Hosting", "SearchCore")]
    [InlineData("SearchCore.Cluster", "SearchCore")]
    [InlineData("SearchCore.Cluster.Orleans", "SearchCore.Cluster SearchCore.Json")]
    [InlineData("SearchCore.Cluster.Orleans.Redis", "SearchCore.Cluster.Orleans")]
    [InlineData("SearchCore.Node", "SearchCore.Cluster.Orleans SearchCore.Cluster.Orleans.Redis SearchCore.Formats")]
    [InlineData("SearchCore.Cli", "SearchCore SearchCore.Formats SearchCore.Json")]
    public void Projects_refer_to_each_other_as_drawn(string project, string allowed)
    {
        var references = XDocument.Load(Path.Combine(Src, project, $"{project}.csproj")).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(((string)r.Attribute("Include")!).Replace('\\', '/')))
            .Order(StringComparer.Ordinal);
        Assert.Equal(allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries), references);
    }

    [Theory]
    [InlineData("SearchCore.Articles", "")]
    [InlineData("SearchCore.Formats", "")]
    [InlineData("SearchCore.Entities", "")]
    [InlineData("SearchCore.Queries", "Dates Parsing Printing")]
    [InlineData("SearchCore", "Contracts")]
    [InlineData("SearchCore.Json", "")]
    [InlineData("SearchCore.Hosting", "Registration")]
    [InlineData("SearchCore.Cluster", "")]
    [InlineData("SearchCore.Cluster.Orleans", "")]
    [InlineData("SearchCore.Cluster.Orleans.Redis", "")]
    [InlineData("SearchCore.Node", "")]
    [InlineData("SearchCore.Cli", "")]
    public void A_type_stands_in_the_namespace_of_its_folder_or_is_public(string project, string foldersOfPublicTypes)
    {
        var lifted = foldersOfPublicTypes.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var strays = new List<string>();
        foreach (var (name, text) in Sources(project))
        {
            var folder = Path.GetRelativePath(project, Path.GetDirectoryName(Path.GetRelativePath("src", name))!);
            var expected = folder == "." ? project : $"{project}.{folder.Replace(Path.DirectorySeparatorChar, '.')}";
            var found = Namespace().Match(text).Groups["name"].Value;
            var isLifted = found == project && lifted.Contains(folder, StringComparer.Ordinal)
                && (PublicType().IsMatch(text) || folder == "Contracts");
            if (found.Length > 0 && found != expected && !isLifted)
            {
                strays.Add($"{name}: {found}, not {expected}");
            }
        }

        Assert.Empty(strays);
    }

    [Fact]
    public void Time_comes_in_as_a_parameter() =>
        Assert.Empty(
            new[]
            {
                "SearchCore.Articles", "SearchCore.Entities", "SearchCore.Queries", "SearchCore", "SearchCore.Json", "SearchCore.Hosting",
                "SearchCore.Cluster", "SearchCore.Cluster.Orleans", "SearchCore.Cluster.Orleans.Redis",
            }
                .SelectMany(Sources).Where(s => WallClock().IsMatch(s.Text)).Select(s => s.Name));

    [GeneratedRegex(@"\b(DateTime|DateTimeOffset)\.(Now|UtcNow|Today)\b|\bThread\.Sleep\b|\bEnvironment\.TickCount")]
    private static partial Regex WallClock();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^public ", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    private static IEnumerable<(string Name, string Text)> Sources(string room)
    {
        var folder = Path.Combine(Src, room);
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")).ToList();
        Assert.NotEmpty(files);
        return files.Select(f => (Path.GetRelativePath(SharedData.Root, f), File.ReadAllText(f)));
    }
}
