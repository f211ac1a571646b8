using SearchCore.Entities;
using SearchCore.Formats;

namespace SearchCore.Web.Collections;

/// <summary>What is searched where nothing is configured: the sample articles that come with the program.</summary>
internal static class SampleArchive
{
    /// <summary>Its name in addresses.</summary>
    public const string Name = "sample";

    /// <summary>What people call it.</summary>
    public const string Title = "Sample archive";

    /// <summary>
    /// Builds the index where there is none. It is built beside and moved into place, so that nobody ever finds half of it; where somebody
    /// else was faster, theirs is taken.
    /// </summary>
    /// <param name="folder">The index's folder.</param>
    /// <param name="cancellation">Ends it; nothing is left.</param>
    /// <returns>How many articles were indexed; null where the index was there.</returns>
    /// <exception cref="IOException">The sample articles are not there, or the folder cannot be written.</exception>
    public static long? Build(string folder, CancellationToken cancellation)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFiles(folder, "segments_*").Any())
        {
            // Nobody keeps it: what an older version of the program made is made anew of its own articles.
            if (OtherVersions.ProblemOf(new() { Path = folder }) is not null)
            {
                ArticleIndex.Rebuild(folder, cancellation: cancellation);
            }

            return null;
        }

        var articles = Path.Combine(AppContext.BaseDirectory, "samples");
        if (!Directory.Exists(articles))
        {
            throw new IOException(
                $"The sample articles are not beside the program ({articles}). Configure a collection: "
                + "SearchCore__Collections__news__Path.");
        }

        var beside = $"{folder}.{Path.GetRandomFileName()}";
        try
        {
            long read;
            using (var index = ArticleIndex.Open(beside, new() { Recognizer = EntityRecognizer.Default, MemoryMegabytes = 64 }))
            {
                var report = index.Index(NewsFormats.All.Open(articles, onSkipped: _ => { }), cancellation: cancellation);
                cancellation.ThrowIfCancellationRequested();
                read = report.Articles;
            }

            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            Directory.Move(beside, folder);
            return read;
        }
        catch (IOException) when (Directory.Exists(folder) && Directory.EnumerateFiles(folder, "segments_*").Any())
        {
            return null;
        }
        finally
        {
            if (Directory.Exists(beside))
            {
                Directory.Delete(beside, recursive: true);
            }
        }
    }
}
