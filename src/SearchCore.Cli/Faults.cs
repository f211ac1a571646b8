using SearchCore.Articles.Reading;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli;

/// <summary>What an exception means to the caller: one place maps them to a message on standard error and an exit code.</summary>
internal static class Faults
{
    public static ExitCode Report(Exception fault, Shell shell)
    {
        switch (fault)
        {
            case OperationCanceledException:
                return ExitCode.Interrupted;
            case UsageException:
                shell.Complain(fault.Message);
                shell.Error.WriteLine("Try 'searchcore --help'.");
                return ExitCode.Usage;
            case QueryException query:
                DiagnosticText.Write(shell.Error, query.Query, query.Diagnostics);
                return ExitCode.Usage;
            case IndexException:
                shell.Complain(fault.Message);
                return ExitCode.IndexFault;
            case ArticleSourceException:
                shell.Complain(fault.Message);
                return ExitCode.Rejected;
            case IOException or UnauthorizedAccessException:
                shell.Complain(fault.Message);
                return ExitCode.Usage;
            default:
                shell.Complain($"a fault of searchcore itself: {fault}");
                return ExitCode.Fault;
        }
    }
}
