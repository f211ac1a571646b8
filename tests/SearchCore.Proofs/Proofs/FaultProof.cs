using System.Diagnostics;

using SearchCore.Files;
using SearchCore.Proofs.Doubles;
using SearchCore.Proofs.Histories;
using SearchCore.Proofs.Running;

namespace SearchCore.Proofs.Proofs;

/// <summary>
/// Lets every operation of random histories fail, reads and the first opening included, once and for good: nothing acknowledged is lost,
/// searches
/// go on, the caller gets an <see cref="IndexException"/>, no file stays open, and the index opens again and goes on.
/// </summary>
internal static class FaultProof
{
    private const int StepsAHistory = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly Func<string, Exception>[] Faults =
    [
        path => new IOException($"Input/output error (injected): {path}"),
        path => new IOException($"No space left on device (injected): {path}"),
        path => new UnauthorizedAccessException($"Access to the path '{path}' is denied (injected)."),
    ];

    /// <summary>Runs at least so many cases; <paramref name="every"/> takes every so many operations of a history.</summary>
    public static void Run(ProofSettings settings, ProofReport report, int every = 1)
    {
        using var scratch = new Scratch();
        for (var seed = settings.Seed; report.Run < settings.Runs; seed++)
        {
            report.Note("histories");
            for (long operation = 1, struck = 1; struck > 0 && report.Run < settings.Runs; operation += every)
            {
                struck = 0;
                foreach (var sticky in new[] { false, true })
                {
                    var files = new FaultyFiles(PhysicalFiles.Instance);
                    report.Case($"seed {seed}, operation {operation}, {(sticky ? "sticky" : "once")}", () =>
                        Strike(scratch.Fresh(), seed, operation, sticky, files, report));
                    struck += files.Struck is null ? 0 : 1;
                }
            }
        }
    }

    private static string? Strike(string path, ulong seed, long operation, bool sticky, FaultyFiles files, ProofReport report)
    {
        var started = Stopwatch.GetTimestamp();
        var history = new History(path, seed, files);
        string? wrong = null;
        files.FailAfter(operation, sticky, Faults[(int)((ulong)operation % (ulong)Faults.Length)]);
        try
        {
            history.Open();
            history.Live(StepsAHistory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Note(e is IndexException ? "reported as IndexException" : $"reported as {e.GetType().Name}");
            wrong = history.Index is { } index ? GoOn(index, history, files) : null;
        }
        finally
        {
            files.Mend();
            Close(history);
        }

        report.Note(files.Struck is { } struck ? $"struck {struck.Action}" : "not reached");
        return wrong
            ?? (files.OpenHandles != 0 ? $"{files.OpenHandles} files were left open" : null)
            ?? (Stopwatch.GetElapsedTime(started) > Patience ? "it took for ever" : null)
            ?? Survivor.Examine(path, history.Promise);
    }

    // Whoever goes on with the same index after a failure may be refused, but never loses what stands: a commit that succeeds has what it
    // should.
    private static string? GoOn(ArticleIndex index, History history, FaultyFiles files)
    {
        files.Mend();
        Survivor.Contents(index, out var mistake);
        try
        {
            var sequence = index.Commit();
            index.Refresh();
            var found = Survivor.Contents(index, out var later);
            var wrong = mistake ?? later
                ?? (history.Tolerance.Violation(found) is { } violation ? $"committed after the failure: {violation}" : null);
            history.Accept(found, sequence);
            return wrong;
        }
        catch (IOException)
        {
            return mistake;
        }
    }

    private static void Close(History history)
    {
        try
        {
            history.Close();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Closing may report what failed; it must have closed all the same.
        }
    }
}
