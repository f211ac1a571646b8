using SearchCore.Cli.Terminal;

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

    /// <summary>Does what a key says; a key that is none of the menu's closes it.</summary>
    public KeyUse Apply(Key key, LineBuffer buffer)
    {
        switch (key)
        {
            case { Control: false, Code: KeyCode.Down or KeyCode.Right } or { Control: false, Code: KeyCode.Tab, Shift: false }:
                Move(1, buffer);
                return KeyUse.Taken;
            case { Control: false, Code: KeyCode.Up or KeyCode.Left or KeyCode.Tab }:
                Move(-1, buffer);
                return KeyUse.Taken;
            case { Code: KeyCode.Escape } or { Code: KeyCode.Text, Control: true, Text: "g" }:
                Put(buffer, Chosen >= 0 ? typed : null);
                return KeyUse.TakenLast;
            case { Code: KeyCode.Enter } when Chosen >= 0:
                return KeyUse.TakenLast;
            default:
                return KeyUse.Left;
        }
    }

    // The next one, or so many further; behind the last comes the first.
    private void Move(int steps, LineBuffer buffer)
    {
        var count = Candidates.Count;
        Chosen = Chosen < 0 ? (steps > 0 ? 0 : count - 1) : (((Chosen + steps) % count) + count) % count;
        Put(buffer, Candidates[Chosen].Text);
    }

    private void Put(LineBuffer buffer, string? text)
    {
        if (text is not null)
        {
            buffer.Replace(set.Start, end, text);
            end = set.Start + text.Length;
        }
    }
}

/// <summary>What became of a key that was offered to a part of the editor.</summary>
internal enum KeyUse
{
    /// <summary>It was for the part, which goes on.</summary>
    Taken,

    /// <summary>It was for the part, which has ended.</summary>
    TakenLast,

    /// <summary>It was not for the part, which has ended.</summary>
    Left,
}
