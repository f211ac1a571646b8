using Lucene.Net.Documents;
using Lucene.Net.Index;

using SearchCore.Analysis;
using SearchCore.Benchmarks.IndexPath;

using Directory = Lucene.Net.Store.Directory;

namespace SearchCore.Benchmarks.Stages;

/// <summary>
/// The same articles as documents of Lucene.Net, made beforehand, and a writer that analyzes as we do and flushes when told to.
/// </summary>
internal static class LuceneDocuments
{
    /// <summary>The documents of a corpus, with the fields of <see cref="LuceneNetTutorial"/>.</summary>
    public static Document[] ReadAll(string file) => [.. File.ReadLines(file).Select(LuceneNetTutorial.DocumentOf)];

    /// <summary>A writer into a directory, new or not.</summary>
    public static IndexWriter Writer(Directory directory) =>
        new(directory, new IndexWriterConfig(TextAnalysis.Version, LuceneAnalyzer.English)
        {
            RAMBufferSizeMB = 1900,
            UseCompoundFile = false,
            MergePolicy = NoMergePolicy.NO_COMPOUND_FILES,
        });

    /// <summary>Adds all documents.</summary>
    public static void AddAll(IndexWriter writer, Document[] documents)
    {
        foreach (var document in documents)
        {
            writer.AddDocument(document);
        }
    }
}
