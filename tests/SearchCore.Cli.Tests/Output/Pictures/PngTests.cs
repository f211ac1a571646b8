using System.Globalization;
using System.Xml.Linq;

using SearchCore.Proofs.Running;

namespace SearchCore.Cli.Tests.Output.Pictures;

/// <summary>Pictures as PNG, made by the program of its own that the build leaves beside the console's project.</summary>
public sealed class PngTests(SmallIndex index, Terminals.SampleFolder samples)
    : IClassFixture<SmallIndex>, IClassFixture<Terminals.SampleFolder>
{
    private const int Scale = 2;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static string Program { get; } = ConsoleProcess.Of(
        "src", "SearchCore.Plot", AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "searchcore-plot.exe" : "searchcore-plot");

    [Fact]
    public void A_png_has_its_bars_where_the_svg_has_them()
    {
        string[] search =
        [
            "search", "ferry OR strike", "--index", "archive", "--timeline", "year", "--facet", "source,person", "--significant",
            "person:3", "--plot",
        ];
        using var vector = new ConsoleRun(samples.Path);
        Assert.Equal(ExitCode.Done, vector.Run([.. search, "same.svg"]));
        using var run = new ConsoleRun(samples.Path) { Plotter = Program };
        Assert.Equal(ExitCode.Done, run.Run([.. search, "same.png"]));
        Assert.DoesNotContain("font", run.Error, StringComparison.Ordinal);

        var svg = XDocument.Load(samples["same.svg"]).Root!;
        var png = PngPicture.Read(File.ReadAllBytes(samples["same.png"]));
        Assert.Equal((Scale * Number(svg, "width"), Scale * Number(svg, "height")), (png.Width, png.Height));
        var bars = svg.Elements(Svg + "rect").Skip(1).ToList();
        Assert.InRange(bars.Count, 8, 100);
        foreach (var bar in bars)
        {
            var (x, y, wide, high) = (Number(bar, "x"), Number(bar, "y"), Number(bar, "width"), Number(bar, "height"));
            Assert.Equal((string?)bar.Attribute("fill"), Pixel(x + (wide / 2), y + (high / 2)));
            Assert.Equal("#ffffff", Pixel(x + (wide / 2), y - 2));
        }

        var texts = svg.Elements(Svg + "text").ToList();
        Assert.Contains(texts, t => t.Value.StartsWith("sets apart (person)", StringComparison.Ordinal));
        Assert.All(texts.Where(t => (string?)t.Attribute("text-anchor") == "start"), t => Assert.True(HasInk(t), t.Value));

        string Pixel(double x, double y) => png[(int)(Scale * x), (int)(Scale * y)];

        bool HasInk(XElement text)
        {
            var (x, y) = ((int)(Scale * Number(text, "x")), (int)(Scale * Number(text, "y")));
            return Enumerable.Range(x, 20).Any(px => Enumerable.Range(y - 20, 20).Any(py => png[px, py] != "#ffffff"));
        }
    }

    [Fact]
    public void The_console_s_commands_draw_the_current_search()
    {
        using var run = new ConsoleRun(index.Path)
        {
            Plotter = Program,
            Input = ".timeline year:place:2\n.facets source\n*\n.plot lines.png\n.facets person --plot 'more of it.svg'\n.plot x.gif\n"
                + ".plot\n",
        };
        Assert.Equal(ExitCode.Usage, run.Run("--index", "index", "--output", "table"));
        Assert.Equal(Scale * 960, PngPicture.Read(File.ReadAllBytes(index["lines.png"])).Width);
        Assert.Contains("Vladimir Putin", File.ReadAllText(index["more of it.svg"]), StringComparison.Ordinal);
        Assert.Contains("searchcore: drawn: lines.png", run.Error, StringComparison.Ordinal);
        Assert.Contains("standard input:6: .plot is a file that ends with .svg or .png, not 'x.gif'", run.Error, StringComparison.Ordinal);
        Assert.Contains("standard input:7: .plot takes one file", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bars_by_share_are_drawn_by_share()
    {
        using var run = index.Run("*\n.timeline year\n.bars share\n.bars\n.plot share.svg\n.bars height\n");
        Assert.Equal(ExitCode.Usage, run.Run("--index", "index", "--output", "table"));
        Assert.Contains(".bars share\n", run.Out, StringComparison.Ordinal);
        Assert.Contains(".bars is one of count, share, not 'height'", run.Error, StringComparison.Ordinal);
        var picture = XDocument.Load(index["share.svg"]).Root!;
        Assert.Contains("100.0 %", picture.Elements(Svg + "text").Select(t => t.Value));
        Assert.Single(picture.Elements(Svg + "rect").Skip(1).Select(b => Number(b, "height")).Distinct());
    }

    [Fact]
    public void Letters_of_many_scripts_are_drawn_and_those_that_no_font_has_are_named()
    {
        // U+E000 is nobody's letter.
        var picture = """
            <svg xmlns="http://www.w3.org/2000/svg" width="200" height="60">
            <text x="0" y="20" fill="#000000" font-size="13">Łódź Αθήνα</text>
            <text x="200" y="50" fill="#000000" font-size="13" text-anchor="end">שלום مرحبا</text><text x="0" y="50" fill="#000000"
            font-size="13">&#xE000;</text></svg>
            """;
        using var run = Start(picture, out var png);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal((400, 120), (png!.Width, png.Height));
        Assert.True(Ink(png, 0, 160) > 300, "the first row has letters");
        Assert.Contains("no font of this machine has \uE000", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><circle/></svg>", "<circle>, which the console does")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='1e9' height='10'/>", "cannot be drawn; ask for fewer values")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><rect x='a'/></svg>", "<rect> has no colour")]
    [InlineData("<!DOCTYPE svg [<!ENTITY x 'y'>]><svg/>", "what comes in is no SVG")]
    [InlineData("nothing", "what comes in is no SVG")]
    public void A_picture_that_is_none_of_ours_is_refused(string picture, string message)
    {
        using var run = Start(picture, out var png);
        Assert.Equal(2, run.ExitCode);
        Assert.Null(png);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_fails_leaves_the_file_as_it_was_and_says_what_does_without_it()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.WriteAllText(index["old.png"], "before");
        foreach (var (script, message) in new[]
        {
            ("echo it is broken >&2; exit 3", "ended with 3): it is broken; --plot FILE.svg needs no other program"),
            ("cat", "made no picture"),
        })
        {
            using var run = new ConsoleRun(index.Path) { Plotter = Script(script) };
            Assert.Equal(ExitCode.Usage, run.Run("search", "*", "--index", "index", "--facet", "source", "--plot", "old.png"));
            Assert.Contains(message, run.Error, StringComparison.Ordinal);
            Assert.Equal("before", File.ReadAllText(index["old.png"]));
        }
    }

    [Fact]
    public async Task Ctrl_c_ends_the_program_and_leaves_nothing()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var run = new ConsoleRun(index.Path) { Plotter = Script($"echo $$ > '{index["running"]}'; exec sleep 600") };
        var ended = Task.Run(() => run.Run("search", "*", "--index", "index", "--facet", "source", "--plot", "never.png"));
        while (!File.Exists(index["running"]) || new FileInfo(index["running"]).Length == 0)
        {
            Assert.False(ended.IsCompleted, run.Error);
            await Task.Delay(10);
        }

        run.Interruption.Raise();
        Assert.Equal(ExitCode.Interrupted, await ended);
        Assert.DoesNotContain(Directory.GetFiles(index.Path), f => f.Contains("never", StringComparison.Ordinal));
        var id = int.Parse(File.ReadAllText(index["running"]), CultureInfo.InvariantCulture);
        Assert.Throws<ArgumentException>(() => System.Diagnostics.Process.GetProcessById(id));
    }

    private string error = "";

    private System.Diagnostics.Process Start(string picture, out PngPicture? png)
    {
        var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(Program, ["-", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardErrorEncoding = System.Text.Encoding.UTF8,
        })!;
        process.StandardInput.Write(picture);
        process.StandardInput.Close();
        using var output = new MemoryStream();
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        error = errors.Result;
        png = output.Length == 0 ? null : PngPicture.Read(output.ToArray());
        return process;
    }

    private string Script(string lines)
    {
        var file = index[$"script-{Guid.NewGuid():N}"];
        File.WriteAllText(file, $"#!/bin/sh\n{lines}\n");
#pragma warning disable CA1416 // Whoever calls has looked at the system.
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#pragma warning restore CA1416
        return file;
    }

    private static int Ink(PngPicture picture, int from, int to) => Enumerable.Range(from, to - from)
        .Sum(x => Enumerable.Range(0, 60).Count(y => picture[x, y] != "#ffffff"));

    private static double Number(XElement element, string name) =>
        double.Parse((string)element.Attribute(name)!, CultureInfo.InvariantCulture);
}
