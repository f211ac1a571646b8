namespace SearchCore.Cli.Tests.Terminals;

/// <summary>Timelines and facets in a real terminal: they fit it.</summary>
public sealed class PictureTests(SampleFolder folder) : IClassFixture<SampleFolder>
{
    [TerminalTheory]
    [InlineData(120, 40, "year", "█")]
    [InlineData(80, 24, "year", "█")]
    [InlineData(40, 20, "month", "most ")]
    [InlineData(25, 20, "month", "most ")]
    public void A_timeline_fits_width_and_height(int width, int height, string unit, string shows)
    {
        using var terminal = new TerminalSession(
            folder.Path, width, height, $"search --index archive '*' --limit 0 --timeline {unit} --facet place:3; echo; echo done");
        var screen = terminal.WaitFor("\ndone");
        Assert.Contains(shows, screen, StringComparison.Ordinal);
        Assert.Contains("Rotterdam", screen, StringComparison.Ordinal);
        Assert.All(
            screen.Split('\n').Where(r => !r.Contains("searchcore", StringComparison.Ordinal)), r => Assert.True(r.Length < width, r));
        Assert.Contains(" articles", screen, StringComparison.Ordinal);
    }
}
