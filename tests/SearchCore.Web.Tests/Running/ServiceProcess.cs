using System.Diagnostics;
using System.Runtime.InteropServices;

using SearchCore.TestKit;

namespace SearchCore.Web.Tests.Running;

/// <summary>The built program as a process of its own, which can be killed and told to stop.</summary>
internal sealed partial class ServiceProcess : IDisposable
{
    private const string Listening = "SearchCore is at ";
    private const int Terminate = 15;

    private readonly Process process;
    private readonly Task<string> complaints;

    private ServiceProcess(Process process, Uri? address, string said) =>
        (this.process, Address, Said, complaints) = (process, address, said, process.StandardError.ReadToEndAsync());

    /// <summary>Where it listens; null where it ended before.</summary>
    public Uri? Address { get; }

    /// <summary>What it wrote until then.</summary>
    public string Said { get; }

    public int Id => process.Id;

    private static string Configuration =>
        Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;

    private static string Executable =>
        Path.Combine(SharedData.Root, "src", "SearchCore.Web", "bin", Configuration, "net10.0", "searchcore-web");

    /// <summary>Starts it and waits until it listens, or ends.</summary>
    public static async Task<ServiceProcess> StartAsync(string workingFolder, params string[] args)
    {
        var process = Process.Start(new ProcessStartInfo(Executable, args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingFolder,
        })!;
        var said = string.Empty;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Listening, StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new(process, new(line[Listening.Length..] + "/"), said);
            }

            said += line + "\n";
        }

        return new(process, null, said);
    }

    /// <summary>Ends it as a power cut does.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Tells it to stop, as a system does.</summary>
    public void Stop() => Assert.Equal(0, Signal(process.Id, Terminate));

    /// <summary>Waits until it has ended.</summary>
    /// <returns>Its exit code, and what it complained of.</returns>
    public async Task<(int ExitCode, string Complaints)> EndAsync()
    {
        await process.WaitForExitAsync();
        return (process.ExitCode, await complaints);
    }

    /// <summary>How much memory it uses now, in bytes.</summary>
    public long Memory()
    {
        process.Refresh();
        return process.WorkingSet64;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
