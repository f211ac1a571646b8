using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace SearchCore.Cli.Terminal;

/// <summary>
/// The program that makes PNG of SVG: a process of its own, so that the console stays small and starts as quickly as without it.
/// </summary>
internal static class PlotProgram
{
    /// <summary>Its name, as the tool's package installs it.</summary>
    public const string Name = "searchcore-plot";

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>
    /// Where it is: what <c>SEARCHCORE_PLOT</c> names, beside the console, or on the <c>PATH</c>; null where it is not installed.
    /// </summary>
    public static string? Find() => OtherProgram.Find(Name, "SEARCHCORE_PLOT");

    /// <summary>Makes a PNG.</summary>
    /// <param name="program">The program's file.</param>
    /// <param name="svg">The picture.</param>
    /// <param name="shell">Where its remarks are told; Ctrl-C ends it.</param>
    /// <exception cref="UsageException">It does not run, or refuses the picture.</exception>
    /// <exception cref="OperationCanceledException">Ctrl-C.</exception>
    public static byte[] ToPng(string program, string svg, Shell shell)
    {
        using var process = Start(program);
        using var end = shell.Cancellation.Register(() => OtherProgram.Kill(process));
        var remarks = process.StandardError.ReadToEndAsync();
        using var png = new MemoryStream();
        try
        {
            process.StandardInput.BaseStream.Write(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(svg));
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything; what it says is read below.
        }

        process.StandardOutput.BaseStream.CopyTo(png);
        process.WaitForExit();
        shell.Cancellation.ThrowIfCancellationRequested();
        var said = remarks.GetAwaiter().GetResult().Trim();
        if (process.ExitCode != 0 || !png.GetBuffer().AsSpan(0, (int)png.Length).StartsWith(Signature))
        {
            throw new UsageException(
                $"{program} made no picture (it ended with {process.ExitCode}){(said.Length > 0 ? $": {said}" : "")}; "
                + "--plot FILE.svg needs no other program");
        }

        if (said.Length > 0)
        {
            shell.Complain(said.StartsWith($"{Name}: ", StringComparison.Ordinal) ? said[(Name.Length + 2)..] : said);
        }

        return png.ToArray();
    }

    private static Process Start(string program)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, ["-", "-"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardErrorEncoding = Encoding.UTF8,
            })!;
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            throw new UsageException($"{program} does not run: {e.Message}; --plot FILE.svg needs no other program");
        }
    }
}
