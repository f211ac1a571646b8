using SearchCore.Cli.Commands;
using SearchCore.Cli.Interactive;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli;

/// <summary>The console's entry and its one exit.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        using var interruption = new Interruption();
        interruption.Listen();
        using var shell = Shell.OfProcess(interruption);
        return (int)Run(args, shell);
    }

    /// <summary>Runs one command line. Everything it reads and writes goes through the shell; no exception leaves it.</summary>
    internal static ExitCode Run(IReadOnlyList<string> args, Shell shell)
    {
        ExitCode code;
        try
        {
            code = CommandLine.Run(args, shell, static () => new ConsoleVerb());
        }
        catch (ReaderLeftException)
        {
            return ExitCode.Done;
        }
        catch (Exception e)
        {
            code = Faults.Report(e, shell);
        }

        try
        {
            return shell.Finish() ? code : ExitCode.Done;
        }
        catch (IOException e)
        {
            return Faults.Report(e, shell);
        }
    }
}
