using Lucene.Net.Index;

using SearchCore.Articles;
using SearchCore.Files;
using SearchCore.Proofs.Doubles;
using SearchCore.Storage;
using SearchCore.TestKit;

namespace SearchCore.Tests.Storage;

public sealed class HandleBudgetTests : IDisposable
{
    private const int Length = (2 * FileSum.BlockBytes) + 99;

    private readonly TempFolder folder = new();
    private readonly FaultyFiles files = new(PhysicalFiles.Instance);
    private readonly HandleBudget budget = new(2);
    private readonly OpenFiles open;

    public HandleBudgetTests() => open = new(files, budget, mayReopen: true);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Any_number_of_files_is_read_by_as_many_handles_as_there_may_be()
    {
        var read = Enumerable.Range(0, 7).Select(n => (Text: (byte)('a' + n), File: Open($"{n}", (byte)('a' + n)))).ToList();
        for (var round = 0; round < 3; round++)
        {
            foreach (var (text, file) in read)
            {
                AssertHolds(text, file);
                Assert.Equal((2, 2L), (budget.Count, files.OpenHandles));
            }
        }

        budget.Limit = 1;
        Assert.Equal((1, 1L), (budget.Count, files.OpenHandles));
        read.ForEach(r => r.File.Dispose());
        Assert.Equal((0, 0L), (budget.Count, files.OpenHandles));
        Assert.Throws<ObjectDisposedException>(() => read[0].File.Read(new byte[1], 0));
    }

    [Fact]
    public void What_is_read_again_and_again_stays_open()
    {
        using var often = Open("often", 1);
        var others = Enumerable.Range(0, 6).Select(n => Open($"{n}", 2)).ToList();
        (budget.Limit, budget.Limit) = (0, 2);
        AssertHolds(1, often);
        foreach (var other in others)
        {
            var before = files.Operations;
            AssertHolds(1, often);
            Assert.Equal(before + 1, files.Operations);
            AssertHolds(2, other);
        }

        others.ForEach(o => o.Dispose());
    }

    [Fact]
    public void A_file_that_is_deleted_or_whose_name_is_given_away_is_read_on_whether_it_had_a_handle_or_not()
    {
        using var deleted = Open("deleted", 1);
        using var renamed = Open("renamed", 2);
        using var third = Open("third", 3);
        using var fourth = Open("fourth", 4);
        AssertHolds(3, third);
        AssertHolds(4, fourth);
        open.Delete(folder["deleted"]);
        open.Delete(folder["renamed"]);
        open.Forget(folder["renamed"]);
        Write("renamed", 9);
        for (var round = 0; round < 3; round++)
        {
            AssertHolds(3, third);
            AssertHolds(4, fourth);
            AssertHolds(1, deleted);
            AssertHolds(2, renamed);
        }

        Assert.False(File.Exists(folder["deleted"]));

        // They stay, and take all the room there is: of the others there is one handle at a time, the one that was read last.
        Assert.InRange(budget.Count, 2, 3);
    }

    [Fact]
    public void What_others_may_delete_is_not_closed()
    {
        var foreign = new OpenFiles(files, budget);
        var read = Enumerable.Range(0, 4).Select(n => foreign.Open(Write($"{n}", 7), SumOf(7))).ToList();
        using var unknown = open.Open(Write("unknown", 8), sum: null);
        using var ours = Open("ours", 6);
        using var also = Open("also", 5);
        open.KeepAll();
        Assert.Equal(7, files.OpenHandles);
        foreach (var name in (string[])["0", "1", "2", "3", "unknown", "ours", "also"])
        {
            File.Delete(folder[name]);
        }

        read.ForEach(file => AssertHolds(7, file));
        AssertHolds(8, unknown);
        AssertHolds(6, ours);
        AssertHolds(5, also);
        read.ForEach(file => file.Dispose());
    }

    [Fact]
    public void A_file_that_somebody_exchanged_meanwhile_is_not_taken_for_the_one_it_was()
    {
        using var longer = Open("longer", 1);
        using var changed = Open("changed", 2);
        using var gone = Open("gone", 3);
        foreach (var file in (IReadableFile[])[longer, changed, gone])
        {
            Assert.Equal(10, file.Read(new byte[10], 5));
        }

        budget.Limit = 0;
        Assert.Equal(0, files.OpenHandles);
        File.AppendAllText(folder["longer"], "x");
        File.WriteAllBytes(folder["changed"], Bytes(9));
        File.Delete(folder["gone"]);
        Assert.Throws<FileReadException>(() => longer.Read(new byte[10], 5));

        // Its block was verified, by the handle that is closed.
        Assert.Throws<CorruptIndexException>(() => changed.Read(new byte[10], 5));
        Assert.Throws<FileNotFoundException>(() => gone.Read(new byte[10], 5));
    }

