namespace SearchCore.Cli.Interactive.Editing;

/// <summary>The candidates shown below a text, one of them chosen or none yet.</summary>
/// <param name="set">The candidates, and the part of the text they are for.</param>
/// <param name="typed">What stood there before one was chosen.</param>
internal sealed class CandidateMenu(CompletionSet set, string typed)
{
    private int end = set.Start + typed.Length;

    public IReadOnlyList<Candidate> Candidates => set.Candidates;

    /// <summary>The number of the chosen one from 0; -1 for none.</summary>
    public int Chosen { get; private set; } = -1;

    /// <summary>Chooses the next one, or so many further; behind the last comes the first.</summary>
    public void Move(int steps, LineBuffer buffer)
    {
        var count = Candidates.Count;
        Chosen = Chosen < 0 ? (steps > 0 ? 0 : count - 1) : (((Chosen + steps) % count) + count) % count;
        Put(buffer, Candidates[Chosen].Text);
    }

    /// <summary>Puts back what was typed.</summary>
    public void Undo(LineBuffer buffer)
    {
        if (Chosen >= 0)
        {
            Put(buffer, typed);
        }
    }

    private void Put(LineBuffer buffer, string text)
    {
        buffer.Replace(set.Start, end, text);
        end = set.Start + text.Length;
    }
}
