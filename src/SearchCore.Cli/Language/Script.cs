using System.Globalization;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Language;

/// <summary>Lines from somewhere else than a person: a file, a pipe, a command line.</summary>
/// <remarks>
/// The exit code of lines is that of the worst: interrupted, a fault, the index, usage, rejected input, partial results. Where none of
/// these happened it is 0 if any line found something, and 1 if there were searches and all of them found nothing.
/// </remarks>
internal sealed class Script
{
    private const int MostNested = 16;

    private static readonly ExitCode[] FromBadToWorst =
        [ExitCode.Partial, ExitCode.Rejected, ExitCode.Usage, ExitCode.IndexFault, ExitCode.Fault, ExitCode.Interrupted];

    private bool isFound, isEmpty;
    private ExitCode worst = ExitCode.Done;

    /// <summary>What the lines so far mean together; null where none of them asked for anything.</summary>
    public ExitCode? Code => worst != ExitCode.Done ? worst : isFound ? ExitCode.Done : isEmpty ? ExitCode.NoHits : null;

    /// <summary>Runs lines until they end, the session is left, or one fails and the session bails out.</summary>
    /// <param name="workspace">What they work on.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="name">Where they are from: messages name it and the line.</param>
    /// <param name="nested">How many files of lines read one another.</param>
    /// <exception cref="UsageException">Scripts read one another without end.</exception>
    public static ExitCode? Run(Workspace workspace, IEnumerable<string> lines, string name, int nested = 0)
    {
        if (nested > MostNested)
        {
            throw new UsageException($".read goes {MostNested} files deep at most; do they read each other?");
        }

        var script = new Script();
        var (number, before) = (0, workspace.Depth);
        workspace.Depth = nested;
        try
        {
            foreach (var line in lines)
            {
                number++;
                workspace.Shell.Cancellation.ThrowIfCancellationRequested();
                var place = string.Create(CultureInfo.InvariantCulture, $"{SafeText.Line(name)}:{number}: ");
                if (!script.Add(Interpreter.Run(workspace, line, place)) && workspace.State.Bail)
                {
                    workspace.Shell.Error.WriteLine($"{place}stopped here, because .bail is on");
                    break;
                }

                workspace.Shell.Out.Flush();
                if (workspace.WantsToLeave)
                {
                    break;
                }
            }
        }
        finally
        {
            workspace.Depth = before;
        }

        return script.Code;
    }

    /// <summary>Runs the lines of a file.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static ExitCode? RunFile(Workspace workspace, string path, string name, int nested = 0)
    {
        try
        {
            // A named pipe may keep its reader waiting; Ctrl-C gets out of that too.
            using var lines = new InterruptibleInput(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite),
                () => workspace.Shell.Cancellation);
            using var reader = new StreamReader(lines);
            return Run(workspace, Lines(reader), name, nested);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new UsageException($"{SafeText.Line(name)} cannot be read: {SafeText.Line(e.Message)}");
        }
    }

    /// <summary>The lines of a text, one by one.</summary>
    public static IEnumerable<string> Lines(TextReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    /// <summary>Takes a line's code in.</summary>
    /// <returns>Whether the line did what it should.</returns>
    public bool Add(ExitCode? code)
    {
        switch (code)
        {
            case null:
                return true;
            case ExitCode.Done:
                isFound = true;
                return true;
            case ExitCode.NoHits:
                isEmpty = true;
                return true;
            case var bad:
                worst = Array.IndexOf(FromBadToWorst, bad) > Array.IndexOf(FromBadToWorst, worst) ? bad.Value : worst;
                return bad == ExitCode.Partial;
        }
    }
}
