using SearchCore.Articles;

namespace SearchCore.Hosting.Tests;

/// <summary>What tests of the queue share.</summary>
internal static class Ingesting
{
    /// <summary>An index on disk of which nothing becomes visible or durable but where somebody waits for it.</summary>
    public static Action<SearchCoreOptions> Slow(string path) => o =>
    {
        (o.InMemory, o.Path) = (false, path);
        (o.RefreshInterval, o.CommitInterval) = (TimeSpan.FromHours(1), TimeSpan.FromHours(1));
    };

    /// <summary>A folder where the next segment's file is to be: as a disk without room, and mended in a moment.</summary>
    public static async Task<string> Obstruct(TestHost host, string path)
    {
        var name = Path.Combine(path, "_0.cfs");
        Assert.Equal(0, (await host.Index.StatisticsAsync()).Articles);
        Assert.False(File.Exists(name));
        return Directory.CreateDirectory(name).FullName;
    }

    /// <summary>An article.</summary>
    public static Article Make(string id) => new() { Id = id, Body = $"fish {id}" };

    /// <summary>How many articles are durable.</summary>
    public static long Committed(string path)
    {
        using var index = ArticleIndex.Open(path, new() { Access = IndexAccess.ReadOnly });
        return index.Statistics().Articles;
    }

    /// <summary>Waits until something holds, two minutes at most.</summary>
    public static async Task Until(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 2_400; i++)
        {
            if (await holds())
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail("It did not come to be so.");
    }
}
