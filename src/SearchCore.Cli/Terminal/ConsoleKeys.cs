namespace SearchCore.Cli.Terminal;

/// <summary>The keys of a console as the runtime reads them: Windows, which has no Ctrl-Z, and where a paste comes as keys.</summary>
internal sealed class ConsoleKeys : ITerminalKeys
{
    public bool AreWaiting => Console.KeyAvailable;

    public IDisposable Take()
    {
        Console.TreatControlCAsInput = true;
        return new Taken();
    }

    public Key Read() => Key.Of(Console.ReadKey(intercept: true));

    public void Wake()
    {
        // Nobody can be woken who waits for a key there: what is new is shown with the next one.
    }

    public void Suspend()
    {
    }

    private sealed class Taken : IDisposable
    {
        public void Dispose() => Console.TreatControlCAsInput = false;
    }
}
