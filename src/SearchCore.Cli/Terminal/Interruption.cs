using System.Runtime.InteropServices;

namespace SearchCore.Cli.Terminal;

/// <summary>
/// Ctrl-C, and a polite request to end: the first cancels <see cref="Token"/>, so that what was published is committed; a second one, while
/// the first is being honoured, ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly List<PosixSignalRegistration> registrations = [];
    private CancellationTokenSource source = new();

    /// <summary>Cancelled by the next interruption.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Whether there was one since the last <see cref="Rearm"/>.</summary>
    public bool Happened => source.IsCancellationRequested;

    /// <summary>Whether the program was asked to end, which no prompt may outlive: SIGTERM, not Ctrl-C.</summary>
    public bool IsEnding { get; private set; }

    /// <summary>Starts to listen to the process's signals.</summary>
    public void Listen()
    {
        registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle));
        registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle));
    }

    /// <summary>Interrupts.</summary>
    public void Raise() => source.Cancel();

    /// <summary>
    /// Forgets an interruption that was honoured, so that the next query can be interrupted again; not that the program is to end.
    /// </summary>
    public void Rearm()
    {
        if (Happened && !IsEnding)
        {
            source.Dispose();
            source = new();
        }
    }

    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }

        source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        if (!Happened)
        {
            context.Cancel = true;
            IsEnding = context.Signal == PosixSignal.SIGTERM;
            Raise();
        }
    }
}
