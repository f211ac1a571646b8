namespace SearchCore.Cli.Tests.Terminals;

/// <summary>Articles read in a real terminal.</summary>
public sealed class ReadingTests(SampleFolder folder) : IClassFixture<SampleFolder>
{
    [TerminalTheory]
    [InlineData(120, 40)]
    [InlineData(80, 24)]
    [InlineData(40, 20)]
    public void A_hit_opens_at_its_first_match_and_leads_to_the_others(int width, int height)
    {
        using var terminal = Open("spring", width, height);
        var screen = terminal.WaitFor("match 1 of ");
        Assert.Contains("1 of ", screen.Split('\n')[^1], StringComparison.Ordinal);
        Assert.Matches(@"\e\[[0-9;]*46m[Ss]pring", terminal.Styled.Replace("m\e[", ";", StringComparison.Ordinal));
        terminal.Press("n");
        terminal.WaitFor("match 2 of ");
        terminal.Press("N");
        terminal.WaitFor("match 1 of ");
        terminal.Press("]");
        terminal.WaitFor("\n2 of ");
        terminal.Press("[");
        terminal.WaitFor("\n1 of ");
        terminal.Press("[");
        terminal.WaitFor("the first hit shown");
        terminal.Press("q");
        terminal.WaitForLastRow("archive ›");
        Assert.Contains(".open 1 reads one", terminal.Screen, StringComparison.Ordinal);
    }

    [TerminalFact]
    public void A_search_inside_has_matches_of_its_own()
    {
        using var terminal = Open("spring", 80, 24);
        terminal.WaitFor("match 1 of ");
        terminal.Type("/the ");
        terminal.WaitForLastRow("/the");
        terminal.Press("Enter");
        terminal.WaitFor(s => System.Text.RegularExpressions.Regex.IsMatch(s, @"match \d+ of \d\d ·"), "many matches");
        terminal.Type("/nowhere to be found");
        terminal.Press("Enter");
        terminal.WaitFor("no 'nowhere to be found'");
        terminal.Type("?");
        terminal.WaitFor("the next, the previous match");
        terminal.Press("Space");
        terminal.WaitFor("no 'nowhere to be found'");
    }

    [TerminalFact]
    public void Ctrl_z_shows_the_shell_and_comes_back_to_the_article()
    {
        using var terminal = Open("spring", 80, 24);
        terminal.WaitFor("match 1 of ");
        terminal.Press("C-z");
        terminal.WaitFor("Stopped");
        terminal.Type("fg");
        terminal.Press("Enter");
        terminal.WaitFor("match 1 of ");
        terminal.Press("C-c");
        terminal.WaitForLastRow("archive ›");
    }

    [TerminalFact]
    public void The_article_is_laid_out_anew_where_the_window_gets_another_size()
    {
        using var terminal = Open("spring", 120, 40);
        terminal.WaitFor("match 1 of ");
        terminal.Resize(40, 20);
        terminal.WaitFor(s => s.Split('\n').Length == 20 && s.Split('\n').All(r => r.Length < 40) && s.Contains("match 1"), "rows of 40");
    }

    private TerminalSession Open(string query, int width, int height)
    {
        var terminal = new TerminalSession(folder.Path, width, height);
        terminal.WaitForLastRow("archive ›");
        terminal.Type(query);
        terminal.Press("Enter");
        terminal.WaitFor(".open 1");
        terminal.WaitForLastRow("archive ›");
        terminal.Type(".open 1");
        terminal.Press("Enter");
        return terminal;
    }
}
