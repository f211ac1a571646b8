using SearchCore.Articles;
using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Articles.Reading;
using SearchCore.Entities;
using SearchCore.TestKit;

namespace SearchCore.Tests.Storage;

/// <summary>
/// What the host's code or a bug throws comes out as itself; only damaged files are a damaged index. The index goes on in either case.
/// </summary>
public sealed class TruthfulFaultTests : IDisposable
{
    private readonly TempFolder folder = new();

    public static TheoryData<Type> Kinds => [.. new[]
    {
        typeof(NullReferenceException), typeof(ArgumentException), typeof(InvalidOperationException), typeof(IOException), typeof(IndexOutOfRangeException), typeof(KeyNotFoundException),
        typeof(UnauthorizedAccessException), typeof(FormatException), typeof(OutOfMemoryException), typeof(EndOfStreamException),
    }];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_alias_table_that_throws_comes_out_as_itself(Type kind)
    {
        var troubled = new Troubled(kind);
        using var index = Open(troubled);
        index.Add(new Article { Id = "a", Body = "Oil prices rose.", Entities = [new("place", "Kuwait")] });
        index.Commit();
        troubled.Aliases = true;
        Comes(kind, () => index.Search(new SearchRequest { Query = "place:kuwait" }));
        Comes(kind, () => index.Search(new SearchRequest { Select = [new("place", "Kuwait")] }));
        using (var searcher = index.OpenSearcher())
        {
            Comes(kind, () => searcher.Explain(new SearchRequest { Query = "place:kuwait" }));
            Comes(kind, () => Assert.Empty(searcher.Export(new SearchRequest { Query = "place:kuwait" })));
        }

        Comes(kind, () => index.Delete(new SearchRequest { Query = "place:kuwait" }));
        troubled.Aliases = false;
        Assert.Equal(1, index.Search(new SearchRequest { Query = "place:kuwait" }).Total.Value);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_recognizer_that_throws_comes_out_as_itself(Type kind)
    {
        var troubled = new Troubled(kind);
        using var index = Open(troubled);
        index.Add(new Article { Id = "before", Body = "x" });
        troubled.Texts = true;
        Comes(kind, () => index.Add(new Article { Id = "a", Body = "x" }));
        Comes(kind, () => index.Index([Articles(3)]));
        troubled.Texts = false;
        index.Add(new Article { Id = "behind", Body = "x" });
        index.Commit();
        Assert.Equal((true, true), (index.Get("before") is not null, index.Get("behind") is not null));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_callback_that_throws_comes_out_as_itself(Type kind)
    {
        using var index = Open(null);
        void Trouble() => throw (Exception)Activator.CreateInstance(kind)!;
        Comes(kind, () => index.Index([Broken()], new IndexingOptions { OnRejected = _ => Trouble() }));
        Comes(kind, () => index.Index([Odd()], new IndexingOptions { OnNotice = _ => Trouble() }));
        Comes(kind, () => index.Index([Articles(3)], new IndexingOptions { Progress = new Told(Trouble) }));
        Interrupt(index);
        Comes(kind, () => index.Index([new JsonLinesSource(folder["a.jsonl"], new ReadingOptions { ChunkBytes = 4_000 })], new IndexingOptions { OnResumed = _ => Trouble() }));
        Assert.Empty(index.Index([Articles(3)]).FailedSources);
        Assert.NotNull(index.Get("2"));
        index.Dispose();
        Comes(kind, () => ArticleIndex.Rebuild(folder["index"], new ArticleIndexOptions { Workers = 1, Clock = new HastyClock() }, new IndexingOptions { Progress = new Told(Trouble) }));
        Assert.True(ArticleIndex.Check(folder["index"]).IsSound);
    }

    // The clock is asked in the middle of everything: what it throws is any bug's stand-in.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_bug_in_a_search_comes_out_as_itself(Type kind)
    {
        var clock = new BuggyClock(kind);
        using var index = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Recognizer = null, Clock = clock });
        index.Add(new Article { Id = "a", Body = "Oil prices rose." });
        index.Commit();
        clock.IsWell = false;
        Comes(kind, () => index.Search(new SearchRequest { Query = "oil" }));
        clock.IsWell = true;
        Assert.Equal(1, index.Search(new SearchRequest { Query = "oil" }).Total.Value);
    }

