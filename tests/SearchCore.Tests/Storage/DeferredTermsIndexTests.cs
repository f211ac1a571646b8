using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Articles;
using SearchCore.Storage;
using SearchCore.TestKit;

namespace SearchCore.Tests.Storage;

/// <summary>
/// An index that is open to be read has Lucene's terms when somebody asks for them, also when its files are gone by then.
/// </summary>
public sealed class DeferredTermsIndexTests
{
    [Fact]
    public void Terms_are_those_of_Lucenes_own_reader_over_reopenings_and_after_their_files_were_removed()
    {
        using var folder = new TempFolder();
        using var writer = ArticleIndex.Open(folder.Path, new ArticleIndexOptions { Recognizer = null });
        writer.Add(new Article { Id = "a", Body = "alpha bravo" });
        writer.Commit();
        writer.Add(new Article { Id = "b", Body = "bravo charlie" });
        writer.Commit();
        using var directory = IndexFolder.Open(folder.Path);
        var (first, _) = CommitReader.Open(folder.Path, directory);
        var leaves = first.Leaves.Select(l => l.AtomicReader).ToList();

        writer.Add(new Article { Id = "a", Body = "delta" });
        writer.Commit();
        var second = CommitReader.Reopen(folder.Path, directory, first);
        Assert.NotNull(second);
        Assert.Contains(second.Leaves, leaf => leaves.Contains(leaf.AtomicReader));
        writer.Compact();

        // The files of both moments are gone by now, and their terms were not asked for yet.
        Assert.Equal(["alpha", "bravo", "bravo", "charli"], Terms(first));
        Assert.Contains("delta", Terms(second));
        Assert.Null(CommitReader.Reopen(folder.Path, directory, CommitReader.Reopen(folder.Path, directory, second)!));
        var segment = (SegmentReader)FilterAtomicReader.Unwrap(leaves[0]);
        Assert.Equal(segment.CoreCacheKey, leaves[0].CoreCacheKey);
        first.Dispose();
        Assert.Contains("bravo", Terms(second));
        second.Dispose();
        Assert.Throws<ObjectDisposedException>(() => leaves[0].GetTerms("body"));
    }

    private static List<string> Terms(DirectoryReader reader)
    {
        var found = new List<string>();
        foreach (var leaf in reader.Leaves)
        {
            var terms = leaf.AtomicReader.GetTerms("body")?.GetEnumerator();
            while (terms?.MoveNext() == true)
            {
                found.Add(terms.Term.Utf8ToString());
                Assert.True(leaf.AtomicReader.GetTerms("body").GetEnumerator().SeekExact(BytesRef.DeepCopyOf(terms.Term)));
            }
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }
}
