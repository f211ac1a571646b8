using System.Globalization;

using SearchCore.Articles;

namespace SearchCore.Proofs.Hosted;

/// <summary>
/// Two processes to be killed: one adds numbered articles, commits and sends each commit to a place, the other receives from there and
/// looks. Both say on standard output what is done: <c>S</c> and how many articles were sent, <c>R</c> and how many were seen.
/// </summary>
internal static class TravelVictims
{
    /// <summary>The first argument that starts one of them.</summary>
    public const string Sender = "sending-victim", Receiver = "receiving-victim";

    private static readonly ArticleIndexOptions Writing = new() { Recognizer = null, Workers = 1 };

    public static async Task Send(string path, string place)
    {
        var transport = new SnapshotFolder(place);
        using var index = ArticleIndex.Open(path, Writing);
        Say("ready");
        for (var n = (int)index.Statistics().Articles; ; n++)
        {
            index.Add(new Article { Id = string.Create(CultureInfo.InvariantCulture, $"{n}"), Body = "Some words of text." });
            if (n % 50 == 49)
            {
                index.Compact();
            }

            index.Commit();
            await ArticleIndex.SendSnapshotAsync(path, transport);
            Say(string.Create(CultureInfo.InvariantCulture, $"S {n + 1}"));
        }
    }

    public static async Task Receive(string path, string place)
    {
        var transport = new SnapshotFolder(place);
        Say("ready");
        await Once();
        using var index = ArticleIndex.Open(path, new ArticleIndexOptions { Access = IndexAccess.ReadOnly });
        while (true)
        {
            await Once();
            index.Refresh();
            Say(string.Create(CultureInfo.InvariantCulture, $"R {index.Statistics().Articles}"));
        }

        async Task Once()
        {
            while (true)
            {
                try
                {
                    await ArticleIndex.ReceiveSnapshotAsync(transport, path);
                    return;
                }
                catch (IndexException e) when (e.Fault == IndexFault.Missing)
                {
                    await Task.Delay(5);
                }
            }
        }
    }

    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
