using System.Globalization;
using System.Text;

using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Interactive.Reading;

/// <summary>
/// Shows hits to a person who reads: on a screen of its own where the terminal has one, printed where it does not. The thin layer between
/// <see cref="ReaderState"/> and the terminal.
/// </summary>
internal static class ArticleReader
{
    private const string Enter = "\e[?1049h\e[?25l", Leave = "\e[?25h\e[?1049l";

    /// <summary>Shows a hit, and from it others, until the person goes back.</summary>
    /// <param name="shell">The terminal.</param>
    /// <param name="hits">The hits.</param>
    /// <param name="number">The number of the one to begin with.</param>
    /// <param name="zone">The zone of dates.</param>
    /// <returns>The number of the hit read last.</returns>
    /// <exception cref="UsageException">The first one was deleted meanwhile.</exception>
    public static int Show(Shell shell, IHitList hits, int number, TimeZoneInfo zone)
    {
        var article = hits.Read(number) ?? throw new UsageException("the article was deleted meanwhile");
        if (shell.Keys is not { } keys || !shell.HasScreen)
        {
            ArticleView.Write(shell, article.Stored, zone);
            return number;
        }

        using var ends = shell.Cancellation.Register(keys.Wake);
        var state = State(article, number);
        while (Read(shell, keys, state) is var outcome && outcome != ReaderOutcome.Closed)
        {
            if (outcome == ReaderOutcome.Suspended)
            {
                keys.Suspend();
                continue;
            }

            var next = number + (outcome == ReaderOutcome.Next ? 1 : -1);
            if (next < 1 || next > hits.Last)
            {
                state.Say(next < 1 ? "the first hit shown"
                    : hits.Last < hits.Total ? "the last hit shown; .more shows the next" : "the last hit");
            }
            else if (hits.Read(next) is { } other)
            {
                (number, state) = (next, State(other, next));
            }
            else
            {
                state.Say(string.Create(CultureInfo.InvariantCulture, $"hit {next:N0} was deleted meanwhile"));
            }
        }

        return number;

        ReaderState State(HighlightedArticle one, int at) => new(
            one, string.Create(CultureInfo.InvariantCulture, $"{at:N0} of {hits.Total:N0}"), zone, shell.Width(), shell.Height());
    }

    private static ReaderOutcome Read(Shell shell, ITerminalKeys keys, ReaderState state)
    {
        using var taken = keys.Take();
        shell.Out.Write(Enter);
        var interrupted = shell.Interruption.Happened;
        try
        {
            while (true)
            {
                state.Resize(shell.Width(), shell.Height());
                Draw(shell, state);
                var key = keys.Read();
                if (shell.Interruption.IsEnding)
                {
                    throw new OperationCanceledException(shell.Cancellation);
                }

                // Ctrl-C comes as a signal where somebody else has set the terminal anew: the runtime does, after Ctrl-Z.
                if (shell.Interruption.Happened && !interrupted)
                {
                    return ReaderOutcome.Closed;
                }

                if (state.Apply(key) is var outcome && outcome != ReaderOutcome.Stays)
                {
                    return outcome;
                }
            }
        }
        finally
        {
            shell.Out.Write(Leave);
            shell.Out.Flush();
        }
    }

    private static void Draw(Shell shell, ReaderState state)
    {
        var screen = new StringBuilder("\e[H");
        var first = true;
        foreach (var row in state.Rows(new(shell.Color)))
        {
            screen.Append(first ? "" : "\r\n").Append(row).Append("\e[K");
            first = false;
        }

        shell.Out.Write(screen.Append("\e[J").ToString());
        shell.Out.Flush();
    }
}
