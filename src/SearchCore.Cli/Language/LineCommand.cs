namespace SearchCore.Cli.Language;

/// <summary>One command of the console's language.</summary>
/// <param name="Name">Its name with the dot.</param>
/// <param name="Usage">What is typed behind the name, for people; empty for nothing.</param>
/// <param name="Topic">The topic of the help that it belongs to.</param>
/// <param name="Argument">What it takes.</param>
/// <param name="Summary">What it does, in one line.</param>
/// <param name="Run">Does it; null where there is no answer that could have been empty.</param>
internal sealed record LineCommand(
    string Name, string Usage, string Topic, ArgumentKind Argument, string Summary, Func<Workspace, string, ExitCode?> Run)
{
    /// <summary>Other names.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What else there is to know: the page of the help, below the summary.</summary>
    public string Page { get; init; } = "";

    /// <summary>Whether it is known by this name.</summary>
    public bool IsCalled(string name) => Name == name || Aliases.Contains(name, StringComparer.Ordinal);
}
