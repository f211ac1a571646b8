using System.Text;

namespace SearchCore.Cli.Terminal;

/// <summary>
/// A person's answer to a question, read key by key: by the one reader that the terminal has, so that what is typed ahead of a question is
/// its answer, and nothing of a question that was given up is left for the next.
/// </summary>
internal static class TypedAnswer
{
    /// <summary>Reads up to Enter; what is typed shows behind the question.</summary>
    /// <param name="shell">Where it shows.</param>
    /// <param name="keys">The keyboard.</param>
    /// <returns>The answer; empty where the keyboard was closed, or by Ctrl-D.</returns>
    /// <exception cref="OperationCanceledException">Ctrl-C, or the program is to end.</exception>
    public static string Read(Shell shell, ITerminalKeys keys)
    {
        using var taken = keys.Take();
        using var ends = shell.Cancellation.Register(keys.Wake);
        var answer = new StringBuilder();
        while (true)
        {
            shell.Cancellation.ThrowIfCancellationRequested();
            var key = keys.Read();
            switch (key)
            {
                case { Code: KeyCode.Text, Control: true, Text: "c" }:
                    shell.Error.WriteLine();
                    throw new OperationCanceledException("the question was given up");
                case { Code: KeyCode.Enter or KeyCode.Closed } or { Code: KeyCode.Text, Control: true, Text: "d" }:
                    shell.Error.WriteLine();
                    return key.Code == KeyCode.Enter ? answer.ToString() : "";
                case { Code: KeyCode.Backspace } when answer.Length > 0:
                    answer.Length--;
                    shell.Error.Write("\b \b");
                    break;
                case { Code: KeyCode.Text, Control: false, Alt: false, Text: [>= ' ' and <= '~'] typed }:
                    answer.Append(typed);
                    shell.Error.Write(typed);
                    break;
                default:
                    // Nothing else means yes or no.
                    break;
            }
        }
    }
}
