using Lucene.Net.Index;

using SearchCore.Indexing.Segments;

namespace SearchCore.Indexing.Publication;

/// <summary>
/// Which segments are merged: by levels (<see cref="MergeLevels"/>). What was asked for by name, all into a few or those with deletions,
/// as Lucene's tiered policy has it.
/// </summary>
/// <remarks>
/// The tiered policy alone merges nothing before there are as many as one merge takes, and counts all that is less than two megabytes as
/// the same: of twenty a tier an index of some megabytes has twenty-two segments. While a merge runs it takes what is left for others of
/// any size: at ten million articles it has written the index 2.45 times, where levels have 1.98 (docs/decisions/0076).
/// </remarks>
internal sealed class SegmentMerging : TieredMergePolicy
{
    private const double BytesAMegabyte = 1 << 20;

    /// <summary>Makes the policy.</summary>
    /// <param name="segmentsPerTier">How many large segments of a level may stand side by side.</param>
    /// <param name="packs">Whether the files of a small segment become one (<see cref="SegmentWriter.PackedBytes"/>).</param>
    public SegmentMerging(int segmentsPerTier, bool packs) =>
        (NoCFSRatio, MaxCFSSegmentSizeMB, SegmentsPerTier, MaxMergeAtOnce) =
            (packs ? 1 : 0, SegmentWriter.PackedBytes / BytesAMegabyte, segmentsPerTier, segmentsPerTier);

    /// <inheritdoc/>
    public override MergeSpecification? FindMerges(MergeTrigger mergeTrigger, SegmentInfos infos)
    {
        var merging = m_writer.Get().MergingSegments;
        var idle = infos.Segments.Where(info => !merging.Contains(info));
        MergeSpecification? found = null;
        foreach (var segments in MergeLevels.Find(idle, Size, (int)SegmentsPerTier))
        {
            found ??= new MergeSpecification();
            found.Add(new OneMerge(segments));
        }

        return found;
    }
}
