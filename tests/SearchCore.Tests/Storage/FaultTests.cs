using SearchCore.Articles;
using SearchCore.TestKit;

namespace SearchCore.Tests.Storage;

/// <summary>Whatever operation of the file system fails, once or for good, what was committed stands and the index opens again.</summary>
public sealed class FaultTests
{
    // Every operation on demand; every few of them in the suite.
    private static readonly int Every = Environment.GetEnvironmentVariable("SEARCHCORE_TESTS") == "whole" ? 1 : 7;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_fault_at_any_operation_loses_nothing_that_was_committed(bool sticky)
    {
        long faults = 0, failures = 0;
        for (var operation = 1L; ; operation += Every)
        {
            using var folder = new TempFolder();
            var files = new FaultyFiles();
            var (promised, attempted) = Work(folder["index"], files, operation, sticky, ref failures);
            if (!files.Struck)
            {
                break;
            }

            faults++;
            Verify(folder["index"], promised, attempted, $"operation {operation}, sticky {sticky}");
        }

        Assert.True(faults > 5, $"only {faults} faults struck");
        Assert.True(failures > 0, "no fault was ever reported");
    }

    // Two committed articles, then a replacement, an addition, a deletion and a merge under fire.
    private static (Dictionary<string, string> Promised, Dictionary<string, string> Attempted) Work(
        string path, FaultyFiles files, long operation, bool sticky, ref long failures)
    {
        Dictionary<string, string> promised = new() { ["a"] = "one", ["b"] = "two" };
        Dictionary<string, string> attempted = new() { ["a"] = "newer", ["c"] = "three" };
        var index = ArticleIndex.Open(path, new ArticleIndexOptions { Recognizer = null, Files = files, Workers = 1 });
        try
        {
            index.Add(Article("a", "one"));
            index.Add(Article("b", "two"));
            index.Commit();
            files.FailAfter(operation, sticky);
            index.Index([new ListSource([Article("a", "newer"), Article("c", "three")])]);
            promised = new() { ["a"] = "newer", ["b"] = "two", ["c"] = "three" };
            index.Delete("b");
            index.Compact();
            promised = attempted;
        }
        catch (IOException)
        {
            failures++;
        }
        finally
        {
            files.Mend();
            index.Dispose();
        }

        return (promised, attempted);
    }

    private static void Verify(string path, Dictionary<string, string> promised, Dictionary<string, string> attempted, string where)
    {
        using (var again = ArticleIndex.Open(path))
        {
            using var snapshot = again.Snapshot();
            foreach (var id in new[] { "a", "b", "c" })
            {
                // A commit that failed may have reached the disk all the same: then all of it holds, never a part of an article.
                var title = snapshot.Get(id)?.Title;
                Assert.True(
                    title == promised.GetValueOrDefault(id) || title == attempted.GetValueOrDefault(id) || (id == "b" && title == "two"),
                    $"{where}: {id} is '{title}', promised was '{promised.GetValueOrDefault(id)}'");
            }

            again.Add(Article("d", "four"));
            again.Commit();
            Assert.Equal("four", again.Get("d")?.Title);
        }

        var check = ArticleIndex.Check(path);
        Assert.True(check.IsSound, $"{where}: {string.Join('\n', check.Problems)}");
        Assert.False(Directory.Exists(Path.Combine(path, "staging")), where);
    }

    private static Article Article(string id, string title) => new() { Id = id, Title = title, Body = "Some words of text." };
}
