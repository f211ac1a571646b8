using System.Text;

using Microsoft.Win32.SafeHandles;

namespace SearchCore.Cli.Terminal;

/// <summary>
/// What stands around a command: its streams, what they are connected to, the folder it runs in, the clock. Tests bring their own.
/// </summary>
internal sealed class Shell : IDisposable
{
    private const int DefaultWidth = 100, DefaultHeight = 40;

    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);

    // Narrower than anything can be laid out for.
    private const int LeastWidth = 20;

    /// <summary>Standard input.</summary>
    public required Stream In { get; init; }

    /// <summary>Standard output: data and nothing else. Buffered.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Standard error: progress, timing, warnings, errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Ctrl-C.</summary>
    public required Interruption Interruption { get; init; }

    /// <summary>Whether a person types the input.</summary>
    public bool InIsTerminal { get; init; }

    /// <summary>Whether a person reads the output.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>Whether messages go to a terminal that can be drawn on: progress is a line that changes.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Whether a person reads the messages, on whatever terminal.</summary>
    public bool ErrorIsRead { get => field || ErrorIsTerminal; init; }

    /// <summary>Whether colours are wanted too (see no-color.org).</summary>
    public bool Color { get; init; }

    /// <summary>The output's width in cells.</summary>
    public Func<int> Width { get; init; } = () => DefaultWidth;

    /// <summary>The output's height in rows.</summary>
    public Func<int> Height { get; init; } = () => DefaultHeight;

    /// <summary>The keys pressed; null where they cannot be read one by one.</summary>
    public ITerminalKeys? Keys { get; init; }

    /// <summary>Whether the terminal has a second screen, on which something can be shown and leave no trace.</summary>
    public bool HasScreen { get; init; }

    /// <summary>Where the history of queries is kept; null keeps none.</summary>
    public string? HistoryFile { get; init; }

    /// <summary>Where what is the person's own lies.</summary>
    public UserFolders Homes { get; init; } = UserFolders.None;

    /// <summary>Where the program is that makes PNG (<see cref="PlotProgram"/>); null where it is not installed.</summary>
    public Func<string?> Plotter { get; init; } = () => null;

    /// <summary>Where the program is that reaches clusters (<see cref="NodeProgram"/>); null where it is not installed.</summary>
    public Func<string?> Node { get; init; } = () => null;

    /// <summary>The folder relative paths start from.</summary>
    public string Folder { get; init; } = Environment.CurrentDirectory;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Cancelled by Ctrl-C.</summary>
    public CancellationToken Cancellation => Interruption.Token;

    /// <summary>The process's own.</summary>
    public static Shell OfProcess(Interruption interruption)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var dumb = Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb" && !OperatingSystem.IsWindows();
        var outIsTerminal = !Console.IsOutputRedirected;
        if (OperatingSystem.IsWindows() && outIsTerminal)
        {
            Console.OutputEncoding = utf8;
        }

        Func<int> width = () => outIsTerminal ? Math.Max(LeastWidth, OfWindow(() => Console.WindowWidth, DefaultWidth)) : DefaultWidth;
        var stream = outIsTerminal || OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new PipeOutput();
        TextWriter output = new StreamWriter(stream, utf8, 64 * 1024) { NewLine = "\n" };
        TextWriter error = new StreamWriter(Console.OpenStandardError(), utf8, 4 * 1024) { NewLine = "\n", AutoFlush = true };
        return new Shell
        {
            In = new InterruptibleInput(OpenStandardInput, () => interruption.Token),
            Out = outIsTerminal ? new WrappingWriter(output, width) : output,
            Error = outIsTerminal && !Console.IsErrorRedirected ? new WrappingWriter(error, width, isUnbuffered: true) : error,
            Interruption = interruption,
            InIsTerminal = !Console.IsInputRedirected,
            OutIsTerminal = outIsTerminal,
            ErrorIsTerminal = !Console.IsErrorRedirected && !dumb,
            ErrorIsRead = !Console.IsErrorRedirected,
            Color = outIsTerminal && !dumb && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
            Width = width,
            Height = () => outIsTerminal ? OfWindow(() => Console.WindowHeight, DefaultHeight) : DefaultHeight,
            Keys = dumb || !outIsTerminal || Console.IsInputRedirected ? null
                : OperatingSystem.IsWindows() ? new ConsoleKeys() : new UnixKeys(),
            HasScreen = outIsTerminal && !dumb,
            Plotter = PlotProgram.Find,
            Node = NodeProgram.Find,
            HistoryFile = UserFolders.OfProcess("XDG_STATE_HOME", ".local", "state") is { } state ? Path.Combine(state, "history") : null,
            Homes = new(
                UserFolders.OfProcess("XDG_CONFIG_HOME", ".config"), UserFolders.OfProcess("XDG_DATA_HOME", ".local", "share")),
        };
    }

    /// <summary>A shell whose output goes to a text, not to a terminal; the rest as here. Whoever made the text ends it.</summary>
    public Shell To(TextWriter output) => new()
    {
        In = In,
        Out = output,
        Error = Error,
        Interruption = Interruption,
        InIsTerminal = InIsTerminal,
        ErrorIsTerminal = ErrorIsTerminal,
        ErrorIsRead = ErrorIsRead,
        Plotter = Plotter,
        Node = Node,
        Folder = Folder,
        Clock = Clock,
        Homes = Homes,
    };

    /// <summary>A path of the command line as a full path.</summary>
    /// <remarks>A shell makes <c>~/</c> the person's folder; in lines of the console this does.</remarks>
    public string Full(string path) => Path.GetFullPath(
        path.StartsWith("~/", StringComparison.Ordinal)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..]) : path,
        Folder);

    /// <summary>Prints a message for a person, made safe.</summary>
    public void Complain(string message)
    {
        Out.Flush();
        Error.WriteLine($"searchcore: {SafeText.Block(message)}");
    }

    /// <summary>Writes out what is buffered.</summary>
    /// <returns>Whether there was still somebody to take it.</returns>
    /// <exception cref="IOException">It could not be written: the disk is full.</exception>
    public bool Finish()
    {
        try
        {
            Out.Flush();
            Error.Flush();
            return true;
        }
        catch (IOException e) when (e is ReaderLeftException || e.HResult == WindowsBrokenPipe)
        {
            return false;
        }
    }

    public void Dispose()
    {
        In.Dispose();
        try
        {
            Out.Dispose();
            Error.Dispose();
        }
        catch (IOException)
        {
            // As above: nobody is left to take what is buffered.
        }
    }

    /// <summary>
    /// Standard input; empty where the caller closed it. The runtime opens files of its own before the first line of ours runs, and the
    /// first of them gets the number 0 if that is free: reading it would wait forever. What a caller hands over is never marked
    /// close-on-exec, what the runtime opens always is.
    /// </summary>
    private static Stream OpenStandardInput()
    {
        const int CloseOnExec = 0x80000;
        const string Descriptor = "/proc/self/fdinfo/0";
        if (OperatingSystem.IsLinux() && File.Exists(Descriptor))
        {
            var flags = File.ReadLines(Descriptor).FirstOrDefault(l => l.StartsWith("flags:", StringComparison.Ordinal));
            if (flags is not null && (Convert.ToInt32(flags["flags:".Length..].Trim(), 8) & CloseOnExec) != 0)
            {
                return Stream.Null;
            }
        }

        // Of a terminal the system's own lines: the runtime's would keep half a line that Ctrl-C gave up.
        return Console.IsInputRedirected || OperatingSystem.IsWindows()
            ? Console.OpenStandardInput()
            : new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
    }

    private static int OfWindow(Func<int> size, int standard)
    {
        try
        {
            return size() is > 0 and var cells ? cells : standard;
        }
        catch (IOException)
        {
            return standard;
        }
    }
}
