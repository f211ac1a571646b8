using System.Globalization;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Hosted;

/// <summary>
/// A process to be killed that adds, replaces and deletes articles beside standing queries, and delivers their events. It says on standard
/// output which versions a commit that was acknowledged has (<c>C</c>), and which events were delivered (<c>E</c>).
/// </summary>
internal static class StandingVictim
{
    /// <summary>The first argument that starts one.</summary>
    public const string Verb = "standing-victim";

    /// <summary>The consumer of the events.</summary>
    public const string Consumer = "mail";

    /// <summary>The queries, by name, with what says whether a version matches.</summary>
    public static readonly IReadOnlyList<(string Query, Func<int, bool> Matches)> Queries =
        [("every", _ => true), ("odd", v => v % 2 == 1), ("seven", v => v % 7 == 0)];

    private const int Articles = 40, Batch = 20;

    private static readonly Lock Output = new();

    /// <summary>Runs until it is killed.</summary>
    /// <param name="path">The index's folder.</param>
    /// <param name="seed">What is done.</param>
    /// <param name="first">The first version: above all of an earlier process.</param>
    public static async Task Run(string path, ulong seed, int first)
    {
        using var index = ArticleIndex.Open(path, new ArticleIndexOptions { Recognizer = null });
        if (index.Standing.List().Count == 0)
        {
            index.Standing.Put([.. Queries.Select(q => new StandingQuery { Name = q.Query, Request = new() { Query = q.Query } })]);
        }

        Say("ready");
        var delivery = Task.Run(() => index.Standing.DeliverAsync(
            Consumer,
            (found, _) =>
            {
                Say($"E {found.Number} {found.Query} {found.Article!.Id} {found.Article.Title}");
                return ValueTask.CompletedTask;
            },
            CancellationToken.None));
        var random = new SeededRandom(seed);
        for (var version = first; ;)
        {
            var live = new Dictionary<string, int>(StringComparer.Ordinal);
            var batch = Enumerable.Range(0, random.Below(Batch) + 1).Select(_ => Make($"a{random.Below(Articles)}", version++)).ToList();
            if (random.Below(4) == 0)
            {
                index.Index([ArticleSource.From(batch)]);
                batch.ForEach(a => live[a.Id] = VersionOf(a.Title));
            }
            else
            {
                foreach (var article in batch)
                {
                    index.Add(article);
                    live[article.Id] = VersionOf(article.Title);
                    if (random.Below(10) == 0)
                    {
                        index.Delete(article.Id);
                        live.Remove(article.Id);
                    }
                }

                index.Commit();
            }

            Say($"C {string.Join(' ', live.Select(l => $"{l.Key}:{l.Value}"))}");
            if (delivery.IsCompleted)
            {
                await delivery;
            }
        }
    }

    /// <summary>An article's version.</summary>
    public static int VersionOf(string? title) => int.Parse(title!, CultureInfo.InvariantCulture);

    /// <summary>An article in a version, with the words of the queries that match it.</summary>
    public static Article Make(string id, int version) => new()
    {
        Id = id,
        Title = version.ToString(CultureInfo.InvariantCulture),
        Body = string.Join(' ', Queries.Where(q => q.Matches(version)).Select(q => q.Query)),
    };

    private static void Say(string line)
    {
        lock (Output)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }
}
