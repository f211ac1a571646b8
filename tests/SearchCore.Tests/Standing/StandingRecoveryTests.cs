using SearchCore.Articles;
using SearchCore.TestKit;

namespace SearchCore.Tests.Standing;

/// <summary>What becomes of the events of standing queries where files are removed, restored, damaged.</summary>
public sealed class StandingRecoveryTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_restored_index_begins_without_queries_and_events()
    {
        using var copy = new TempFolder();
        using (var index = Open())
        {
            index.Standing.Put(Query("q", "storm"));
            Fill(index, 2);
        }

        ArticleIndex.TakeSnapshot(folder.Path, Path.Combine(copy.Path, "snapshot"));
        ArticleIndex.Restore(Path.Combine(copy.Path, "snapshot"), Path.Combine(copy.Path, "index"));
        using var restored = ArticleIndex.Open(Path.Combine(copy.Path, "index"), new() { Recognizer = null });
        Assert.Empty(restored.Standing.List());
        Assert.Empty(restored.Standing.Read());
        restored.Standing.Put(Query("q", "storm"));
        Fill(restored, 1);
        Assert.Equal([3L], restored.Standing.Read().Select(e => e.Number));
    }

    [Fact]
    public void Restoring_over_an_index_keeps_its_events_and_never_gives_a_number_twice()
    {
        using var copy = new TempFolder();
        var snapshot = Path.Combine(copy.Path, "snapshot");
        using (var index = Open())
        {
            index.Standing.Put(Query("q", "storm"));
            Fill(index, 1);
            ArticleIndex.TakeSnapshot(folder.Path, snapshot);
            Fill(index, 3);
            index.Standing.Acknowledge("mail", 4);
        }

        ArticleIndex.Restore(snapshot, folder.Path);
        using (var restored = Open())
        {
            Fill(restored, 1);
            Assert.Equal([1L, 2L, 3L, 4L, 5L], restored.Standing.Read().Select(e => e.Number));
        }

        // Of an index whose commit cannot be read nobody knows how far its events had come: all that are there stay.
        foreach (var file in Directory.GetFiles(folder.Path, "segments*"))
        {
            File.WriteAllBytes(file, [1, 2, 3]);
        }

        ArticleIndex.Restore(snapshot, folder.Path);
        using var again = Open();
        Assert.Equal([1L, 2L, 3L, 4L, 5L], again.Standing.Read().Select(e => e.Number));
        Fill(again, 1);
        Assert.Equal([5L, 6L], again.Standing.Read(again.Standing.Position("mail")).Select(e => e.Number));
    }

    [Fact]
    public void Events_of_a_commit_that_never_was_do_not_come_with_another_one_of_its_number()
    {
        using (var index = Open())
        {
            index.Standing.Put(Query("q", "storm"));
            Fill(index, 1);
        }

        var before = Directory.GetFiles(folder.Path).ToDictionary(f => f, File.ReadAllBytes);
        using (var index = Open())
        {
            Fill(index, 1);
        }

        // The power failed when the events were written and their commit was not; opening makes a commit where segments.gen is missing.
        foreach (var file in Directory.GetFiles(folder.Path))
        {
            File.Delete(file);
        }

        foreach (var (file, bytes) in before.Where(f => Path.GetFileName(f.Key) != "segments.gen"))
        {
            File.WriteAllBytes(file, bytes);
        }

        using var again = Open();
        Assert.Equal(1, again.Search(new()).Total.Value);
        Assert.Equal([1L], again.Standing.Read().Select(e => e.Number));
        Fill(again, 1);
        Assert.Equal([1L, 2L], again.Standing.Read().Select(e => e.Number));
        Assert.All(again.Standing.Read(), e => Assert.NotNull(again.Get(e.Article!.Id)));
    }

    [Fact]
    public void A_query_table_that_was_cut_off_before_it_was_whole_is_none()
    {
        using (var index = Open())
        {
            index.Standing.Put(Query("q", "storm"));
        }

        var whole = Assert.Single(Files("queries-"));
        File.Move(whole, whole + ".part");
        using (var index = Open())
        {
            Assert.Empty(index.Standing.List());
            index.Standing.Put(Query("r", "storm"));
            Assert.Equal(["r"], index.Standing.List().Select(q => q.Name));
        }

        Assert.Equal([whole], Files("queries-"));
    }

    [Fact]
    public void Damaged_events_are_told_and_what_came_before_is_given()
    {
        using (var index = Open())
        {
            index.Standing.Put(Query("q", "storm"));
            Fill(index, 3);
        }

        var file = Assert.Single(Files("events-"));
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);
        using (var index = Open())
        {
            var read = new List<long>();
            var fault = Assert.Throws<IndexException>(() => index.Standing.Read().ToList().ForEach(e => read.Add(e.Number)));
            Assert.Equal(IndexFault.Corrupt, fault.Fault);
            Assert.Contains("Articles are not touched", fault.Message, StringComparison.Ordinal);
            using var events = index.Standing.Read().GetEnumerator();
            Assert.True(events.MoveNext());
            Assert.Equal(1, events.Current.Number);
        }

        File.WriteAllBytes(Files("queries-")[0], [1, 2, 3]);
        Assert.Equal(IndexFault.Corrupt, Assert.Throws<IndexException>(() => Open().Dispose()).Fault);
        using var reading = ArticleIndex.Open(folder.Path, new() { Access = IndexAccess.ReadOnly });
        Assert.Equal(3, reading.Search(new()).Total.Value);
        Assert.Throws<IndexException>(() => reading.Standing);
    }

    [Fact]
    public void Events_that_nobody_needs_are_removed_by_whole_files()
    {
        using (var index = Open())
        {
            index.Standing.Put(Query("q", "storm"));
            Fill(index, 2);
        }

        using var again = Open();
        Fill(again, 2);
        Assert.Equal(2, Files("events-").Length);
        Assert.Equal(1, again.Standing.RemoveEvents(1));
        Assert.Equal(3, again.Standing.RemoveEvents(2));
        Assert.Equal([3L, 4L], again.Standing.Read().Select(e => e.Number));
        Assert.Equal(3, again.Standing.RemoveEvents(4));
    }

    private static void Fill(ArticleIndex index, int articles)
    {
        for (var i = 0; i < articles; i++)
        {
            index.Add(new Article { Id = $"{Guid.NewGuid():N}", Body = "storm" });
            index.Commit();
        }
    }

    private static StandingQuery Query(string name, string text) => new() { Name = name, Request = new() { Query = text } };

    private string[] Files(string prefix) => Directory.GetFiles(Path.Combine(folder.Path, "standing"), prefix + "*");

    private ArticleIndex Open() => ArticleIndex.Open(folder.Path, new() { Recognizer = null });
}
