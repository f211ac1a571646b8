using System.ComponentModel;
using System.Diagnostics;

namespace SearchCore.Cli.Terminal;

/// <summary>What the console does about programs beside it that it has do something.</summary>
internal static class OtherProgram
{
    /// <summary>Where a program is: what a variable names, beside the console, or on the <c>PATH</c>; null where it is not installed.
    /// </summary>
    /// <param name="name">The program's name.</param>
    /// <param name="variable">The variable of the environment that may say where it is.</param>
    public static string? Find(string name, string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named)
        {
            return File.Exists(named) ? named : null;
        }

        var file = OperatingSystem.IsWindows() ? $"{name}.exe" : name;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Prepend(AppContext.BaseDirectory)
            .Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
    }

    /// <summary>Ends a program at once, if it has not ended by itself.</summary>
    public static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }
}
