using System.Text.Json.Serialization;

using SearchCore.Articles;
using SearchCore.Articles.Reading;

namespace SearchCore;

/// <summary>How a load is run: what happens beside indexing.</summary>
public sealed record IndexingOptions
{
    /// <summary>
    /// Called for each rejected record, one at a time, on a worker's thread; the load waits for it. An exception it throws ends the load.
    /// </summary>
    public Action<RejectedRecord>? OnRejected { get; init; }

    /// <summary>
    /// Called for each notice, one at a time, on a worker's thread; the load waits for it. An exception it throws ends the load.
    /// </summary>
    public Action<ArticleNotice>? OnNotice { get; init; }

    /// <summary>
    /// Behaviour: whether a load of the same sources that was interrupted is continued where its last commit left it. The same are sources
    /// that are an <see cref="IResumableSource"/> each and have not changed, read with the same options and the same recognizer
    /// (<see cref="Entities.IIdentifiedRecognizer"/>). What is read again replaces what was added meanwhile. Default true; false reads
    /// everything again.
    /// </summary>
    public bool Resume { get; init; } = true;

    /// <summary>Called before the first record is read, where an interrupted load is continued.</summary>
    public Action<ResumedLoad>? OnResumed { get; init; }

    /// <summary>Called with the progress a few times a second, on a worker's thread. An exception it throws ends the load.</summary>
    public IProgress<IndexingProgress>? Progress { get; init; }
}

/// <summary>Where an interrupted load is continued.</summary>
/// <param name="Source">The source it is continued in.</param>
/// <param name="Position">Where in it; everything before is in the index.</param>
/// <param name="SourcesDone">How many sources before it are in the index and not read again.</param>
public sealed record ResumedLoad(string Source, SourcePosition Position, int SourcesDone);

/// <summary>How far a load is.</summary>
/// <param name="Articles">Articles indexed so far.</param>
/// <param name="Rejected">Records rejected so far.</param>
/// <param name="BytesRead">Uncompressed bytes read so far.</param>
/// <param name="Source">The source being read.</param>
/// <param name="Elapsed">Time since the start.</param>
public readonly record struct IndexingProgress(long Articles, long Rejected, long BytesRead, string Source, TimeSpan Elapsed)
{
    /// <summary>
    /// Bytes of the inputs as they are stored (packed, where they are packed) that were read so far, with those of an interrupted load that
    /// were read before: with the size of all inputs, how far it is.
    /// </summary>
    public long StoredBytesRead { get; init; }

    /// <summary>How many sources were read to their end.</summary>
    public int SourcesDone { get; init; }
}

/// <summary>What a load did. Plain data; compares by what it says, lists and notices included.</summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record IndexingReport
{
    /// <summary>Articles indexed, replacements included.</summary>
    public required long Articles { get; init; }

    /// <summary>How many of them replaced an article with the same id, in the index or earlier in the input.</summary>
    public required long Replaced { get; init; }

    /// <summary>Records rejected.</summary>
    public required long Rejected { get; init; }

    /// <summary>Uncompressed bytes read.</summary>
    public required long Bytes { get; init; }

    /// <summary>From opening the input to the durable commit.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Entity mentions recognized in text (not those given).</summary>
    public required long RecognizedEntities { get; init; }

    /// <summary>Segments of the index after the commit.</summary>
    public required int Segments { get; init; }

    /// <summary>How often each notice was given.</summary>
    public required IReadOnlyDictionary<ArticleNoticeKind, long> Notices { get; init; }

    /// <summary>One notice of each kind in <see cref="Notices"/>, in the order of the kinds; the first of its source.</summary>
    public IReadOnlyList<ArticleNotice> NoticeExamples { get; init => field = ValueList.Of(value, nameof(NoticeExamples)); } =
        ValueList.Of<ArticleNotice>([]);

    /// <summary>Why records were rejected, the most frequent reason first.</summary>
    public IReadOnlyList<RejectionCount> Rejections { get; init => field = ValueList.Of(value, nameof(Rejections)); } =
        ValueList.Of<RejectionCount>([]);

    /// <summary>
    /// How many files of folders were not read, by reason. A load is given sources and knows of no folder: this is empty but where whoever
    /// opened the folders fills it in, as the console does.
    /// </summary>
    public IReadOnlyDictionary<SkipReason, long> SkippedFiles { get; init; } = new Dictionary<SkipReason, long>();

    /// <summary>Sources that could not be read to their end, with the reason; what was read of them is committed.</summary>
    public required IReadOnlyList<FailedSource> FailedSources { get; init => field = ValueList.Of(value, nameof(FailedSources)); }

    /// <summary>Whether the load was cancelled; what was indexed until then is committed.</summary>
    public required bool Cancelled { get; init; }

    /// <summary>The sequence number of the commit that made it durable.</summary>
    public required long Sequence { get; init; }

    /// <inheritdoc/>
    public bool Equals(IndexingReport? other) =>
        other is not null
        && (Articles, Replaced, Rejected, Bytes, Elapsed, RecognizedEntities) ==
           (other.Articles, other.Replaced, other.Rejected, other.Bytes, other.Elapsed, other.RecognizedEntities)
        && (Segments, Cancelled, Sequence) == (other.Segments, other.Cancelled, other.Sequence)
        && FailedSources.Equals(other.FailedSources) && NoticeExamples.Equals(other.NoticeExamples) && Rejections.Equals(other.Rejections)
        && AreEqual(Notices, other.Notices) && AreEqual(SkippedFiles, other.SkippedFiles);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Articles, Replaced, Rejected, Bytes, Elapsed, Sequence);

    private static bool AreEqual<T>(IReadOnlyDictionary<T, long> one, IReadOnlyDictionary<T, long> other) =>
        one.Count == other.Count && one.All(n => other.TryGetValue(n.Key, out var count) && count == n.Value);
}
