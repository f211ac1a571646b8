using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Interactive;

/// <summary>
/// Reads a line key by key with the usual editing keys and a history; one row of the terminal, scrolled sideways where it is long.
/// </summary>
internal sealed class LineEditor(Shell shell, LineHistory history, string prompt)
{
    private readonly LineBuffer line = new();
    private string draft = "";
    private int place;

    /// <summary>
    /// The next line; null where the person wants to leave (Ctrl-D on an empty line); empty where one was given up (Ctrl-C).
    /// </summary>
    public string? Read()
    {
        var readKey = shell.ReadKey ?? throw new InvalidOperationException("there are no keys to read");
        shell.TakeControlCAsKey(true);
        try
        {
            return Read(readKey);
        }
        finally
        {
            shell.TakeControlCAsKey(false);
        }
    }

    private string? Read(Func<ConsoleKeyInfo> readKey)
    {
        line.Set("");
        (draft, place) = ("", history.Lines.Count);
        Draw();
        while (true)
        {
            var key = readKey();
            if (Ends(key, out var result))
            {
                shell.Out.Write("\r\n");
                shell.Out.Flush();
                return result;
            }

            Apply(key);
            Draw();
        }
    }

    private bool Ends(ConsoleKeyInfo key, out string? result)
    {
        var control = key.Modifiers.HasFlag(ConsoleModifiers.Control);
        result = line.Text;
        switch (key.Key)
        {
            case ConsoleKey.Enter:
                return true;
            case ConsoleKey.J or ConsoleKey.M when control:
                return true;
            case ConsoleKey.C when control:
                result = "";
                return true;
            case ConsoleKey.D when control && line.Text.Length == 0:
                result = null;
                return true;
            default:
                return false;
        }
    }

    private void Apply(ConsoleKeyInfo key)
    {
        var control = key.Modifiers.HasFlag(ConsoleModifiers.Control);
        Action? action = key.Key switch
        {
            ConsoleKey.LeftArrow when control => line.WordLeft,
            ConsoleKey.RightArrow when control => line.WordRight,
            ConsoleKey.LeftArrow => line.Left,
            ConsoleKey.RightArrow => line.Right,
            ConsoleKey.Home => line.Home,
            ConsoleKey.End => line.End,
            ConsoleKey.UpArrow => Older,
            ConsoleKey.DownArrow => Newer,
            ConsoleKey.Backspace when control => line.DeleteWordLeft,
            ConsoleKey.Backspace => line.Backspace,
            ConsoleKey.Delete => line.Delete,
            ConsoleKey.Escape => () => line.Set(""),
            ConsoleKey.A when control => line.Home,
            ConsoleKey.E when control => line.End,
            ConsoleKey.B when control => line.Left,
            ConsoleKey.F when control => line.Right,
            ConsoleKey.D when control => line.Delete,
            ConsoleKey.H when control => line.Backspace,
            ConsoleKey.W when control => line.DeleteWordLeft,
            ConsoleKey.U when control => line.DeleteToStart,
            ConsoleKey.K when control => line.DeleteToEnd,
            ConsoleKey.P when control => Older,
            ConsoleKey.N when control => Newer,
            ConsoleKey.L when control => ClearScreen,
            _ => null,
        };
        if (action is not null)
        {
            action();
        }
        else if (!char.IsControl(key.KeyChar) && key.KeyChar != '\0')
        {
            line.Insert(key.KeyChar.ToString());
        }
        else if (key.KeyChar == '\t')
        {
            line.Insert(" ");
        }
    }

    private void Older()
    {
        if (place > 0)
        {
            draft = place == history.Lines.Count ? line.Text : draft;
            line.Set(history.Lines[--place]);
        }
    }

    private void Newer()
    {
        if (place < history.Lines.Count)
        {
            line.Set(++place == history.Lines.Count ? draft : history.Lines[place]);
        }
    }

    private void ClearScreen() => shell.Out.Write("\e[H\e[2J");

    private void Draw()
    {
        var room = Math.Max(10, shell.Width() - prompt.Length - 1);
        var before = SafeText.Block(line.Text[..line.Cursor]);
        while (CellWidth.Of(before) > room - 1)
        {
            before = before[1..];
        }

        var behind = SafeText.Block(line.Text[line.Cursor..]);
        while (CellWidth.Of(before) + CellWidth.Of(behind) > room)
        {
            behind = behind[..^1];
        }

        shell.Out.Write(
            $"\r\e[K{(shell.Color ? $"\e[1m{prompt}\e[0m" : prompt)}{before}{behind}\r\e[{prompt.Length + CellWidth.Of(before)}C");
        shell.Out.Flush();
    }
}
