using System.Diagnostics;
using System.Globalization;
using System.Text;

using SearchCore.Proofs.Running;

namespace SearchCore.Cli.Tests.Terminals;

/// <summary>
/// The console's executable in a real terminal: a pseudo-terminal that tmux holds, with a server of its own. Keys go in, the screen is read
/// as a person sees it. Nothing sleeps: a test waits until the screen shows something, and fails with the screen where it never does.
/// </summary>
internal sealed class TerminalSession : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), Pause = TimeSpan.FromMilliseconds(25);

    private readonly string socket = $"searchcore-{Guid.NewGuid():N}";

    /// <summary>Starts a shell in a folder, and in it the console.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="width">The terminal's width in cells.</param>
    /// <param name="height">Its height in rows.</param>
    /// <param name="arguments">The console's arguments, as a shell reads them; null starts the shell alone.</param>
    /// <param name="environment">Variables in front of the call, as <c>TERM=dumb</c>.</param>
    public TerminalSession(string folder, int width, int height, string? arguments = "--index archive", string environment = "")
    {
        Folder = folder;
        _ = Tmux(
            "-f", "/dev/null", "new-session", "-d", "-x", Text(width), "-y", Text(height), "-c", folder,
            "env", "LC_ALL=C.UTF-8", $"XDG_STATE_HOME={folder}/state", $"XDG_CONFIG_HOME={folder}/config", $"XDG_DATA_HOME={folder}/data",
            "PS1=shell> ", "NO_COLOR=", $"PATH={Path.GetDirectoryName(Console)}:{Environment.GetEnvironmentVariable("PATH")}",
            "bash", "--norc", "--noprofile");
        WaitFor("shell>");
        if (arguments is not null)
        {
            Type($"clear; {environment} searchcore {arguments}");
            Press("Enter");
        }
    }

    /// <summary>Why no terminal can be had; null where one can.</summary>
    public static string? Missing { get; } = Find() ? null : "tmux is not installed (or this is Windows): there is no terminal to type in";

    /// <summary>The folder it runs in.</summary>
    public string Folder { get; }

    /// <summary>The rows of the screen, without blanks at their ends.</summary>
    public string[] Rows => Screen.Split('\n');

    /// <summary>The screen as text, without the empty rows at its end.</summary>
    public string Screen => Tmux("capture-pane", "-p").TrimEnd();

    /// <summary>The screen with the escape sequences of its styles.</summary>
    public string Styled => Tmux("capture-pane", "-p", "-e");

    /// <summary>The last row with something on it.</summary>
    public string LastRow => Rows[^1];

    /// <summary>The cursor: its cell and its row, from 0.</summary>
    public (int Cell, int Row) Cursor
    {
        get
        {
            var places = Tmux("display-message", "-p", "#{cursor_x} #{cursor_y}").Trim().Split(' ');
            return (int.Parse(places[0], CultureInfo.InvariantCulture), int.Parse(places[1], CultureInfo.InvariantCulture));
        }
    }

    private static string Console => ConsoleProcess.Beside(AppContext.BaseDirectory);

    /// <summary>Types a text, letter by letter as fast as the terminal takes it.</summary>
    public void Type(string text) => Tmux("send-keys", "-l", text);

    /// <summary>Presses keys by tmux's names: <c>Enter</c>, <c>Tab</c>, <c>C-r</c>, <c>M-b</c>.</summary>
    public void Press(params string[] keys) => Tmux(["send-keys", .. keys]);

    /// <summary>Pastes a text as a terminal does: in brackets where the program asked for them.</summary>
    public void Paste(string text)
    {
        Tmux("set-buffer", text);
        Tmux("paste-buffer", "-p", "-r");
    }

    /// <summary>Gives the window another size.</summary>
    public void Resize(int width, int height) => Tmux("resize-window", "-x", Text(width), "-y", Text(height));

    /// <summary>Waits until the screen has a text, and returns the screen.</summary>
    public string WaitFor(string text) => WaitFor(screen => screen.Contains(text, StringComparison.Ordinal), $"'{text}'");

    /// <summary>Waits until the last row is a text.</summary>
    public string WaitForLastRow(string text) => WaitFor(
        screen => screen.Split('\n')[^1].TrimEnd() == text.TrimEnd(), $"the last row '{text}'");

    /// <summary>Waits until the screen is as wanted, and returns it.</summary>
    public string WaitFor(Func<string, bool> wanted, string what)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var screen = Screen;
            if (wanted(screen))
            {
                return screen;
            }

            Assert.True(waited.Elapsed < Patience, $"the screen never shows {what}:\n{screen}");
            Thread.Sleep(Pause);
        }
    }

    /// <summary>The process of the console that this terminal runs.</summary>
    public int ConsoleId()
    {
        var shell = Tmux("display-message", "-p", "#{pane_pid}").Trim();
        return int.Parse(Run("pgrep", "-P", shell).Split('\n')[0], CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        try
        {
            Tmux("kill-server");
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool Find() => !OperatingSystem.IsWindows()
        && (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "tmux")));

    private string Tmux(params string[] arguments) => Run("tmux", ["-u", "-L", socket, .. arguments]);

    private static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment.Remove("TMUX");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {error.Result}");
    }
}
