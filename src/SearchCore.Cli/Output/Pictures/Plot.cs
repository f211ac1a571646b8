using System.Text;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Output.Pictures;

/// <summary>Pictures of results in files.</summary>
internal static class Plot
{
    /// <summary>Refuses a file that no picture can be written to, before anything is searched.</summary>
    /// <param name="option">Whose value it is: <c>--plot</c>.</param>
    /// <param name="file">The file's name.</param>
    /// <param name="shell">Says where the program is that makes PNG.</param>
    /// <exception cref="UsageException">The kind of picture is not known, or the program for it is missing.</exception>
    public static void RequireFile(string option, string file, Shell shell)
    {
        switch (Path.GetExtension(file).ToLowerInvariant())
        {
            case ".svg":
                break;
            case ".png" when shell.Plotter() is not null:
                break;
            case ".png":
                throw new UsageException(
                    $"PNG is made by a program of its own, {PlotProgram.Name}, which is not here: dotnet tool install --global "
                    + $"SearchCore.Plot, or SEARCHCORE_PLOT=its path. Without it: {option} "
                    + $"{SafeText.Line(Path.ChangeExtension(file, "svg"))}, which browsers and word processors show");
            default:
                throw new UsageException($"{option} is a file that ends with .svg or .png, not '{SafeText.Line(file)}'");
        }
    }

    /// <summary>Refuses a search of which nothing could be drawn.</summary>
    /// <param name="request">What is searched for.</param>
    /// <param name="how">How a timeline or facets are asked for.</param>
    /// <exception cref="UsageException">Nothing that can be drawn is asked for.</exception>
    public static void RequireSubject(SearchRequest request, string how)
    {
        if (request.Timeline is null && request.Facets.Count == 0 && request.Significant.Count == 0
            && request.Query?.Contains('|', StringComparison.Ordinal) != true)
        {
            throw new UsageException($"a picture shows a timeline, facets and what is significant: ask for one, as {how}");
        }
    }

    /// <summary>Draws what of results can be drawn; the file is there whole or as it was before.</summary>
    /// <param name="shell">Where the file is, and who makes PNG.</param>
    /// <param name="file">The file, with an ending that <see cref="RequireFile"/> let through.</param>
    /// <param name="title">What stands above.</param>
    /// <param name="results">The results.</param>
    /// <param name="measure">What the bars of a timeline are by.</param>
    /// <returns>Whether there was something to draw; where there was not, that is said, and the file stays as it was.</returns>
    /// <exception cref="UsageException">The program for PNG refuses it.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static bool Write(
        Shell shell, string file, string title, SearchResults results, TimelineMeasure measure = TimelineMeasure.Count)
    {
        var path = shell.Full(file);
        if (SvgChart.Of(SafeText.Line(title), results, measure) is not { } drawn)
        {
            shell.Complain(results.IsPartial
                ? "there is nothing to draw: the time limit was reached before anything was counted"
                : "there is nothing to draw: no match has a date or a value that was asked for");
            return false;
        }

        var bytes = Path.GetExtension(path).Equals(".png", StringComparison.OrdinalIgnoreCase) && shell.Plotter() is { } program
            ? PlotProgram.ToPng(program, drawn, shell)
            : new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(drawn);
        OutputFile.Write(path, bytes);
        return true;
    }
}
