using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;

using SearchCore.Cluster.Catalogue;
using SearchCore.Cluster.Orleans.Client;
using SearchCore.Node.Commands;

namespace SearchCore.Node;

/// <summary>The program's entry, and the one place that makes messages and exit codes of faults.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        try
        {
            var asked = CommandLine.Make().Parse(args is [] ? ["--help"] : args);
            if (asked.Errors.Count > 0)
            {
                await Complain($"{asked.Errors[^1].Message} '{HelpOf(asked)}' says what there is.");
                return 2;
            }

            // Leaving in order takes longer than the two seconds that there would be.
            return await asked.InvokeAsync(
                new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(2) });
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
        catch (QueryException e)
        {
            await Complain(string.Join(' ', e.Diagnostics.Select(d => d.Message)));
            return 2;
        }
        catch (Exception e) when (e is ArgumentException or JsonException or InvalidDataException)
        {
            await Complain(e.Message);
            return 2;
        }
        catch (CatalogueException e) when (e.Fault == CatalogueFault.Missing)
        {
            await Complain($"{e.Message} 'searchcore-node create --config FILE --shards 8' makes it.");
            return 3;
        }
        catch (Exception e) when (e is ClusterUnavailableException or CatalogueUnavailableException)
        {
            await Complain($"{e.Message} 'searchcore-node run --config FILE' starts a silo.");
            return 3;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            await Complain(e.Message);
            return 3;
        }
    }

    private static string HelpOf(ParseResult asked)
    {
        var words = new List<string> { "--help" };
        for (var at = (SymbolResult)asked.CommandResult; at is CommandResult command; at = command.Parent!)
        {
            words.Insert(0, command.Command.Name);
        }

        return string.Join(' ', words);
    }

    private static Task Complain(string message) => Console.Error.WriteLineAsync($"{CommandLine.Name}: {message}");
}
