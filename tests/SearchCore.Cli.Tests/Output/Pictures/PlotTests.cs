using System.Xml.Linq;

namespace SearchCore.Cli.Tests.Output.Pictures;

public sealed class PlotTests(SmallIndex index) : IClassFixture<SmallIndex>
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void A_timeline_and_facets_are_drawn_into_a_file_beside_the_results()
    {
        using var run = index.Run();
        Assert.Equal(ExitCode.Done, run.Run(
            "search", "*", "--index", "index", "--timeline", "year:place:2", "--facet", "source,person", "--plot", "all.svg", "--limit",
            "1"));
        Assert.Single(run.OutLines);
        var picture = XDocument.Load(index["all.svg"]).Root!;
        Assert.Equal(Svg + "svg", picture.Name);
        var texts = picture.Descendants(Svg + "text").Select(t => t.Value).ToList();
        Assert.Contains("*", texts);
        Assert.Contains("5 articles", texts);
        Assert.Contains("source", texts);
        Assert.Contains("Vladimir Putin", texts);
        Assert.Contains("2017", texts);
        Assert.Contains(picture.Descendants(Svg + "title"), t => t.Value == "2018: 1 of 1");
        Assert.Equal(2, picture.Descendants(Svg + "polyline").Count());
        Tests.Output.Harmless.Check(File.ReadAllText(index["all.svg"]));
        Assert.Single(Directory.GetFiles(index.Path), f => f.Contains("all.svg", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("x.png", "dotnet tool install --global SearchCore.Plot, or SEARCHCORE_PLOT=its path. Without it: --plot x.svg")]
    [InlineData("x.txt", "--plot is a file that ends with .svg or .png, not 'x.txt'")]
    public void Another_kind_of_picture_is_refused_with_a_remedy(string file, string message)
    {
        using var run = index.Run();
        Assert.Equal(ExitCode.Usage, run.Run("search", "strike", "--index", "index", "--facet", "source", "--plot", file));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(index[file]));
    }

    [Fact]
    public void Without_anything_to_draw_the_remedy_is_told()
    {
        using var run = index.Run();
        Assert.Equal(ExitCode.Usage, run.Run("search", "strike", "--index", "index", "--plot", "x.svg"));
        Assert.Contains("--timeline month", run.Error, StringComparison.Ordinal);
        using var nothing = index.Run();
        Assert.Equal(ExitCode.NoHits, nothing.Run("search", "zzz", "--index", "index", "--timeline", "year", "--plot", "x.svg"));
        Assert.Contains("there is nothing to draw", nothing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bars_are_by_count_or_by_share()
    {
        using var run = index.Run();
        Assert.Equal(
            ExitCode.Done, run.Run("search", "strike", "--index", "index", "--timeline", "year", "--bars", "share", "--output", "table"));
        Assert.Contains("2018 1 100.0 %", run.Out, StringComparison.Ordinal);
        using var wrong = index.Run();
        Assert.Equal(ExitCode.Usage, wrong.Run("search", "strike", "--index", "index", "--bars", "height"));
        Assert.Contains("--bars is one of count, share", wrong.Error, StringComparison.Ordinal);
    }
}
