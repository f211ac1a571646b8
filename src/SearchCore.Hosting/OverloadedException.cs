namespace SearchCore.Hosting;

/// <summary>
/// There is more to do than may wait: too many searches, or a full queue of articles. Nothing was searched or taken; who asked may come
/// again after <see cref="RetryAfter"/>. A web site answers with 429 or 503.
/// </summary>
public sealed class OverloadedException : Exception
{
    /// <summary>Makes the exception.</summary>
    public OverloadedException(string index, string message, TimeSpan retryAfter)
        : base(message) => (Index, RetryAfter) = (index, retryAfter);

    /// <summary>The index's name.</summary>
    public string Index { get; }

    /// <summary>When it may be worth trying again: an estimate by how long the last ones took, a second at least.</summary>
    public TimeSpan RetryAfter { get; }
}
