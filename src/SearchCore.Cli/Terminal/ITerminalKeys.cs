namespace SearchCore.Cli.Terminal;

/// <summary>A terminal's keys, one by one as they are pressed.</summary>
/// <remarks>One thread reads; <see cref="Wake"/> may be called from any.</remarks>
internal interface ITerminalKeys
{
    /// <summary>Whether a key can be read without waiting for it.</summary>
    bool AreWaiting { get; }

    /// <summary>
    /// Takes the keyboard: from now on every key comes here and is shown by nobody, Ctrl-C and Ctrl-Z too, until what is returned is
    /// disposed, which gives the terminal back as it was.
    /// </summary>
    IDisposable Take();

    /// <summary>Waits for the next key.</summary>
    Key Read();

    /// <summary>Makes whoever waits for a key get <see cref="KeyCode.Wake"/>.</summary>
    void Wake();

    /// <summary>Stops the program as Ctrl-Z does, and returns when it goes on. The keyboard must have been given back.</summary>
    void Suspend();
}
