using System.Globalization;

using SearchCore.Articles;
using SearchCore.Cluster.Catalogue;
using SearchCore.Cluster.Writing;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Hosted;

/// <summary>
/// A process to be killed that writes every shard of a cluster: callers add and delete articles of their own until it ends, and say on
/// standard output before and after each what they do (<c>S</c>) and what was acknowledged (<c>D</c>). An article's body is its version.
/// </summary>
internal static class ClusterVictim
{
    /// <summary>The first argument that starts one.</summary>
    public const string Verb = "cluster-victim";

    /// <summary>What it says when it has taken every shard.</summary>
    public const string Holds = "holds";

    /// <summary>How many shards there are, how many callers, and how many articles each has.</summary>
    public const int Shards = 4, Callers = 6, Articles = 12;

    /// <summary>What the cluster is called.</summary>
    public const string Name = "kill";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly Lock Output = new();

    /// <summary>Runs until it is killed, or another process has taken every shard.</summary>
    /// <param name="root">The cluster's folder.</param>
    /// <param name="catalogue">The catalogue: a connection string, or empty for files.</param>
    /// <param name="seed">What callers do.</param>
    /// <param name="first">The first version: above all of an earlier process.</param>
    public static async Task Run(string root, string catalogue, ulong seed, int first)
    {
        await using var opened = Open(root, catalogue);
        var places = ShardPlaces.Under(Path.Combine(root, "share"));
        var options = new ShardWriterOptions
        {
            Index = new ArticleIndexOptions { Recognizer = null, Workers = 1, MemoryMegabytes = 16 },
            Holder = string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId}"),
            Patience = Patience,
            PruneEvery = 3,
        };

        // Once each: a process that another one replaced does not take its shards back.
        var asked = new HashSet<int>();
        var opens = 0;
        await using var writer = new ClusterWriter(
            new ShardMap(Shards),
            async (shard, cancellation) =>
            {
                lock (asked)
                {
                    if (!asked.Add(shard))
                    {
                        throw new InvalidOperationException("another process has it");
                    }
                }

                var folder = string.Create(CultureInfo.InvariantCulture, $"machine-{first % 2}/{shard}");
                var held = await ShardWriter.OpenAsync(
                    opened, shard, places(shard), Path.Combine(root, folder), options, cancellation);
                if (Interlocked.Increment(ref opens) == Shards)
                {
                    Say(Holds);
                }

                return held;
            },
            Patience);
        Say("ready");
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(c => Task.Run(() => Call(writer, seed, c, first))));
        Say("replaced");
    }

    /// <summary>The catalogue.</summary>
    public static ICatalogue Open(string root, string catalogue) => catalogue.Length == 0
        ? new FileCatalogue(Path.Combine(root, "catalogue"))
        : new PostgresCatalogue(catalogue, Name, new PostgresCatalogueOptions { Patience = Patience });

    private static async Task Call(ClusterWriter writer, ulong seed, int caller, int first)
    {
        var random = new SeededRandom(seed, (ulong)caller);
        for (var version = first; ; version++)
        {
            // A few articles of the caller's own, mostly of several shards.
            var numbers = Enumerable.Range(0, 1 + random.Below(4)).Select(_ => random.Below(Articles)).Distinct().ToList();
            var ids = numbers.Select(n => string.Create(CultureInfo.InvariantCulture, $"{caller}-{n}")).ToList();
            var isGone = random.Below(5) == 0;
            foreach (var id in ids)
            {
                Say(string.Create(CultureInfo.InvariantCulture, $"S {id} {version} {(isGone ? "gone" : "there")}"));
            }

            try
            {
                var body = string.Create(CultureInfo.InvariantCulture, $"version {version}");
                await (isGone ? writer.DeleteAsync(ids) : writer.AddAsync(ids.Select(id => new Article { Id = id, Body = body })));
            }
            catch (ClusterWriteException e)
            {
                // Replaced. What the other shards acknowledged counts all the same.
                ids = [.. ids.Except(e.Receipt.Failed.SelectMany(f => f.Ids))];
                Acknowledged();
                return;
            }

            Acknowledged();

            void Acknowledged()
            {
                foreach (var id in ids)
                {
                    Say(string.Create(CultureInfo.InvariantCulture, $"D {id} {version}"));
                }
            }
        }
    }

    private static void Say(string line)
    {
        lock (Output)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }
}
