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
        using var index = Open(shell, out var temporary);
        try
        {
            foreach (var scene in TourScene.All)
            {
                shell.Cancellation.ThrowIfCancellationRequested();
                Show(shell, index, scene);
            }
        }
        finally
        {
            if (temporary is not null)
            {
                index.Dispose();
                Directory.Delete(temporary, recursive: true);
            }
        }

        shell.Out.WriteLine();
        Screen.Write(shell, new Paragraph()
            .Append("That was it. ", Screen.Strong)
            .Append("searchcore alone opens the console; searchcore index FOLDER --index my-index takes your own articles; "
            + "searchcore --help explains the rest."));
        return ExitCode.Done;
    }

    /// <summary>
    /// The default index where it holds the sample articles, built where it is missing; else one of their own for as long as the tour
    /// lasts.
    /// </summary>
    private static ArticleIndex Open(Shell shell, out string? temporary)
    {
        temporary = null;
        if (DefaultIndex.Articles(shell) is null)
        {
            throw new UsageException("there are no sample articles here: no folder index-data/articles in this folder or above");
        }

        var index = SampleIndex.OpenOrBuild(null, shell, out _);
        if (index.Get(TourScene.Landmark) is not null)
        {
            return index;
        }

        index.Dispose();
        temporary = Directory.CreateTempSubdirectory("searchcore-tour-").FullName;
        var folder = Path.Combine(temporary, "index");
        SampleIndex.Build(folder, shell);
        return DefaultIndex.OpenForReading(folder, shell);
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
