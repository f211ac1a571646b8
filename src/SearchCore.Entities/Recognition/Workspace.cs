using SearchCore.Entities.Text;

namespace SearchCore.Entities.Recognition;

/// <summary>The memory one recognition needs; lent to one thread at a time and used again.</summary>
internal sealed class Workspace
{
    public TokenList Tokens { get; } = new();

    public CandidateList Candidates { get; } = new();

    public DocumentMemory Memory { get; } = new();

    public NameCache Names { get; } = new();

    public DecisionMemo Decisions { get; } = new();

    /// <summary>Whether a name may go on after a single line break.</summary>
    public bool Wrapped { get; set; }
}
