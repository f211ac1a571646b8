using System.Text;

using CsCheck;

using SearchCore.Indexing.Publication;
using SearchCore.Schema;

namespace SearchCore.Tests.Indexing.Publication;

public sealed class IdTests
{
    [Fact]
    public void The_filter_never_denies_an_id_it_was_given_and_seldom_claims_another()
    {
        var filter = new IdFilter();
        for (var n = 0; n < 300_000; n++)
        {
            filter.Add(Hash($"reuters-{n}"));
        }

        Assert.All(Enumerable.Range(0, 300_000), n => Assert.True(filter.MayContain(Hash($"reuters-{n}"))));
        var claimed = Enumerable.Range(0, 300_000).Count(n => filter.MayContain(Hash($"briefing-{n}")));
        Assert.InRange(claimed, 0, 300_000 * 5 / 100);

        // Three layers, of 65,536 ids, twice and four times as many, with sixteen bits each.
        Assert.Equal(7 * 65_536 * 2, filter.Bytes);
    }

    [Fact]
    public void Recent_ids_say_what_a_list_of_them_would() =>
        Gen.Select(Gen.Int[0, 30], Gen.Long[0, 1_000]).Array[0, 40].Array[0, 6].Sample(segments =>
        {
            var ids = new PublishedIds();
            var all = new List<(int Id, long Sequence)>();
            foreach (var segment in segments)
            {
                var distinct = segment.DistinctBy(s => s.Item1).ToList();
                ids.Add(distinct.Count, [.. distinct.Select(s => new PublishedId(Bytes(s.Item1), IdHash.Of(Bytes(s.Item1)), s.Item2))]);
                all.AddRange(distinct);
            }

            for (var id = 0; id <= 30; id++)
            {
                foreach (var sequence in new long[] { 0, 10, 500, 999 })
                {
                    Assert.Equal(
                        all.Any(a => a.Id == id && a.Sequence > sequence), ids.HasNewer(Bytes(id), IdHash.Of(Bytes(id)), sequence));
                }
            }
        });

    [Fact]
    public void Segments_are_forgotten_once_nothing_older_can_come()
    {
        var ids = new PublishedIds();
        ids.Add(1, [new PublishedId(Bytes(1), IdHash.Of(Bytes(1)), 10)]);
        ids.Add(1, [new PublishedId(Bytes(2), IdHash.Of(Bytes(2)), 20)]);
        ids.ForgetBefore(10);
        Assert.Equal(2, ids.Count);
        ids.ForgetBefore(11);
        Assert.Equal(1, ids.Count);
    }

    [Fact]
    public void The_low_water_mark_is_the_oldest_chunk_that_is_not_published()
    {
        var window = new InputWindow(3);
        object first = new(), second = new();
        Assert.Equal(3, window.Take(first));
        Assert.Equal(4, window.Take(second));
        Assert.Equal(5, window.Take(first));
        Assert.Equal(3, window.LowWater);
        window.Release(first);
        Assert.Equal(4, window.LowWater);
        window.Release(second);
        Assert.Equal((6, 6), (window.LowWater, window.Next));
    }

    private static byte[] Bytes(int id) => Encoding.UTF8.GetBytes($"id-{id}");

    private static ulong Hash(string id) => IdHash.Of(Encoding.UTF8.GetBytes(id));
}
