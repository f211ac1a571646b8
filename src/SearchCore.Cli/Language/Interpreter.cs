using SearchCore.Cli.Commands;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Language;

/// <summary>Runs lines: a query, or a command that begins with a dot. Mistakes are told, and the next line runs.</summary>
internal static class Interpreter
{
    // What other consoles take without a dot.
    private static readonly string[] OfOtherShells = ["help", "quit", "exit"];

    /// <summary>Runs one line.</summary>
    /// <param name="workspace">What it works on.</param>
    /// <param name="line">The line.</param>
    /// <param name="place">What stands before messages: file and line of a script; empty at a terminal.</param>
    /// <returns>What it means for the exit code; null where it asked for nothing.</returns>
    public static ExitCode? Run(Workspace workspace, string line, string place = "")
    {
        line = line.Trim();
        if (line.Length == 0 || IsComment(line))
        {
            return null;
        }

        try
        {
            if (line[0] != '.' || line.StartsWith("..", StringComparison.Ordinal))
            {
                if (workspace.IsInteractive && OfOtherShells.Contains(line))
                {
                    workspace.Shell.Complain($"'{line}' is searched for as a word; the command is .{line}");
                }

                return workspace.Search(line);
            }

            var blank = line.IndexOfAny([' ', '\t']);
            var (name, value) = blank < 0 ? (line, "") : (line[..blank], line[(blank + 1)..].Trim());
            return CommandTable.Find(name).Run(workspace, value);
        }
        catch (OperationCanceledException) when (workspace.IsInteractive)
        {
            workspace.Shell.Out.WriteLine("stopped");
            return ExitCode.Interrupted;
        }
        catch (Exception e) when (e is OperationCanceledException or ReaderLeftException)
        {
            throw;
        }
        catch (Exception e)
        {
            if (place.Length > 0 && e is QueryException)
            {
                workspace.Shell.Out.Flush();
                workspace.Shell.Error.WriteLine(SafeText.Line(place));
            }

            return Faults.Tell(e, workspace.Shell, place);
        }
    }

    private static bool IsComment(string line) => line is "#" || line.StartsWith("# ", StringComparison.Ordinal);
}
