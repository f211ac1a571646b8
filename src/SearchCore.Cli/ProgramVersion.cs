using System.Reflection;

namespace SearchCore.Cli;

/// <summary>The console's version.</summary>
internal static class ProgramVersion
{
    /// <summary>The version as it was built, without the mark of its commit.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "0";
}
