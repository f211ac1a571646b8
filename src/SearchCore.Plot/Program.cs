using System.Globalization;
using System.Reflection;
using System.Xml;

namespace SearchCore.Plot;

/// <summary>
/// The program <c>searchcore-plot</c>: an SVG of the console comes in, a PNG goes out. A process of its own, because what draws it is
/// larger than the console and would make it slower to start (decision 69).
/// </summary>
internal static class Program
{
    // As the console's.
    private const int Done = 0, Usage = 2, Fault = 70;

    private const string Help = """
        searchcore-plot: pictures of searchcore as PNG

          searchcore-plot IN.svg OUT.png [--scale N]

        IN.svg is what 'searchcore search … --plot IN.svg' wrote, or - for standard input; OUT.png is a file, or - for
        standard output. 'searchcore search … --plot FILE.png' calls this by itself, where it finds it beside itself, on
        the PATH, or where SEARCHCORE_PLOT says.

          --scale N   so many pixels for each of the SVG, 1 to 8 (default: 2, which print and sharp screens want)
          --version   which version this is
          --help      this

        Text is drawn in DejaVu Sans, which is inside; characters that it lacks (Chinese, Japanese, Korean, pictures) in the
        fonts of this machine. Where none has them, that is said.
        Exit code: 0 drawn; 2 the call, the picture or a file is at fault; 70 a fault of this program.
        """;

    private static int Main(string[] args)
    {
        try
        {
            return Run(args);
        }
        catch (Exception e) when (e is PlotException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"searchcore-plot: {e.Message}");
            return Usage;
        }
        catch (XmlException e)
        {
            Console.Error.WriteLine($"searchcore-plot: what comes in is no SVG: {e.Message}");
            return Usage;
        }
        catch (Exception e)
        {
            Console.Error.WriteLine($"searchcore-plot: a fault of searchcore-plot itself: {e}");
            return Fault;
        }
    }

    private static int Run(string[] args)
    {
        if (args is ["--help" or "-h"] or [])
        {
            Console.Out.WriteLine(Help);
            return args.Length == 0 ? Usage : Done;
        }

        if (args is ["--version"])
        {
            var version = typeof(Program).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!;
            Console.Out.WriteLine(version.InformationalVersion);
            return Done;
        }

        var (from, to, scale) = Read(args);
        using var input = from == "-" ? Console.OpenStandardInput() : File.OpenRead(from);
        using var lettering = new Lettering();
        var png = SvgPainter.Paint(input, scale, lettering);
        if (lettering.Missing.Count > 0)
        {
            Console.Error.WriteLine(
                $"searchcore-plot: no font of this machine has {string.Join(' ', lettering.Missing)}; they are boxes in the picture. "
                + "Install a font that has them (of Debian: fonts-noto-cjk, fonts-noto-core), or take the SVG, whose text is drawn where "
                + "it is seen.");
        }

        Write(to, png);
        return Done;
    }

    private static (string From, string To, int Scale) Read(string[] args)
    {
        var files = new List<string>();
        var scale = 2;
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--scale")
            {
                var number = i + 1 < args.Length ? args[++i] : "";
                scale = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= 8
                    ? n : throw new PlotException($"--scale is a number from 1 to 8, not '{number}'");
            }
            else if (args[i].StartsWith('-') && args[i] != "-")
            {
                throw new PlotException($"there is no option '{args[i]}'; searchcore-plot --help lists them");
            }
            else
            {
                files.Add(args[i]);
            }
        }

        return files is [var from, var to]
            ? (from, to, scale) : throw new PlotException("name what comes in and what goes out: searchcore-plot IN.svg OUT.png");
    }

    // Beside its place and moved there: nobody finds half a picture.
    private static void Write(string to, byte[] png)
    {
        if (to == "-")
        {
            using var output = Console.OpenStandardOutput();
            output.Write(png);
            return;
        }

        var beside = $"{to}.{Path.GetRandomFileName()}";
        try
        {
            File.WriteAllBytes(beside, png);
            File.Move(beside, to, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
