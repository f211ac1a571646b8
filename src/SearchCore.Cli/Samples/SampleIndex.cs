using SearchCore.Cli.Loading;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;
using SearchCore.Entities;

namespace SearchCore.Cli.Samples;

/// <summary>The index of the sample articles, built on first use.</summary>
internal static class SampleIndex
{
    // What a writer leaves in a folder that it made and put nothing into: this program's locks, and Lucene's.
    private static readonly string[] Locks = ["searchcore.lock", "searchcore.lock.holder", "searchcore.lock.holder-2", "write.lock"];

    /// <summary>Opens the default index for searching; builds it from the sample articles where there is none yet.</summary>
    /// <param name="asked">The folder asked for, or null for the default, which alone is built.</param>
    /// <param name="shell">What stands around.</param>
    /// <param name="built">Whether it was built just now.</param>
    public static ArticleIndex OpenOrBuild(string? asked, Shell shell, out bool built)
    {
        built = false;
        try
        {
            return DefaultIndex.OpenForReading(asked, shell, EntityRecognizer.Default);
        }
        catch (IndexException e) when (e.Fault == IndexFault.Missing && asked is null && DefaultIndex.Articles(shell) is not null)
        {
            Build(DefaultIndex.Resolve(null, shell), shell);
            built = true;
            return DefaultIndex.OpenForReading(null, shell, EntityRecognizer.Default);
        }
    }

    /// <summary>
    /// Builds the index of the sample articles in a folder. It is built beside and moved into place, so that nobody ever finds half of it;
    /// where somebody else was faster, theirs is taken.
    /// </summary>
    public static void Build(string folder, Shell shell)
    {
        if (InTheWay(folder) is { } other && !IsIndex(folder))
        {
            throw new IndexException(
                IndexFault.Unwritable, folder,
                $"The sample index belongs into {folder}, and that folder holds no index but something else: {other}. "
                + "Move it away, or give --index the folder of an index.");
        }

        shell.Error.WriteLine($"building the sample index in {SafeText.Line(folder)} …");
        var beside = $"{folder}.{Path.GetRandomFileName()}";
        string? extracted = null;
        try
        {
            var articles = DefaultIndex.Articles(shell);
            if (articles is null)
            {
                articles = extracted = Directory.CreateTempSubdirectory("searchcore-articles-").FullName;
                SampleArticles.Extract(extracted);
            }

            using (var index = ArticleIndex.Open(beside, new ArticleIndexOptions { Clock = shell.Clock, MemoryMegabytes = 64 }))
            {
                var report = ArticleLoad.Run(index, Inputs.Open([articles], null, shell, new()).Sources, rejects: null, shell);
                if (report.Cancelled)
                {
                    throw new OperationCanceledException(shell.Cancellation);
                }
            }

            // An index folder with nothing but locks (one that was emptied, or never filled) is in the way of a move and worth nothing.
            if (Directory.Exists(folder) && InTheWay(folder) is null)
            {
                foreach (var held in Locks)
                {
                    File.Delete(Path.Combine(folder, held));
                }

                Directory.Delete(folder);
            }

            if (!Directory.Exists(folder))
            {
                Directory.Move(beside, folder);
            }
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IndexException(
                IndexFault.Unwritable, folder,
                $"The sample index cannot be written to {folder}: {Amounts.Sentence(e.Message)} Give --index a folder that can be written.",
                e);
        }
        finally
        {
            foreach (var left in (string?[])[beside, extracted])
            {
                if (Directory.Exists(left))
                {
                    Directory.Delete(left, recursive: true);
                }
            }
        }
    }

    // The first thing in a folder that is no lock; null where there is none.
    private static string? InTheWay(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName)
            .FirstOrDefault(name => !Locks.Contains(name, StringComparer.Ordinal))
        : null;

    private static bool IsIndex(string folder) => Directory.EnumerateFiles(folder, "segments_*").Any();
}
