namespace SearchCore.Cli.Terminal;

/// <summary>What a key is.</summary>
internal enum KeyCode
{
    /// <summary>A character, or several that came as one; with <see cref="Key.Control"/> the letter that was held.</summary>
    Text,

    /// <summary>A text that was pasted: none of it is a key.</summary>
    Paste,
    Enter,
    Tab,
    Backspace,
    Delete,
    Escape,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,

    /// <summary>No key: something else happened, such as a window of another size, and what is shown may be out of date.</summary>
    Wake,

    /// <summary>No key: there will be none any more.</summary>
    Closed,

    /// <summary>A key that means nothing here.</summary>
    Unknown,
}

/// <summary>One key as a person pressed it.</summary>
/// <param name="Code">What it is.</param>
/// <param name="Text">The text of <see cref="KeyCode.Text"/> and <see cref="KeyCode.Paste"/>; a held letter in lower case.</param>
/// <param name="Control">Whether Control was held.</param>
/// <param name="Alt">Whether Alt was held, or Escape pressed before.</param>
/// <param name="Shift">Whether Shift was held; of a text it is part of the text.</param>
internal readonly record struct Key(KeyCode Code, string Text = "", bool Control = false, bool Alt = false, bool Shift = false)
{
    /// <summary>The key of a console that reads keys by itself.</summary>
    public static Key Of(ConsoleKeyInfo info)
    {
        bool control = info.Modifiers.HasFlag(ConsoleModifiers.Control), alt = info.Modifiers.HasFlag(ConsoleModifiers.Alt);
        var shift = info.Modifiers.HasFlag(ConsoleModifiers.Shift);
        KeyCode? code = info.Key switch
        {
            ConsoleKey.Enter => KeyCode.Enter,
            ConsoleKey.Tab => KeyCode.Tab,
            ConsoleKey.Backspace => KeyCode.Backspace,
            ConsoleKey.Delete => KeyCode.Delete,
            ConsoleKey.Escape => KeyCode.Escape,
            ConsoleKey.LeftArrow => KeyCode.Left,
            ConsoleKey.RightArrow => KeyCode.Right,
            ConsoleKey.UpArrow => KeyCode.Up,
            ConsoleKey.DownArrow => KeyCode.Down,
            ConsoleKey.Home => KeyCode.Home,
            ConsoleKey.End => KeyCode.End,
            ConsoleKey.PageUp => KeyCode.PageUp,
            ConsoleKey.PageDown => KeyCode.PageDown,
            _ => null,
        };
        if (code is { } known)
        {
            return new(known, Control: control, Alt: alt, Shift: shift);
        }

        if (control && info.Key is >= ConsoleKey.A and <= ConsoleKey.Z)
        {
            var letter = (char)('a' + (info.Key - ConsoleKey.A));
            return letter is 'j' or 'm' ? new(KeyCode.Enter) : new(KeyCode.Text, letter.ToString(), Control: true, Alt: alt);
        }

        return info.KeyChar switch
        {
            '\x1F' => new(KeyCode.Text, "_", Control: true),
            '\t' => new(KeyCode.Tab, Shift: shift),
            '\0' => new(KeyCode.Unknown),
            var c when char.IsControl(c) => new(KeyCode.Unknown),
            var c => new(KeyCode.Text, c.ToString(), Alt: alt),
        };
    }
}
