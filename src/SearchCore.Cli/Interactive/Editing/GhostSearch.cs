using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Interactive.Editing;

/// <summary>
/// Looks for the completion that is shown behind a text, beside the typing: no key waits for an index. Asked and told by one thread.
/// </summary>
internal sealed class GhostSearch(ILineHelp help) : IDisposable
{
    private readonly Lock gate = new();
    private CancellationTokenSource? running;
    private Task task = Task.CompletedTask;
    private (string Text, string Ghost)? found;
    private string asked = "";

    /// <summary>Begins to look, unless for this text it was begun already; wakes whoever waits for a key once something is found.</summary>
    public void Ask(LineEditor editor, ITerminalKeys keys)
    {
        if (!editor.WantsGhost || editor.Text == asked)
        {
            return;
        }

        running?.Cancel();
        running = new();
        var (text, cursor, token) = (editor.Text, editor.Cursor, running.Token);
        asked = text;
        task = Task.Run(() => Look(text, cursor, keys, token), CancellationToken.None);
    }

    /// <summary>Hands over what was found.</summary>
    public void Tell(LineEditor editor)
    {
        lock (gate)
        {
            if (found is { } one)
            {
                editor.Suggest(one.Text, one.Ghost);
                found = null;
            }
        }
    }

    public void Dispose()
    {
        running?.Cancel();

        // It reads an index that is closed next.
        task.Wait();
        running?.Dispose();
    }

    private void Look(string text, int cursor, ITerminalKeys keys, CancellationToken cancellation)
    {
        try
        {
            if (Rest(help.Complete(text, cursor, cancellation), text) is { } rest)
            {
                lock (gate)
                {
                    found = (text, rest);
                }

                keys.Wake();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or IndexException or QueryException)
        {
            // Nothing is shown, as where nothing is found; the query itself says what is wrong.
        }
    }

    // The rest of the best candidate that goes on from what is typed.
    private static string? Rest(CompletionSet set, string text)
    {
        if (set.Candidates.Count == 0 || set.End != text.Length || set.Start == set.End)
        {
            return null;
        }

        var typed = text[set.Start..];
        return set.Candidates.Select(c => c.Text).FirstOrDefault(
            c => c.Length > typed.Length && c.StartsWith(typed, StringComparison.OrdinalIgnoreCase)) is { } best
            ? best[typed.Length..] : null;
    }
}