    [Fact]
    public void Damage_that_is_met_in_the_middle_of_a_search_is_told_as_damage()
    {
        using (var index = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Recognizer = null, Workers = 1 }))
        {
            index.Index([Articles(20_000)]);
        }

        // Of stored fields only the beginning is read when they are opened.
        var file = Directory.EnumerateFiles(folder["index"], "*.fdt").Single();
        var bytes = File.ReadAllBytes(file);
        bytes.AsSpan(bytes.Length / 2, bytes.Length / 4).Fill(0xFF);
        File.WriteAllBytes(file, bytes);
        using var damaged = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Access = IndexAccess.ReadOnly });
        var fault = Assert.Throws<IndexException>(() => damaged.Search(new SearchRequest { Query = "*", Limit = 10_000 }));
        Assert.Equal(IndexFault.Corrupt, fault.Fault);
    }

    private static void Comes(Type kind, Action act) => Assert.Equal(kind, Record.Exception(act)?.GetType());

    private static IArticleSource Articles(int count) => ArticleSource.From(Enumerable.Range(0, count).Select(n => new Article { Id = $"{n}", Title = $"Number {n}", Body = $"Oil and {n} more words." }));

    private static JsonLinesSource Broken() => new(new MemoryStream("{\"id\":\"1\",\"body\":\"x\"}\nbroken\n"u8.ToArray()), "-");

    private static JsonLinesSource Odd() => new(new MemoryStream("{\"id\":\"1\",\"body\":\"x\",\"published\":\"no date\"}\n"u8.ToArray()), "-");

    private ArticleIndex Open(IEntityRecognizer? recognizer) => ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Recognizer = recognizer, Workers = 1 });

    private void Interrupt(ArticleIndex index)
    {
        File.WriteAllLines(folder["a.jsonl"], Enumerable.Range(0, 1_000).Select(n => $$"""{"id":"{{n}}","title":"Number {{n}}","body":"Some words about {{n}}."}"""));
        using var cancellation = new CancellationTokenSource();
        var source = new JsonLinesSource(folder["a.jsonl"], new ReadingOptions { ChunkBytes = 4_000 });
        index.Index([new Cancelling(source, cancellation)], cancellation: cancellation.Token);
    }

    private sealed class Told(Action trouble) : IProgress<IndexingProgress>
    {
        public void Report(IndexingProgress value) => trouble();
    }

    private sealed class Cancelling(JsonLinesSource inner, CancellationTokenSource cancellation) : IResumableSource
    {
        public string Name => inner.Name;

        public long? SizeHint => inner.SizeHint;

        public string? Identity => inner.Identity;

        public IEnumerable<ArticleChunk> ReadChunks(CancellationToken token) => ReadChunks(default, token);

        public IEnumerable<ArticleChunk> ReadChunks(SourcePosition from, CancellationToken token)
        {
            var chunks = 0;
            foreach (var chunk in inner.ReadChunks(from, token))
            {
                if (++chunks == 4)
                {
                    cancellation.Cancel();
                }

                yield return chunk;
            }
        }
    }

    private sealed class Troubled(Type kind) : IEntityRecognizer, IEntityAliases
    {
        public bool Aliases { get; set; }

        public bool Texts { get; set; }

        public void Recognize(ReadOnlySpan<char> text, ICollection<EntityMention> mentions)
        {
            if (Texts)
            {
                throw (Exception)Activator.CreateInstance(kind)!;
            }
        }

        public IReadOnlyList<EntityName> Canonical(string? asked, string form) => Aliases ? throw (Exception)Activator.CreateInstance(kind)! : [];
    }

    // A second passes from look to look.
    private sealed class HastyClock : TimeProvider
    {
        private long looks;

        public override long GetTimestamp() => Interlocked.Increment(ref looks) * TimestampFrequency;
    }

    private sealed class BuggyClock(Type kind) : TimeProvider
    {
        public bool IsWell { get; set; } = true;

        public override long GetTimestamp() => IsWell ? base.GetTimestamp() : throw (Exception)Activator.CreateInstance(kind)!;
    }
}
