using System.Diagnostics;

namespace SearchCore.Benchmarks.Scaling;

/// <summary>A new process of this program, with the console's runtime settings.</summary>
internal static class ChildProcess
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">A verb and what stands behind it.</param>
    /// <returns>The last line that it prints.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static string Output(params string[] arguments)
    {
        var all = CommandLine(arguments);
        var start = new ProcessStartInfo(all[0], all.Skip(1)) { RedirectStandardOutput = true };
        UseConsoleSettings(start);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.TrimEnd().Split('\n')[^1]
            : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with exit code {process.ExitCode}: {output}");
    }

    /// <summary>The runtime settings that the console has, of which memory depends.</summary>
    public static void UseConsoleSettings(ProcessStartInfo start)
    {
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_GCConserveMemory"] = "7";

        // In hexadecimal figures: 8 MB.
        start.Environment["DOTNET_GCgen0MaxBudget"] = "800000";

        // 1 MB.
        start.Environment["DOTNET_GCRegionSize"] = "100000";
    }

    /// <summary>The program, and what stands behind it.</summary>
    /// <param name="arguments">A verb and what stands behind it.</param>
    public static IReadOnlyList<string> CommandLine(params string[] arguments)
    {
        var program = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(program) == "dotnet"
            ? [program, typeof(ChildProcess).Assembly.Location, .. arguments]
            : [program, .. arguments];
    }
}
