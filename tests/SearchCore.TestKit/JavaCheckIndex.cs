using System.Diagnostics;

namespace SearchCore.TestKit;

/// <summary>Java Lucene 4.10's own check of an index, where it is installed beside the corpora.</summary>
public static class JavaCheckIndex
{
    private static readonly string? Script = Locate();

    /// <summary>Whether it can be run here.</summary>
    public static bool IsAvailable => Script is not null;

    /// <summary>What it says: a line that begins with <c>sound</c>, or the whole report. Null where it cannot be run.</summary>
    public static string? Check(string index)
    {
        if (Script is null)
        {
            return null;
        }

        using var process =
            Process.Start(new ProcessStartInfo(Script, [index]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output + error.Result;
    }

    private static string? Locate()
    {
        if (SharedData.Folder is null)
        {
            return null;
        }

        var cache = Environment.GetEnvironmentVariable("SEARCHCORE_PEERS_CACHE")
            ?? Path.Combine(
                Environment.GetEnvironmentVariable("XDG_CACHE_HOME")
                ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"), "searchcore-peers");
        var script = Path.Combine(SharedData.Folder, "tools", "peers", "checkindex.sh");
        return System.IO.File.Exists(script) && Directory.Exists(Path.Combine(cache, "packages", "liblucene4.10-java")) ? script : null;
    }
}
