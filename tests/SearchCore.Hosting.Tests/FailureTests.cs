using Microsoft.Extensions.Logging;

using SearchCore.Articles;

namespace SearchCore.Hosting.Tests;

/// <summary>What fails beside an answer takes nothing with it.</summary>
public class FailureTests
{
    [Fact]
    public async Task A_slow_search_that_cannot_be_explained_is_answered()
    {
        await using var host = await TestHost.Start(o => o.SlowSearch = TimeSpan.Zero);
        await host.Ingest.AddAsync(new() { Id = "a", Body = "fish" }, WaitFor.Durable);
        using var cancellation = new CancellationTokenSource();
        host.Logs.Asked = level =>
        {
            // Asked when the answer is there and is about to be explained.
            if (level == LogLevel.Warning)
            {
                cancellation.Cancel();
            }
        };
        var results = await host.Index.SearchAsync(new() { Query = "fish" }, scope: null, cancellation.Token);
        Assert.Equal(1, results.Total.Value);
        Assert.True(cancellation.IsCancellationRequested);
        Assert.Single(host.Logs.Entries, e => e.Event == 14);
        Assert.DoesNotContain(host.Logs.Entries, e => e.Event == 8);
    }

    [Fact]
    public async Task An_index_that_cannot_be_warmed_up_is_not_left_open()
    {
        var folder = Directory.CreateTempSubdirectory("searchcore-host-");
        try
        {
            Damage(folder.FullName);
            for (var attempt = 0; attempt < 2; attempt++)
            {
                // Not that it is locked.
                var fault = await Assert.ThrowsAsync<IndexException>(() => TestHost.Start(o =>
                    (o.InMemory, o.Path, o.WarmUp) = (false, folder.FullName, true)));
                Assert.Contains(".dvd", fault.Message, StringComparison.Ordinal);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // An index that opens, whose columns are not what was written but for their beginning and end.
    private static void Damage(string folder)
    {
        using (var index = ArticleIndex.Open(folder, new() { Recognizer = null }))
        {
            for (var i = 0; i < 60_000; i++)
            {
                index.Add(new Article { Id = $"{i}", Title = "Fish", Body = "boats", Tags = [$"{i * 7919 % 50_021}"] });
            }

            index.Commit();
        }

        var column = Directory.GetFiles(folder, "*.dvd").OrderBy(f => new FileInfo(f).Length).Last();
        using (var file = File.Open(column, FileMode.Open, FileAccess.ReadWrite))
        {
            for (var at = 3L << 15; at < file.Length - (1 << 16); at += 1 << 16)
            {
                file.Position = at;
                var value = file.ReadByte();
                file.Position = at;
                file.WriteByte((byte)(value ^ 0x40));
            }
        }

        using var opened = ArticleIndex.Open(folder, new() { Recognizer = null });
        Assert.Equal(60_000, opened.Statistics().Articles);
    }
}
