using System.Runtime.InteropServices;

using SearchCore.Analysis;

namespace SearchCore.Searching.Overlaps;

/// <summary>
/// Which articles are connected, by their signatures and by what comparing their texts says. Whoever has the texts compares the pairs that
/// it names and joins those that are near. What comes out depends on the texts alone: not on segments, nor on the order of articles.
/// </summary>
/// <remarks>For one thread and one making. It needs some 90 bytes an article while it works, signatures included.</remarks>
/// <param name="signatures">The articles' signatures, one behind the other.</param>
internal sealed class StoryJoining(List<byte> signatures)
{
    // Beyond it, it would need hours.
    private const long MostComparisons = 20_000_000_000;

    private readonly int[] parents = [.. Enumerable.Range(0, signatures.Count / BodySignature.Bytes)];
    private long comparisons;

    /// <summary>An article's signature. Good as long as no other is added.</summary>
    public ReadOnlySpan<byte> Signature(int article) =>
        CollectionsMarshal.AsSpan(signatures).Slice(article * BodySignature.Bytes, BodySignature.Bytes);

    /// <summary>What tells an article's text from others.</summary>
    public ulong Fingerprint(int article) => BodySignature.Fingerprint(Signature(article));

    /// <summary>Whether two articles are connected already.</summary>
    public bool AreJoined(int one, int other) => Root(one) == Root(other);

    /// <summary>Connects two articles.</summary>
    public void Join(int one, int other) => parents[Math.Max(Root(one), Root(other))] = Math.Min(Root(one), Root(other));

    /// <summary>
    /// The pairs that have to be compared, each once; those with the same text are joined here. A pair that is connected when its turn
    /// comes is passed over, so joining at once what is near saves others.
    /// </summary>
    /// <exception cref="StoryLimitException">There are too many alike; thrown between pairs.</exception>
    public IEnumerable<(int One, int Other)> Pairs()
    {
        var distinct = JoinSame();
        var keys = new ulong[distinct.Length];
        for (var band = 0; band < Likeness.Bands; band++)
        {
            Sort(distinct, keys, band);
            for (var start = 0; start < keys.Length;)
            {
                var end = start + 1;
                while (end < keys.Length && keys[end] >> 32 == keys[start] >> 32)
                {
                    end++;
                }

                Note(end - start);
                for (var i = start; i < end - 1; i++)
                {
                    for (var j = Next(keys, i, i + 1, end, band); j < end; j = Next(keys, i, j + 1, end, band))
                    {
                        yield return ((int)(uint)keys[i], (int)(uint)keys[j]);
                    }
                }

                start = end;
            }
        }
    }

    /// <summary>The number of each article's story, from 1, in the order of the articles; 0 where it is alone.</summary>
    /// <param name="stories">How many stories of two articles or more there are.</param>
    public int[] Numbered(out int stories)
    {
        var sizes = new int[parents.Length];
        for (var article = 0; article < sizes.Length; article++)
        {
            sizes[Root(article)]++;
        }

        var (storyOf, numbers) = (new int[parents.Length], new int[parents.Length]);
        stories = 0;
        for (var article = 0; article < sizes.Length; article++)
        {
            var root = Root(article);
            if (sizes[root] > 1)
            {
                storyOf[article] = numbers[root] == 0 ? numbers[root] = ++stories : numbers[root];
            }
        }

        return storyOf;
    }

    // Texts that have the same signature to the last bit have the same shingles; of each such text one goes on.
    private int[] JoinSame()
    {
        var fingerprints = new ulong[parents.Length];
        for (var article = 0; article < fingerprints.Length; article++)
        {
            fingerprints[article] = Fingerprint(article);
        }

        int[] order = [.. Enumerable.Range(0, parents.Length)];
        Array.Sort(fingerprints, order);
        var distinct = new List<int>();
        for (var i = 0; i < order.Length; i++)
        {
            if (i > 0 && fingerprints[i] == fingerprints[i - 1] && Signature(order[i]).SequenceEqual(Signature(order[i - 1])))
            {
                Join(order[i], order[i - 1]);
            }
            else
            {
                distinct.Add(order[i]);
            }
        }

        return [.. distinct];
    }

    // By what they have in a band.
    private void Sort(int[] distinct, ulong[] keys, int band)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = ((ulong)Likeness.Band(Signature(distinct[i]), band) << 32) | (uint)distinct[i];
        }

        Array.Sort(keys);
    }

    private void Note(int alike)
    {
        comparisons += (long)alike * (alike - 1) / 2;
        if (comparisons > MostComparisons)
        {
            throw new StoryLimitException($"more than {MostComparisons:N0} pairs of articles look alike at first");
        }
    }

    // Each pair is looked at in the first band that both have in common, and no more where others connected them already.
    private int Next(ulong[] keys, int i, int j, int end, int band)
    {
        var one = (int)(uint)keys[i];
        var signature = Signature(one);
        for (; j < end; j++)
        {
            var other = (int)(uint)keys[j];
            var common = BodySignature.Common(signature, Signature(other));
            if (Likeness.MayBeNear(common) && Likeness.FirstBand(common) == band && Root(one) != Root(other))
            {
                break;
            }
        }

        return j;
    }

    private int Root(int article)
    {
        while (parents[article] != article)
        {
            article = parents[article] = parents[parents[article]];
        }

        return article;
    }
}

/// <summary>An archive is too large for its stories to be found, or too much of it alike.</summary>
/// <param name="message">What is too much.</param>
internal sealed class StoryLimitException(string message) : Exception(message);
