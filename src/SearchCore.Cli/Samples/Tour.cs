using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;

using Spectre.Console;

namespace SearchCore.Cli.Samples;

/// <summary>A short walk through the sample archive: a few queries, what they find, and why.</summary>
internal static class Tour
{
    /// <summary>Shows the tour; asks nothing.</summary>
    public static ExitCode Run(Shell shell)
    {
        using var own = OwnIndex(shell);
        using var temporary = own is null ? TemporaryIndex.Build(shell) : null;
        foreach (var scene in TourScene.All)
        {
            shell.Cancellation.ThrowIfCancellationRequested();
            Show(shell, own ?? temporary!.Index, scene);
        }

        shell.Out.WriteLine();
        Screen.Write(shell, new Paragraph()
            .Append("That was it. ", Screen.Strong)
            .Append("searchcore alone opens the console; there .help lists commands, .mark and .note keep what you find, .compare, "
            + ".describe and .timeline look at the whole, .export writes it out. searchcore index FOLDER --index my-index takes your own "
            + "articles; searchcore --help explains the rest."));
        return ExitCode.Done;
    }

    // The default index where it holds the sample articles, built where they lie here and it is missing.
    private static ArticleIndex? OwnIndex(Shell shell)
    {
        if (DefaultIndex.Articles(shell) is null)
        {
            return null;
        }

        var index = SampleIndex.OpenOrBuild(null, shell, out _);
        if (index.Get(TourScene.Landmark) is not null)
        {
            return index;
        }

        index.Dispose();
        return null;
    }

    private static void Show(Shell shell, ArticleIndex index, TourScene scene)
    {
        shell.Out.WriteLine();
        Screen.WriteHeading(shell, scene.Title);
        Screen.Write(shell, new Text(scene.Words));
        shell.Out.WriteLine();
        Screen.Write(shell, new Paragraph().Append("  $ ", Screen.Quiet).Append($"searchcore search {scene.Call}", Screen.Accent));
        shell.Out.WriteLine();
        try
        {
            ResultsView.Write(shell, index.Search(scene.Request, shell.Cancellation));
        }
        catch (QueryException e)
        {
            DiagnosticText.Write(shell.Out, e.Query, e.Diagnostics);
        }

        shell.Out.Flush();
    }
}
