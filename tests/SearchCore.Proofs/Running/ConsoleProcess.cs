using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace SearchCore.Proofs.Running;

/// <summary>The console's real executable, as a process that can be spoken to and killed.</summary>
internal sealed class ConsoleProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> error;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly DateTime started = DateTime.Now;

    private ConsoleProcess(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} does not start");
        Exit = process.WaitForExitAsync();
        output = Task.Run(ReadOutput);
        error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The executable that the run was asked to hold instead of the build's (docs/testing.md), or null.</summary>
    public static string? Asked { get; } =
        Environment.GetEnvironmentVariable("SEARCHCORE_CONSOLE") is { Length: > 0 } file
            ? Path.GetFullPath(file, TestKit.SharedData.Root) : null;

    /// <summary>The executable that was asked for, or the one that a build left beside a test project's assembly.</summary>
    public static string Beside(string assemblyFolder) => Asked ?? Built(assemblyFolder);

    /// <summary>The executable that a build left beside an assembly of a test project, in the same configuration.</summary>
    public static string Built(string assemblyFolder) => Of("src", "SearchCore.Cli", assemblyFolder, "searchcore");

    /// <summary>The executable of a project, in the configuration of an assembly.</summary>
    public static string Of(string folder, string project, string assemblyFolder, string executable)
    {
        var configuration = Path.GetFileName(Path.GetDirectoryName(assemblyFolder.TrimEnd(Path.DirectorySeparatorChar)))!;
        return Path.Combine(TestKit.SharedData.Root, folder, project, "bin", configuration, "net10.0", executable);
    }

    /// <summary>Starts it.</summary>
    public static ConsoleProcess Start(string executable, params IEnumerable<string> arguments) =>
        new(new ProcessStartInfo(executable, arguments));

    /// <summary>Starts it with variables of its environment.</summary>
    public static ConsoleProcess Start(
        string executable, IEnumerable<KeyValuePair<string, string>> environment, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(executable, arguments);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ConsoleProcess(start);
    }

    /// <summary>Waits until it has printed a line, at most so long.</summary>
    public bool WaitForLine(string line, TimeSpan patience)
    {
        var waited = Stopwatch.StartNew();
        while (!lines.Contains(line))
        {
            if (waited.Elapsed > patience || process.HasExited)
            {
                return lines.Contains(line);
            }

            Thread.Sleep(5);
        }

        return true;
    }

    private async Task<string> ReadOutput()
    {
        var text = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Enqueue(line);
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    public int Id => process.Id;

    /// <summary>Done once it has ended.</summary>
    public Task Exit { get; }

    public bool HasExited => process.HasExited;

    /// <summary>Its standard input.</summary>
    public StreamWriter Input => process.StandardInput;

    /// <summary>kill -9.</summary>
    public void Kill() => process.Kill();

    /// <summary>Waits for its end, at most so long.</summary>
    public ConsoleResult? Wait(TimeSpan patience)
    {
        if (!process.WaitForExit(patience))
        {
            return null;
        }

        return new ConsoleResult(
            process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult(), process.ExitTime - started);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }
}

/// <summary>How a run of the console ended, and how long after its start.</summary>
internal sealed record ConsoleResult(int Code, string Output, string Error, TimeSpan Elapsed);
