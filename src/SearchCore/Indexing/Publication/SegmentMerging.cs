using Lucene.Net.Index;

namespace SearchCore.Indexing.Publication;

/// <summary>
/// Which segments are merged. Large ones as Lucene's tiered policy has it, many side by side, so that a load merges little. Small ones, as
/// an index gets that changes all the time, by themselves: where there are too many of them the smallest become one, so that searches find
/// few and an article is written again a few times only.
/// </summary>
/// <remarks>
/// The tiered policy alone merges nothing before there are as many as one merge takes, and counts all that is less than two megabytes as
/// the same: of twenty a tier an index of some megabytes has twenty-two segments.
/// </remarks>
internal sealed class SegmentMerging : TieredMergePolicy
{
    /// <summary>Below this a segment is small: a load's are larger, and merging one takes a second at most.</summary>
    private const long SmallBytes = 16_000_000;

    private readonly int fewSmall;

    /// <summary>Makes the policy.</summary>
    /// <param name="segmentsPerTier">
    /// How many large segments may stand side by side; of small ones as many, but ten or half of that at most.
    /// </param>
    public SegmentMerging(int segmentsPerTier)
    {
        (NoCFSRatio, SegmentsPerTier, MaxMergeAtOnce) = (0, segmentsPerTier, segmentsPerTier);
        fewSmall = Math.Max(Math.Min(segmentsPerTier, 10), segmentsPerTier / 2);
    }

    /// <inheritdoc/>
    public override MergeSpecification? FindMerges(MergeTrigger mergeTrigger, SegmentInfos infos)
    {
        var (small, large) = (new List<(long Bytes, SegmentCommitInfo Info)>(), new SegmentInfos());
        var merging = m_writer.Get().MergingSegments;
        foreach (var info in infos.Segments)
        {
            var bytes = Size(info);
            if (bytes >= SmallBytes)
            {
                large.Add(info);
            }
            else if (!merging.Contains(info))
            {
                small.Add((bytes, info));
            }
        }

        var found = base.FindMerges(mergeTrigger, large);
        if (small.Count > fewSmall)
        {
            found ??= new MergeSpecification();
            found.Add(new OneMerge([.. Smallest(small)]));
        }

        return found;
    }

    // Half of them and one: what was merged is left alone until there are others of its size.
    private IEnumerable<SegmentCommitInfo> Smallest(List<(long Bytes, SegmentCommitInfo Info)> small) =>
        small.OrderBy(s => s.Bytes).Take(Math.Max(2, small.Count - fewSmall + (fewSmall / 2))).Select(s => s.Info);
}
