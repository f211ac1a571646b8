using System.Runtime.InteropServices;

using SearchCore.Analysis;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Overlaps;

/// <summary>
/// Finds the stories of an archive. Signatures that agree in a band are compared; where enough of them agrees, the texts are; where these
/// overlap enough, their articles are joined. What comes out depends on the texts alone: not on segments, nor on the order of articles.
/// </summary>
/// <remarks>For one thread and one making. It needs some 90 bytes an article while it works.</remarks>
internal sealed class StoryMaking
{
    // Beyond these it would need gigabytes, or hours.
    private const int MostArticles = 20_000_000;
    private const long MostComparisons = 20_000_000_000, MostTexts = 5_000_000;
    private const int MostShinglesKept = 4_000_000;

    private readonly PointInTimeSet points;
    private readonly List<int> places = [];
    private readonly List<byte> signatures = [];
    private readonly Dictionary<int, Shingles> texts = [];
    private int[] parents = [];
    private long comparisons;
    private long compared;
    private int shinglesKept;

    private StoryMaking(PointInTimeSet points) => this.points = points;

    /// <summary>The stories of an archive at one moment, whose indexes all have signatures.</summary>
    /// <exception cref="StoryLimitException">There are too many articles, or too many alike.</exception>
    public static StoryGroups Make(PointInTimeSet points)
    {
        var making = new StoryMaking(points);
        making.Read();
        making.parents = [.. Enumerable.Range(0, making.places.Count)];
        making.Join(making.JoinSame());
        return making.Groups();
    }

    private void Read()
    {
        if (points.Reader.NumDocs > MostArticles)
        {
            throw new StoryLimitException($"the archive has more than {MostArticles:N0} articles");
        }

        places.Capacity = points.Reader.NumDocs;
        signatures.Capacity = points.Reader.NumDocs * BodySignature.Bytes;
        for (var member = 0; member < points.Members.Count; member++)
        {
            foreach (var segment in points.Members[member].Segments)
            {
                var first = points.Document(member, segment.Leaf.DocBase);
                SignatureScan.Visit(segment, SearchBudget.Unlimited, (document, signature) =>
                {
                    places.Add(first + document);
                    signatures.AddRange(signature);
                });
            }
        }
    }

    private ReadOnlySpan<byte> Signature(int article) =>
        CollectionsMarshal.AsSpan(signatures).Slice(article * BodySignature.Bytes, BodySignature.Bytes);

    // Texts that have the same signature to the last bit have the same shingles; of each such text one goes on.
    private int[] JoinSame()
    {
        var fingerprints = new ulong[places.Count];
        for (var article = 0; article < fingerprints.Length; article++)
        {
            fingerprints[article] = BodySignature.Fingerprint(Signature(article));
        }

        int[] order = [.. parents];
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

    private void Join(int[] distinct)
    {
        var keys = new ulong[distinct.Length];
        for (var band = 0; band < Likeness.Bands; band++)
        {
            for (var i = 0; i < keys.Length; i++)
            {
                var bins = Signature(distinct[i]).Slice(sizeof(ulong) + (band * Likeness.BandBins), Likeness.BandBins);
                keys[i] = ((ulong)(bins[0] | (bins[1] << 8) | (bins[2] << 16)) << 32) | (uint)distinct[i];
            }

            Array.Sort(keys);
            for (var start = 0; start < keys.Length;)
            {
                var end = start + 1;
                while (end < keys.Length && keys[end] >> 32 == keys[start] >> 32)
                {
                    end++;
                }

                Compare(keys.AsSpan(start, end - start), band);
                start = end;
            }
        }
    }

    // Each pair is looked at in the first band that both have in common, and no more where others connected them already.
    private void Compare(ReadOnlySpan<ulong> alike, int band)
    {
        for (var i = 0; i < alike.Length; i++)
        {
            var one = (int)(uint)alike[i];
            var signature = Signature(one);
            for (var j = i + 1; j < alike.Length; j++)
            {
                var other = (int)(uint)alike[j];
                var common = BodySignature.Common(signature, Signature(other));
                if (Likeness.MayBeNear(common) && Likeness.FirstBand(common) == band && Root(one) != Root(other) && AreNear(one, other))
                {
                    Join(one, other);
                }
            }
        }

        comparisons += (long)alike.Length * (alike.Length - 1) / 2;
        if (comparisons > MostComparisons)
        {
            throw new StoryLimitException($"more than {MostComparisons:N0} pairs of articles look alike at first");
        }
    }

    private bool AreNear(int one, int other)
    {
        var (left, right) = (BodySignature.Fingerprint(Signature(one)), BodySignature.Fingerprint(Signature(other)));
        if (KnownOverlaps.TryGet(left, right, out var known))
        {
            return known;
        }

        if (++compared > MostTexts)
        {
            throw new StoryLimitException($"more than {MostTexts:N0} pairs of texts have to be compared");
        }

        var near = Text(one).OverlapWith(Text(other)) >= Likeness.Near;
        KnownOverlaps.Add(left, right, near);
        return near;
    }

    private Shingles Text(int article)
    {
        if (!texts.TryGetValue(article, out var text))
        {
            if (shinglesKept > MostShinglesKept)
            {
                texts.Clear();
                shinglesKept = 0;
            }

            var (segment, document) = points.Locate(places[article]);
            texts[article] = text = StoredBody.Shingles(segment, document);
            shinglesKept += text.Count;
        }

        return text;
    }

    private int Root(int article)
    {
        while (parents[article] != article)
        {
            article = parents[article] = parents[parents[article]];
        }

        return article;
    }

    private void Join(int one, int other) => parents[Math.Max(Root(one), Root(other))] = Math.Min(Root(one), Root(other));

    private StoryGroups Groups()
    {
        var sizes = new int[places.Count];
        for (var article = 0; article < sizes.Length; article++)
        {
            sizes[Root(article)]++;
        }

        var (storyOf, numbers, stories) = (new int[points.Reader.MaxDoc], new int[places.Count], 0);
        for (var article = 0; article < sizes.Length; article++)
        {
            var root = Root(article);
            if (sizes[root] > 1)
            {
                storyOf[places[article]] = numbers[root] == 0 ? numbers[root] = ++stories : numbers[root];
            }
        }

        return new(storyOf, stories);
    }
}

/// <summary>An archive is too large for its stories to be found, or too much of it alike.</summary>
/// <param name="message">What is too much.</param>
internal sealed class StoryLimitException(string message) : Exception(message);
