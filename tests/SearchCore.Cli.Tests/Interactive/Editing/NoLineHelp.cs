using SearchCore.Cli.Interactive.Editing;

namespace SearchCore.Cli.Tests.Interactive.Editing;

/// <summary>A line about which nothing is known.</summary>
internal sealed class NoLineHelp : ILineHelp
{
    public CompletionSet Complete(string text, int cursor, CancellationToken cancellation) => CompletionSet.None;

    public IReadOnlyList<LineFault> Faults(string text, int cursor) => [];

    public bool IsOpen(string text) => false;
}
