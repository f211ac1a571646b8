using System.Diagnostics;
using System.Text;

using SearchCore.Cli.Terminal;
using SearchCore.Proofs.Running;

namespace SearchCore.Cli.Tests;

/// <summary>One run of the console in this process, with everything that stands around it.</summary>
internal sealed class ConsoleRun : IDisposable
{
    private readonly StringWriter output = new() { NewLine = "\n" };
    private readonly StringWriter error = new() { NewLine = "\n" };
    private Queue<ConsoleKeyInfo>? keys;

    public ConsoleRun(string folder) => Folder = folder;

    public string Folder { get; }

    public Interruption Interruption { get; } = new();

    public string Input { get; init; } = "";

    /// <summary>Standard input in place of <see cref="Input"/>; null for that.</summary>
    public Stream? Stream { get; init; }

    public bool InIsTerminal { get; init; }

    public bool OutIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    public bool ErrorIsRead { get; init; }

    public bool Color { get; init; }

    public int Width { get; init; } = 100;

    public int Height { get; init; } = 40;

    public string? HistoryFile { get; init; }

    /// <summary>The program that makes PNG; null where it is missing.</summary>
    public string? Plotter { get; init; }

    /// <summary>The program that reaches clusters; null where it is missing.</summary>
    public string? Node { get; init; }

    /// <summary>Where what is the person's own lies; nowhere where it is not said.</summary>
    public UserFolders Homes { get; init; } = UserFolders.None;

    public string Out => output.ToString();

    public string Error => error.ToString();

    public string[] OutLines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What is typed, key by key; the last key is Ctrl-D.</summary>
    public void Type(params IEnumerable<ConsoleKeyInfo> typed) => keys = new Queue<ConsoleKeyInfo>([.. typed, Keys.Control(ConsoleKey.D)]);

    public Shell Shell() => new()
    {
        In = Stream ?? new MemoryStream(Encoding.UTF8.GetBytes(Input)),
        Out = output,
        Error = error,
        Interruption = Interruption,
        InIsTerminal = InIsTerminal,
        OutIsTerminal = OutIsTerminal,
        ErrorIsTerminal = ErrorIsTerminal,
        ErrorIsRead = ErrorIsRead,
        Color = Color,
        Width = () => Width,
        Height = () => Height,
        Keys = keys is null ? null : new TypedKeys(keys, Interruption),
        HistoryFile = HistoryFile,
        Plotter = () => Plotter,
        Node = () => Node,
        Homes = Homes,
        Folder = Folder,
    };

    /// <summary>Runs it in this process, or the executable that was asked for where nothing of a terminal is played.</summary>
    public ExitCode Run(params string[] args) =>
        ConsoleProcess.Asked is { } executable && IsPlain ? RunExecutable(executable, args) : Program.Run(args, Shell());

    private bool IsPlain => !InIsTerminal && !OutIsTerminal && !ErrorIsTerminal && !Color && Width == 100 && HistoryFile is null
        && Plotter is null && Node is null
        && Homes == UserFolders.None
        && keys is null && !Interruption.Token.IsCancellationRequested;

    private ExitCode RunExecutable(string executable, string[] args)
    {
        var start = new ProcessStartInfo(executable, args)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var outputs = process.StandardOutput.ReadToEndAsync();
        try
        {
            process.StandardInput.BaseStream.Write(Encoding.UTF8.GetBytes(Input));
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all of its input, as many commands do.
        }

        process.WaitForExit();
        output.Write(outputs.GetAwaiter().GetResult());
        error.Write(errors.GetAwaiter().GetResult());
        return (ExitCode)process.ExitCode;
    }

    public void Dispose() => Interruption.Dispose();
}

/// <summary>A keyboard on which keys were typed beforehand.</summary>
internal sealed class TypedKeys(Queue<ConsoleKeyInfo> typed, Interruption interruption) : ITerminalKeys, IDisposable
{
    public bool AreWaiting => false;

    public IDisposable Take() => this;

    public Key Read()
    {
        if (!typed.TryDequeue(out var key))
        {
            return new(KeyCode.Closed);
        }

        if (key == Keys.Signal)
        {
            interruption.Raise();
            return new(KeyCode.Wake);
        }

        return Key.Of(key);
    }

    public void Wake()
    {
        // Nobody waits: there is always a next key.
    }

    public void Suspend()
    {
    }

    public void Dispose()
    {
    }
}

/// <summary>Keys as a terminal gives them.</summary>
internal static class Keys
{
    /// <summary>Ctrl-C as a signal, not as a key: so it comes where the terminal was set anew behind our back.</summary>
    public static readonly ConsoleKeyInfo Signal = Key(ConsoleKey.F24);

    public static IEnumerable<ConsoleKeyInfo> Text(string text) => text.Select(c => c switch
    {
        '\n' => Key(ConsoleKey.Enter, '\r'),
        _ => new ConsoleKeyInfo(c, ConsoleKey.None, shift: false, alt: false, control: false),
    });

    public static ConsoleKeyInfo Key(ConsoleKey key, char c = '\0') => new(c, key, shift: false, alt: false, control: false);

    public static ConsoleKeyInfo Control(ConsoleKey key) =>
        new((char)(key - ConsoleKey.A + 1), key, shift: false, alt: false, control: true);
}
