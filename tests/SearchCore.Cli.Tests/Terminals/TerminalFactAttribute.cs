namespace SearchCore.Cli.Tests.Terminals;

/// <summary>A test in a real terminal: skipped, with a word, where tmux is missing.</summary>
internal sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute() => Skip = TerminalSession.Missing;
}

/// <summary>As <see cref="TerminalFactAttribute"/>, for several sizes and the like.</summary>
internal sealed class TerminalTheoryAttribute : TheoryAttribute
{
    public TerminalTheoryAttribute() => Skip = TerminalSession.Missing;
}
