using System.Text;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Output.Pictures;

/// <summary>Pictures of results in files.</summary>
internal static class Plot
{
    /// <summary>Refuses a file that no picture can be written to, before anything is searched.</summary>
    /// <param name="file">The file's name, or null where no picture is wanted.</param>
    /// <param name="request">What is searched for.</param>
    /// <exception cref="UsageException">The kind of picture is not known, or nothing that can be drawn is asked for.</exception>
    public static void Require(string? file, SearchRequest request)
    {
        if (file is null)
        {
            return;
        }

        switch (Path.GetExtension(file).ToLowerInvariant())
        {
            case ".svg":
                break;
            case ".png":
                throw new UsageException(
                    $"pictures are written as SVG, which browsers and word processors show: --plot {Path.ChangeExtension(file, "svg")}; "
                    + "to have it as PNG, open it in a browser, or: rsvg-convert FILE.svg -o FILE.png");
            default:
                throw new UsageException($"--plot is a file that ends with .svg, not '{file}'");
        }

        if (request.Timeline is null && request.Facets.Count == 0 && request.Query?.Contains('|', StringComparison.Ordinal) != true)
        {
            throw new UsageException("--plot draws a timeline and facets: ask for one, as --timeline month or --facet person");
        }
    }

    /// <summary>Draws the timeline and the facets of results; the file is there whole or as it was before.</summary>
    /// <param name="file">The full path.</param>
    /// <param name="title">What stands above.</param>
    /// <param name="results">The results.</param>
    /// <exception cref="UsageException">There is nothing to draw.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string file, string title, SearchResults results)
    {
        var drawn = SvgChart.Of(SafeText.Line(title), results)
            ?? throw new UsageException("there is nothing to draw: no match has a date or a value that was asked for");
        var beside = $"{file}.{Path.GetRandomFileName()}";
        try
        {
            File.WriteAllText(beside, drawn, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(beside, file, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
