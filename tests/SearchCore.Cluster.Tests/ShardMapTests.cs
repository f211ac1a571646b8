using System.Text;

using SearchCore.Cluster.Catalogue;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Cluster.Tests;

/// <summary>Which shard an article belongs to.</summary>
public sealed class ShardMapTests
{
    // Published vectors of XXH64 with seed 0, from its specification's test program and other implementations of it.
    [Theory]
    [InlineData("a", 0xd24ec4f1a98c6e5bUL)]
    [InlineData("abc", 0x44bc2cf5ad770999UL)]
    [InlineData("xxhash", 0x32dd38952c4bc720UL)]
    [InlineData("Nobody inspects the spammish repetition", 0xfbcea83c8a378bf1UL)]
    public void The_hash_is_the_published_one(string text, ulong hash) => Assert.Equal(hash, ShardMap.HashOf(text));

    [Fact]
    public void An_id_has_one_shard_and_splitting_moves_it_to_one_of_two()
    {
        var random = new SeededRandom(1, 1);
        var counts = new int[16];
        for (var n = 0; n < 20_000; n++)
        {
            var id = n % 100 == 0 ? new string('ß', 400) + n : $"reuters-{n}-{random.Below(1_000_000)}";
            var map = new ShardMap(1);
            Assert.Equal(0, map.ShardOf(id));
            for (var shard = 0; map.Shards < ShardMap.MostShards;)
            {
                var split = map.Split();
                Assert.Equal(map.Shards * 2, split.Shards);
                Assert.Contains(split.ShardOf(id), new[] { shard, shard + map.Shards });
                (map, shard) = (split, split.ShardOf(id));
                Assert.Equal(shard, map.ShardOf(Encoding.UTF8.GetBytes(id)));
            }

            counts[new ShardMap(16).ShardOf(id)]++;
            Assert.Throws<ArgumentOutOfRangeException>(() => map.Split());
        }

        Assert.All(counts, c => Assert.InRange(c, 1_100, 1_400));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-4)]
    [InlineData(3)]
    [InlineData(8_192)]
    public void Shards_are_a_power_of_two(int shards) => Assert.Throws<ArgumentOutOfRangeException>(() => new ShardMap(shards));

    [Fact]
    public void Settings_name_every_fault()
    {
        var wrong = new ClusterSettings { Name = "No name", Shards = 6, KeptVersions = 0, Language = "xx" };
        var message = Assert.Throws<ArgumentException>(wrong.Validate).Message;
        Assert.All(
            new[] { "Name", "Shards", "KeptVersions", "Language" }, word => Assert.Contains(word, message, StringComparison.Ordinal));
        var right = new ClusterSettings { Name = "news", Shards = 4, Language = "de", ExactForms = true };
        right.Validate();
        Assert.Equal(4, right.Map.Shards);
        var made = right.Apply(new ArticleIndexOptions { Workers = 3 });
        Assert.Equal((3, "de", true), (made.Workers, made.Language, made.ExactForms));
    }
}
