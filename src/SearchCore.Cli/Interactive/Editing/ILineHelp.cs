namespace SearchCore.Cli.Interactive.Editing;

/// <summary>What knows the language that is typed. Thread-safe: completions are looked for beside the typing.</summary>
internal interface ILineHelp
{
    /// <summary>What may stand at the cursor.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="cursor">The cursor, in UTF-16 units.</param>
    /// <param name="cancellation">Cancelled where nobody waits for the answer any more.</param>
    CompletionSet Complete(string text, int cursor, CancellationToken cancellation);

    /// <summary>What is wrong in the text; what is merely unfinished at the cursor is not.</summary>
    IReadOnlyList<LineFault> Faults(string text, int cursor);

    /// <summary>Whether a bracket or a quotation mark is open, so that Enter goes on in a new row.</summary>
    bool IsOpen(string text);
}

/// <summary>Candidates for a part of the text, the best first.</summary>
/// <param name="Start">Where the part begins, in UTF-16 units.</param>
/// <param name="End">The unit after it.</param>
/// <param name="Candidates">What may stand in its place.</param>
internal sealed record CompletionSet(int Start, int End, IReadOnlyList<Candidate> Candidates)
{
    public static CompletionSet None { get; } = new(0, 0, []);
}

/// <summary>One thing that may stand at the cursor.</summary>
/// <param name="Text">What is put there.</param>
/// <param name="Shown">What is shown of it.</param>
/// <param name="Note">What else is said of it: how many articles have it, what it means.</param>
internal sealed record Candidate(string Text, string Shown, string Note = "")
{
    public Candidate(string text)
        : this(text, text)
    {
    }
}

/// <summary>Something wrong in a text.</summary>
/// <param name="Start">Where, in UTF-16 units.</param>
/// <param name="End">The unit after it.</param>
/// <param name="Message">What is wrong and how to mend it.</param>
internal readonly record struct LineFault(int Start, int End, string Message);
