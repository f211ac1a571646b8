using SearchCore.Articles.Reading;

namespace SearchCore.Articles.Tests.Reading;

/// <summary>Articles of somebody else's enumeration: what it throws, and how it is left when the load is cancelled.</summary>
public class FailingListTests
{
    public static TheoryData<Exception> Failures() =>
    [
        new HttpRequestException("no route"), new InvalidOperationException("bad state"), new OperationCanceledException("timed out"),
        new IOException("gone"),
    ];

    [Theory]
    [MemberData(nameof(Failures))]
    public void Whatever_a_list_throws_ends_it_and_keeps_what_it_gave(Exception thrown)
    {
        IEnumerable<Article> Make()
        {
            for (var i = 0; i < 300; i++)
            {
                yield return Article(i);
            }

            throw thrown;
        }

        AssertFails(ReadResult.Of(ArticleSource.From(Make(), "made")), 300, thrown);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void Whatever_an_asynchronous_list_throws_ends_it_and_keeps_what_it_gave(Exception thrown)
    {
        async IAsyncEnumerable<Article> Make()
        {
            for (var i = 0; i < 3; i++)
            {
                await Task.Yield();
                yield return Article(i);
            }

            throw thrown;
        }

        AssertFails(ReadResult.Of(ArticleSource.From(Make(), "made")), 3, thrown);
    }

    [Fact]
    public void A_list_that_cannot_begin_or_cannot_end_fails_too()
    {
        var thrown = new InvalidOperationException("no");

        AssertFails(ReadResult.Of(ArticleSource.From(new Scripted { Opening = thrown }, "made")), 0, thrown);
        AssertFails(ReadResult.Of(ArticleSource.From(new Scripted { Steps = 2, Closing = thrown }, "made")), 2, thrown);
    }

    [Fact]
    public async Task A_cancelled_load_leaves_a_source_that_waits_and_the_source_is_disposed_when_its_step_ends()
    {
        using var cancellation = new CancellationTokenSource();
        var source = new Scripted { Steps = 1, OnWait = cancellation.Cancel };

        Assert.Throws<OperationCanceledException>(() => ArticleSource.From(source).ReadArticles(cancellation: cancellation.Token).ToList());
        Assert.False(source.Disposed.Task.IsCompleted);
        source.Step.SetException(new HttpRequestException("late"));
        await source.Disposed.Task;
    }

    [Fact]
    public void A_cancelled_load_leaves_a_source_that_never_ends_its_step()
    {
        using var cancellation = new CancellationTokenSource();
        var source = new Scripted { OnWait = cancellation.Cancel };

        Assert.Throws<OperationCanceledException>(() => ArticleSource.From(source).ReadArticles(cancellation: cancellation.Token).ToList());
        Assert.False(source.Disposed.Task.IsCompleted);
    }

    [Fact]
    public void A_source_is_given_the_token_of_the_load()
    {
        using var cancellation = new CancellationTokenSource();
        var source = new Scripted { Steps = 1 };
        _ = ArticleSource.From(source).ReadArticles(cancellation: cancellation.Token).ToList();

        Assert.Equal(cancellation.Token, source.Given);
        Assert.True(source.Disposed.Task.IsCompletedSuccessfully);
    }

    private static Article Article(int number) => new() { Id = $"{number}", Body = "B" };

    private static void AssertFails(ReadResult result, int articles, Exception thrown)
    {
        Assert.Equal(articles, result.Articles.Count);
        Assert.Same(thrown, result.Failure!.InnerException);
        Assert.Equal(("made", (long)articles), (result.Failure.SourceName, result.Failure.Offset));
        Assert.Contains(thrown.Message, result.Failure.Reason, StringComparison.Ordinal);
    }

    /// <summary>Gives some articles, then waits for a step that others end; heeds no token.</summary>
    private sealed class Scripted : IAsyncEnumerable<Article>, IAsyncEnumerator<Article>
    {
        private int given;

        public int Steps { get; init; }

        public Exception? Opening { get; init; }

        public Exception? Closing { get; init; }

        public Action? OnWait { get; init; }

        public CancellationToken Given { get; private set; }

        public TaskCompletionSource<bool> Step { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Disposed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Article Current => Article(given);

        public IAsyncEnumerator<Article> GetAsyncEnumerator(CancellationToken cancellationToken)
        {
            Given = cancellationToken;
            return Opening is null ? this : throw Opening;
        }

        public ValueTask<bool> MoveNextAsync()
        {
            if (given < Steps)
            {
                given++;
                return new(true);
            }

            if (OnWait is null)
            {
                return new(false);
            }

            OnWait();
            return new(Step.Task);
        }

        public ValueTask DisposeAsync()
        {
            Disposed.TrySetResult();
            return Closing is null ? default : throw Closing;
        }
    }
}
