using System.Text;

using Lucene.Net.Index;
using Lucene.Net.Store;

using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Storage;
using SearchCore.TestKit;

using Directory = System.IO.Directory;

namespace SearchCore.Tests.Storage;

public sealed class CompoundFilesTests : IDisposable
{
    private static readonly ArticleIndexOptions Plain = new() { Recognizer = null };

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_small_segment_is_one_file_and_answers_as_any_other()
    {
        using (var index = ArticleIndex.Open(folder["index"], Plain))
        {
            for (var n = 0; n < 30; n++)
            {
                index.Add(Number(n));
                index.Commit();
            }

            AssertAnswers(index);
        }

        Assert.Empty(Files("*.pos").Concat(Files("*.fdt")).Concat(Files("*.wrd")));
        Assert.NotEmpty(Files("*.cfs"));
        Assert.True(ArticleIndex.Check(folder["index"]).IsSound);
        using (var again = ArticleIndex.Open(folder["index"], Plain with { Access = IndexAccess.ReadOnly }))
        {
            AssertAnswers(again);
        }

        ArticleIndex.Rebuild(folder["index"], Plain with { ExactForms = true });
        using var rebuilt = ArticleIndex.Open(folder["index"], Plain);
        AssertAnswers(rebuilt);
        rebuilt.Compact();
        AssertAnswers(rebuilt);
    }

    [Fact]
    public void A_large_segment_has_its_files_apart_also_where_small_ones_become_it()
    {
        var random = new Random(11);
        using var index = ArticleIndex.Open(folder["index"], Plain);
        for (var n = 0; n < 3; n++)
        {
            for (var i = 0; i < 100; i++)
            {
                var words = Enumerable.Range(0, 900).Select(_ => $"w{random.Next(1_000_000)}");
                index.Add(new Article { Id = $"{n} {i}", Title = $"Number {i}", Body = string.Join(' ', words) });
            }

            index.Commit();
        }

        Assert.NotEmpty(Files("*.pos"));
        index.Compact();
        Assert.Single(Files("*.pos"));
        Assert.Empty(Files("*.cfs"));
        Assert.Equal(300, index.Search(new SearchRequest { Query = "number" }).Total.Value);
    }

    [Theory]
    [InlineData("cfs")]
    [InlineData("cfe")]
    public void Each_changed_byte_of_it_is_found_and_none_gives_a_wrong_answer(string ending)
    {
        using (var index = ArticleIndex.Open(folder["index"], Plain))
        {
            index.Add(Number(1));
            index.Add(Number(2));
            index.Commit();
        }

        var file = Files($"*.{ending}").Single();
        var bytes = File.ReadAllBytes(file);
        for (var at = 0; at < bytes.Length; at += 1 + (bytes.Length / 40))
        {
            bytes[at] ^= 0x21;
            File.WriteAllBytes(file, bytes);
            var fault = Assert.Throws<IndexException>(() =>
            {
                using var index = ArticleIndex.Open(folder["index"], Plain with { Access = IndexAccess.ReadOnly });
                return index.Search(new SearchRequest { Query = "number" });
            });
            Assert.Equal(IndexFault.Corrupt, fault.Fault);
            Assert.Contains($".{ending}", fault.Message, StringComparison.Ordinal);
            Assert.False(ArticleIndex.Check(folder["index"]).IsSound);
            bytes[at] ^= 0x21;
        }

        File.WriteAllBytes(file, bytes);
        Assert.True(ArticleIndex.Check(folder["index"]).IsSound);
    }

    [Fact]
    public void What_a_table_says_is_held_against_what_there_is()
    {
        var compound = new CompoundFiles();
        using var directory = new RAMDirectory();
        using (var whole = new CompoundFileDirectory(directory, "_7.cfs", IOContext.DEFAULT, openForWrite: true))
        {
            foreach (var (name, text) in (ReadOnlySpan<(string, string)>)[("_7.pos", "positions"), ("_7_x.doc", "documents")])
            {
                using var output = whole.CreateOutput(name, IOContext.DEFAULT);
                output.WriteBytes(Encoding.ASCII.GetBytes(text), 0, text.Length);
            }
        }

        Assert.Equal("_7.cfs", CompoundFiles.NameFor("_7_x.doc"));
        Assert.True(compound.Has("_7.pos", Entries));
        Assert.False(compound.Has("_7.tim", Entries));
        Assert.Equal("documents", Read("_7_x.doc", 0));
        Assert.Equal("tions", Read("_7.pos", 4));
        Assert.Equal(string.Empty, Read("_7.pos", 9));
        Assert.Throws<FileNotFoundException>(() => compound.Open("_7.tim", Entries, _ => Bytes()));
        var cut = new BytesFile(new byte[20]);
        Assert.Throws<CorruptIndexException>(() => compound.Open("_7_x.doc", Entries, _ => cut));
        Assert.True(cut.IsClosed);
        compound.Forget("_7.cfe");
        Assert.Throws<FileNotFoundException>(() => compound.Has("_7.pos", _ => throw new FileNotFoundException()));

        IndexInput Entries(string name) => directory.OpenInput(name, IOContext.READ_ONCE);

        string Read(string name, int from)
        {
            using var file = compound.Open(name, Entries, _ => Bytes());
            Assert.Equal(9, file.Length);
            var bytes = new byte[99];
            return Encoding.ASCII.GetString(bytes, 0, file.Read(bytes, from));
        }

        BytesFile Bytes()
        {
            using var input = directory.OpenInput("_7.cfs", IOContext.DEFAULT);
            var bytes = new byte[input.Length];
            input.ReadBytes(bytes, 0, bytes.Length);
            return new(bytes);
        }
    }

    private static void AssertAnswers(ArticleIndex index)
    {
        var found = index.Search(new SearchRequest { Query = "numb* \"is even\"", Facets = [new FacetRequest("source")], Limit = 3 });
        Assert.Equal((15, 3, 2), (found.Total.Value, found.Hits.Count, found.Facets[0].Values.Count));
        Assert.Equal("Number 4", index.Get("4")?.Title);
    }

    private static Article Number(int n) => new()
    {
        Id = $"{n}",
        Title = $"Number {n}",
        Body = $"It is {(n % 2 == 0 ? "even" : "odd")}.",
        Source = n % 3 == 0 ? "three" : "other",
        Published = ArticleDate.Parse($"2001-01-{n + 1:D2}"),
    };

    private string[] Files(string pattern) => Directory.GetFiles(folder["index"], pattern);
}
