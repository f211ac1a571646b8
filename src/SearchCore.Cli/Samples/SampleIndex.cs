using SearchCore.Cli.Loading;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;
using SearchCore.Entities;

namespace SearchCore.Cli.Samples;

/// <summary>The index of the sample articles, built on first use.</summary>
internal static class SampleIndex
{
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

            // An index folder without an index (one that was emptied, or never filled) is in the way of a move and worth nothing.
            if (Directory.Exists(folder) && !Directory.EnumerateFiles(folder)
                .Any(f => !Path.GetFileName(f).Contains("lock", StringComparison.Ordinal)))
            {
                Directory.Delete(folder, recursive: true);
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
}
