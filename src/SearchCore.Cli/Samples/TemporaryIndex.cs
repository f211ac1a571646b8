using SearchCore.Cli.Terminal;
using SearchCore.Entities;

namespace SearchCore.Cli.Samples;

/// <summary>An index of the sample articles that lasts as long as this does: nobody's folder gets anything.</summary>
internal sealed class TemporaryIndex : IDisposable
{
    private readonly string folder;

    private TemporaryIndex(string folder, ArticleIndex index) => (this.folder, Index) = (folder, index);

    /// <summary>The index, open for searching.</summary>
    public ArticleIndex Index { get; }

    /// <summary>Builds it.</summary>
    public static TemporaryIndex Build(Shell shell)
    {
        var folder = Directory.CreateTempSubdirectory("searchcore-samples-").FullName;
        try
        {
            var index = Path.Combine(folder, "samples");
            SampleIndex.Build(index, shell);
            return new(folder, DefaultIndex.OpenForReading(index, shell, EntityRecognizer.Default));
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    public void Dispose()
    {
        Index.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
