namespace SearchCore.Measuring;

/// <summary>An open index as gauges see it. Thread-safe; a member throws where the index is closed or damaged meanwhile.</summary>
internal interface IMeasuredIndex
{
    /// <summary>The value of the tag <c>index</c>.</summary>
    string Name { get; }

    /// <summary>Segments that searches see.</summary>
    int Segments { get; }

    /// <summary>Deleted articles that still take room.</summary>
    int Deleted { get; }

    /// <summary>Bytes of the index's files.</summary>
    long Bytes { get; }

    /// <summary>Points in time that are kept for cursors.</summary>
    int CursorsHeld { get; }

    /// <summary>Merges that failed since the index was opened.</summary>
    int FailedMerges { get; }
}
