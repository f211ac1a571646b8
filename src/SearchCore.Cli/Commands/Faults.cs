using SearchCore.Articles.Reading;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>What an exception means to the caller: one place maps them to a message on standard error and an exit code.</summary>
internal static class Faults
{
    /// <summary>Of a command line of the process.</summary>
    public static ExitCode Report(Exception fault, Shell shell)
    {
        var code = Tell(fault, shell, "searchcore: ");
        if (fault is UsageException)
        {
            shell.Error.WriteLine("Try 'searchcore --help'.");
        }

        return code;
    }

    /// <summary>Of a line of a session or script.</summary>
    /// <param name="fault">What happened.</param>
    /// <param name="shell">Where it is said.</param>
    /// <param name="place">What stands before the message: whose it is, or file and line.</param>
    public static ExitCode Tell(Exception fault, Shell shell, string place)
    {
        shell.Out.Flush();
        switch (fault)
        {
            case OperationCanceledException:
                return ExitCode.Interrupted;
            case QueryException query:
                DiagnosticText.Write(shell.Error, query.Query, query.Diagnostics);
                return ExitCode.Usage;
            case IndexException:
                Say(fault.Message);
                return ExitCode.IndexFault;
            case ArticleSourceException:
                Say(fault.Message);
                return ExitCode.Rejected;
            case MissingArticleException:
                Say(fault.Message);
                return ExitCode.NoHits;
            case UsageException or IOException or UnauthorizedAccessException:
                Say(fault.Message);
                return ExitCode.Usage;
            default:
                Say($"a fault of searchcore itself: {fault}");
                return ExitCode.Fault;
        }

        void Say(string message) => shell.Error.WriteLine(SafeText.Block(place + message));
    }
}
