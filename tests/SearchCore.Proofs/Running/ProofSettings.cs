namespace SearchCore.Proofs.Running;

/// <summary>How a proof is run.</summary>
/// <param name="Seed">The same seed tries the same things, as far as threads and processes allow.</param>
/// <param name="Runs">How many cases at least.</param>
internal sealed record ProofSettings(ulong Seed, long Runs)
{
    /// <summary>What takes something out below the library, to show that the proof would notice; null in earnest.</summary>
    public Func<Doubles.FileOperation, bool>? Ignored { get; init; }

    /// <summary>
    /// Within what time a refusal must come; null where nobody looks at the clock, because others are at work on the machine.
    /// </summary>
    public TimeSpan? Promptness { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The executable of the proofs themselves, for processes that are to be killed.</summary>
    public string Self { get; init; } = ConsoleProcess.Of("tests", "SearchCore.Proofs", AppContext.BaseDirectory, "SearchCore.Proofs");

    /// <summary>The console's executable.</summary>
    public string Console { get; init; } = ConsoleProcess.Beside(AppContext.BaseDirectory);
}
