using System.Text;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Interactive.Editing;

/// <summary>
/// Lines that a person types: with an editor where the terminal gives keys, plainly where it does not. The thin layer between
/// <see cref="LineEditor"/> and the terminal. For one thread.
/// </summary>
internal sealed class LineReader(Shell shell, LineHistory history, ILineHelp help) : IDisposable
{
    // Pastes come in brackets while a line is typed.
    private const string BracketedPasteOn = "\e[?2004h", BracketedPasteOff = "\e[?2004l";

    private readonly LineEditor editor = new(history, help);
    private readonly GhostSearch ghosts = new(help);
    private readonly LineStyles styles = new(shell.Color);
    private StreamReader? plain;
    private LineScreen drawn = LineScreen.Empty;
    private int drawnWidth;

    /// <summary>The next line.</summary>
    /// <returns>
    /// Null where the person wants to leave (Ctrl-D on an empty line, the end of the input); empty where a line was given up (Ctrl-C).
    /// </returns>
    /// <exception cref="OperationCanceledException">The program was asked to end.</exception>
    public string? Read(string prompt)
    {
        if (shell.Keys is not { } keys)
        {
            return ReadPlain(prompt);
        }

        history.Refresh();
        editor.Begin();
        drawn = LineScreen.Empty;
        using var ends = shell.Cancellation.Register(keys.Wake);
        while (true)
        {
            var outcome = ReadKeys(keys, prompt);
            switch (outcome)
            {
                case EditOutcome.Suspended:
                    keys.Suspend();
                    drawn = LineScreen.Empty;
                    break;
                case EditOutcome.Left:
                    return null;
                case EditOutcome.GivenUp:
                    return "";
                default:
                    return editor.Text.TrimEnd('\n');
            }
        }
    }

    public void Dispose()
    {
        ghosts.Dispose();
        plain?.Dispose();
    }

    // Until something ends it; the terminal is as it was behind it, however it ends.
    private EditOutcome ReadKeys(ITerminalKeys keys, string prompt)
    {
        using var taken = keys.Take();
        shell.Out.Write(BracketedPasteOn);
        var ended = false;
        var interrupted = shell.Interruption.Happened;
        try
        {
            Draw(prompt);
            while (true)
            {
                var key = keys.Read();
                if (shell.Interruption.IsEnding)
                {
                    throw new OperationCanceledException(shell.Cancellation);
                }

                // Ctrl-C comes as a signal where somebody else has set the terminal anew: the runtime does, after Ctrl-Z.
                if (shell.Interruption.Happened && !interrupted)
                {
                    shell.Interruption.Rearm();
                    End(prompt, EditOutcome.GivenUp);
                    ended = true;
                    return EditOutcome.GivenUp;
                }

                var outcome = editor.Apply(key);
                ghosts.Tell(editor);
                if (outcome == EditOutcome.ScreenCleared)
                {
                    shell.Out.Write("\e[H\e[2J");
                    drawn = LineScreen.Empty;
                }
                else if (outcome != EditOutcome.Continues)
                {
                    End(prompt, outcome);
                    ended = true;
                    return outcome;
                }

                // Keys that wait already are applied first: what a person pastes into a terminal without brackets is drawn once.
                if (!keys.AreWaiting)
                {
                    Draw(prompt);
                    ghosts.Ask(editor, keys);
                }
            }
        }
        finally
        {
            shell.Out.Write(ended ? "" : BracketedPasteOff);
            shell.Out.Flush();
        }
    }

    // What is left on the screen is what was typed, without what may be taken and what was chosen from.
    private void End(string prompt, EditOutcome outcome)
    {
        Write(LineScreen.Of(
            prompt, new(editor.Text, editor.Text.Length), shell.Width(), Math.Max(1, shell.Height()), styles));
        shell.Out.Write(BracketedPasteOff);
        shell.Out.Write(outcome switch
        {
            EditOutcome.GivenUp => "^C\r\n",
            EditOutcome.Suspended => "^Z\r\n",
            _ => "\r\n",
        });
        shell.Out.Flush();
    }

    private void Draw(string prompt) => Write(LineScreen.Of(prompt, editor.View, shell.Width(), Math.Max(1, shell.Height()), styles));

    private void Write(LineScreen screen)
    {
        var width = shell.Width();
        var text = new StringBuilder("\r");
        var up = RowsAbove(drawn, width, drawnWidth);
        if (up > 0)
        {
            text.Append($"\e[{up}A");
        }

        for (var i = 0; i < screen.Rows.Count; i++)
        {
            text.Append(i > 0 ? "\r\n" : "").Append(screen.Rows[i]).Append("\e[K");
        }

        text.Append("\e[J");
        if (screen.Rows.Count - 1 - screen.CursorRow is > 0 and var down)
        {
            text.Append($"\e[{down}A");
        }

        text.Append('\r');
        if (screen.CursorCell > 0)
        {
            text.Append($"\e[{screen.CursorCell}C");
        }

        shell.Out.Write(text.ToString());
        shell.Out.Flush();
        (drawn, drawnWidth) = (screen, width);
    }

    // How many rows the cursor is below the first one. A window that became narrower has broken the rows that no longer fit.
    private static int RowsAbove(LineScreen screen, int width, int before)
    {
        if (width >= before)
        {
            return screen.CursorRow;
        }

        var above = screen.CursorCell / width;
        for (var i = 0; i < screen.CursorRow; i++)
        {
            above += Math.Max(1, (screen.Cells[i] + width - 1) / width);
        }

        return above;
    }

    private string? ReadPlain(string prompt)
    {
        plain ??= new StreamReader(shell.In, leaveOpen: true);
        while (true)
        {
            shell.Out.Write(prompt);
            shell.Out.Flush();
            try
            {
                return plain.ReadLine();
            }
            catch (OperationCanceledException) when (!shell.Interruption.IsEnding)
            {
                shell.Interruption.Rearm();
                shell.Out.WriteLine();
            }
        }
    }
}
