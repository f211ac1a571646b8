using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.TestKit;

namespace SearchCore.Tests.Indexing;

/// <summary>Loads from sources that wait for what never comes.</summary>
public sealed class WaitingSourceTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_cancelled_load_returns_while_its_source_waits_forever(int workers)
    {
        using var cancellation = new CancellationTokenSource();
        var never = new TaskCompletionSource();
        using var index = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Workers = workers, Recognizer = null });
        var report = index.Index([ArticleSource.From(Make())], cancellation: cancellation.Token);

        Assert.True(report.Cancelled);
        Assert.Empty(report.FailedSources);
        Assert.True(ArticleIndex.Check(folder["index"]).IsSound);

        async IAsyncEnumerable<Article> Make()
        {
            for (var i = 0; i < 1_000; i++)
            {
                yield return new Article { Id = $"{i}", Body = "B" };
            }

            cancellation.Cancel();
            await never.Task;
        }
    }

    [Fact]
    public void A_source_that_throws_keeps_what_it_gave_and_the_next_goes_on()
    {
        using var index = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Workers = 2, Recognizer = null });
        var report = index.Index([ArticleSource.From(Make(), "first"), ArticleSource.From([new Article { Id = "z", Body = "B" }])]);

        Assert.Equal(301, report.Articles);
        var failed = Assert.Single(report.FailedSources);
        Assert.Equal("first", failed.Source);
        Assert.IsType<HttpRequestException>(failed.Cause);

        static async IAsyncEnumerable<Article> Make()
        {
            for (var i = 0; i < 300; i++)
            {
                await Task.Yield();
                yield return new Article { Id = $"{i}", Body = "B" };
            }

            throw new HttpRequestException("gone");
        }
    }
}
