namespace SearchCore.Schema;

/// <summary>How dates stand in the index.</summary>
internal static class PublishedTrie
{
    /// <summary>
    /// Bits dropped from one precision to the next: four terms a date (second, 18 hours, 136 years, all), few for any range.
    /// </summary>
    public const int Step = 16;
}