    [Fact]
    public void A_file_that_cannot_be_opened_for_a_moment_is_opened_later()
    {
        using var first = Open("first", 1);
        budget.Limit = 0;
        budget.Limit = 2;
        files.FailAfter(1, stay: true);
        Assert.ThrowsAny<IOException>(() => first.Read(new byte[10], 5));
        files.Mend();
        AssertHolds(1, first);
    }

    [Fact]
    public void Many_threads_read_what_is_there_by_few_handles()
    {
        var read = Enumerable.Range(0, 12).Select(n => (Text: (byte)n, File: Open($"{n}", (byte)n))).ToList();
        Parallel.For(0, 4_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var (text, file) = read[i * 7 % read.Count];
            var bytes = new byte[100];
            var at = i * 31 % (Length - bytes.Length);
            Assert.Equal(bytes.Length, file.Read(bytes, at));
            Assert.Equal(-1, bytes.AsSpan().IndexOfAnyExcept(text));
        });
        AssertHolds(0, read[0].File);
        AssertHolds(1, read[1].File);
        Assert.InRange(files.OpenHandles, 1, 3);
        read.ForEach(r => r.File.Dispose());
        Assert.Equal((0, 0L), (budget.Count, files.OpenHandles));
    }

    // The budget is the process's, so that other tests run within it meanwhile: slower, and with the same answers.
    [Fact]
    public void Open_indexes_share_one_budget_and_answer_the_same_within_it()
    {
        const int Indexes = 5, Articles = 2_500, Limit = 16;
        var before = HandleBudget.Shared.Limit;
        var indexes = new List<ArticleIndex>();
        try
        {
            for (var n = 0; n < Indexes; n++)
            {
                indexes.Add(ArticleIndex.Open(
                    folder[$"index{n}"], new ArticleIndexOptions { Recognizer = null, Files = files, OpenFileLimit = Limit }));
                for (var i = 0; i < Articles; i++)
                {
                    indexes[n].Add(new Article
                    {
                        Id = $"{i}",
                        Title = $"Oil {i}",
                        Body = string.Join(' ', Enumerable.Range(i, 40).Select(w => $"w{w * 7919 % 5_000}")),
                    });
                }

                indexes[n].Commit();
            }

            for (var round = 0; round < 3; round++)
            {
                foreach (var index in indexes)
                {
                    Assert.Equal(Articles, index.Search(new SearchRequest { Query = "oil" }).Total.Value);
                    Assert.Equal("Oil 77", index.Get("77")?.Title);

                    // Beside what is read: the lock of each.
                    Assert.InRange(files.OpenHandles, 1, Limit + 1 + Indexes);
                    Assert.Equal(Limit, index.Statistics().OpenFileLimit);
                    Assert.InRange(index.Statistics().OpenFiles, 1, int.MaxValue);
                }
            }

            // What a searcher has open outlives what is merged away, and the index, whose folder is anybody's then.
            using var searcher = indexes[0].OpenSearcher();
            indexes[0].Delete("77");
            indexes[0].Compact();
            indexes[0].Dispose();
            Directory.Delete(indexes[0].Path, recursive: true);
            Assert.Equal("Oil 77", searcher.Get("77")?.Title);
            Assert.Equal(Articles, searcher.Search(new SearchRequest { Query = "w77 OR oil" }).Total.Value);
        }
        finally
        {
            HandleBudget.Shared.Limit = before;
            indexes.ForEach(i => i.Dispose());
        }

        Assert.Equal(0, files.OpenHandles);
    }

    private IReadableFile Open(string name, byte text) => open.Open(Write(name, text), SumOf(text));

    private string Write(string name, byte text)
    {
        File.WriteAllBytes(folder[name], Bytes(text));
        return folder[name];
    }

    private FileSum SumOf(byte text)
    {
        using var directory = new DurableDirectory(folder["sums"], PhysicalFiles.Instance, Holding.None);
        Directory.CreateDirectory(folder["sums"]);
        using (var output = directory.CreateOutput("file", Lucene.Net.Store.IOContext.DEFAULT))
        {
            output.WriteBytes(Bytes(text), 0, Length);
        }

        return directory.SumOf("file");
    }

    private static byte[] Bytes(byte text)
    {
        var bytes = new byte[Length];
        bytes.AsSpan().Fill(text);
        return bytes;
    }

    private static void AssertHolds(byte text, IReadableFile file)
    {
        var bytes = new byte[Length];
        Assert.Equal(Length, file.Read(bytes, 0));
        Assert.Equal(-1, bytes.AsSpan().IndexOfAnyExcept(text));
    }
}
