namespace SearchCore.Cli.Interactive.Editing;

/// <summary>What is to be seen of a line being typed.</summary>
/// <param name="Text">The text.</param>
/// <param name="Cursor">The cursor, in UTF-16 units.</param>
/// <param name="SearchPrompt">What stands in place of the prompt while the history is searched; else null.</param>
internal sealed record EditorView(string Text, int Cursor, string? SearchPrompt = null)
{
    /// <summary>What may be taken, shown behind the text.</summary>
    public string Ghost { get; init; } = "";

    /// <summary>What is wrong in the text.</summary>
    public IReadOnlyList<LineFault> Faults { get; init; } = [];

    /// <summary>The candidates shown below; none where there is no menu.</summary>
    public IReadOnlyList<Candidate> Candidates { get; init; } = [];

    /// <summary>The number of the chosen candidate from 0; -1 for none.</summary>
    public int Chosen { get; init; } = -1;
}
