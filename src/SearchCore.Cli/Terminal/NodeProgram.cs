using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace SearchCore.Cli.Terminal;

/// <summary>
/// The program that reaches clusters: a process of its own, because what it is made of is large and not compiled to native code
/// (docs/decisions/0050-orleans-runs-the-cluster.md).
/// </summary>
internal static class NodeProgram
{
    /// <summary>Its name.</summary>
    public const string Name = "searchcore-node";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Where it is: what <c>SEARCHCORE_NODE</c> names, beside the console, or on the <c>PATH</c>; null where it is not installed.
    /// </summary>
    public static string? Find() => OtherProgram.Find(Name, "SEARCHCORE_NODE");

    /// <summary>Starts it with all its streams ours.</summary>
    /// <param name="words">Its command line.</param>
    /// <param name="shell">Says where it is.</param>
    /// <exception cref="UsageException">It is not here, or does not run.</exception>
    public static Process Start(IEnumerable<string> words, Shell shell)
    {
        var program = shell.Node() ?? throw new UsageException(
            $"a cluster is reached by a program of its own, {Name}, which is not here: SEARCHCORE_NODE=its path says where it is "
                + "(docs/cluster.md)");
        try
        {
            return Process.Start(new ProcessStartInfo(program, words)
            {
                WorkingDirectory = shell.Folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
                StandardOutputEncoding = Encoding.UTF8,
                StandardErrorEncoding = Encoding.UTF8,
            })!;
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            throw new UsageException($"{program} does not run: {e.Message}");
        }
    }

    /// <summary>Has it do one thing, and tells what it says as it says it.</summary>
    /// <param name="words">Its command line.</param>
    /// <param name="shell">What stands around; Ctrl-C has it stop in order.</param>
    /// <returns>Its exit code.</returns>
    /// <exception cref="OperationCanceledException">Ctrl-C.</exception>
    public static int Run(IEnumerable<string> words, Shell shell)
    {
        using var process = Start(words, shell);
        process.StandardInput.Close();
        using var stop = shell.Cancellation.Register(() => Terminate(process));
        var errors = Task.Run(() => Tell(process.StandardError, shell.Error));
        Tell(process.StandardOutput, shell.Out);
        errors.GetAwaiter().GetResult();
        if (!process.WaitForExit(Patience))
        {
            OtherProgram.Kill(process);
        }

        shell.Cancellation.ThrowIfCancellationRequested();
        return process.ExitCode;
    }

    private static void Tell(TextReader said, TextWriter to)
    {
        while (said.ReadLine() is { } line)
        {
            to.WriteLine(line);
            to.Flush();
        }
    }

    // In order: a silo leaves, a load gives up its shards. From a terminal it was told already, which does no harm.
    private static void Terminate(Process process)
    {
        if (OperatingSystem.IsWindows())
        {
            OtherProgram.Kill(process);
            return;
        }

        try
        {
            using var kill = Process.Start(
                "kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            OtherProgram.Kill(process);
        }
    }
}
