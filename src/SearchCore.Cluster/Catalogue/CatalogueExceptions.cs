using System.Globalization;

namespace SearchCore.Cluster.Catalogue;

/// <summary>A catalogue that is not there, not what was asked for, or damaged; the message says what to do.</summary>
public sealed class CatalogueException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="fault">What kind of fault it is.</param>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="inner">The cause, where there is one.</param>
    public CatalogueException(CatalogueFault fault, string message, Exception? inner = null)
        : base(message, inner) => Fault = fault;

    /// <summary>What kind of fault it is.</summary>
    public CatalogueFault Fault { get; }
}

/// <summary>The kinds of fault of a catalogue.</summary>
public enum CatalogueFault
{
    /// <summary>There is none; it must be created first.</summary>
    Missing,

    /// <summary>It is there with other settings than those asked for.</summary>
    Different,

    /// <summary>What it holds cannot be understood.</summary>
    Damaged,

    /// <summary>The database refuses what was asked, as where rights are missing.</summary>
    Refused,
}

/// <summary>
/// A catalogue that cannot be reached: its server is away, its folder cannot be used. The same call can be made again; whether a change was
/// made is not known until then.
/// </summary>
public sealed class CatalogueUnavailableException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was tried, and for how long.</param>
    /// <param name="inner">The last failure.</param>
    public CatalogueUnavailableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

/// <summary>
/// A shard that cannot be taken for the time being, because the cluster is being split. The same call can be made again later.
/// </summary>
public sealed class ShardHeldException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="holder">What whoever splits it calls itself.</param>
    public ShardHeldException(int shard, string holder)
        : base(
            $"Shard {shard} cannot be written yet: the cluster is being split ({holder}). Searches go on; send the change again later.") =>
        Shard = shard;

    /// <summary>The shard.</summary>
    public int Shard { get; }
}

/// <summary>
/// A writer that may not write its shard any more, because another one took it or published later. Nothing of it was published with this.
/// </summary>
public sealed class StaleWriterException : InvalidOperationException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="refused">What was to be published, or the epoch alone with sequence 0.</param>
    /// <param name="epoch">The shard's last epoch.</param>
    /// <param name="published">What is published of it; null for nothing.</param>
    public StaleWriterException(int shard, SnapshotName refused, long epoch, SnapshotName? published = null)
        : base(MessageOf(shard, refused, epoch, published)) => (Shard, Refused, CurrentEpoch) = (shard, refused, epoch);

    /// <summary>The shard.</summary>
    public int Shard { get; }

    /// <summary>What was to be published; sequence 0 where it had not come to that.</summary>
    public SnapshotName Refused { get; }

    /// <summary>The shard's last epoch.</summary>
    public long CurrentEpoch { get; }

    private static string MessageOf(int shard, SnapshotName refused, long epoch, SnapshotName? published)
    {
        var there = published is { } p
            ? string.Create(CultureInfo.InvariantCulture, $", and commit {p.Sequence} of epoch {p.Epoch} is published") : string.Empty;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Commit {refused.Sequence} of epoch {refused.Epoch} of shard {shard} is refused: the shard's epoch is {epoch}{there}. "
                + $"Another writer has it; what was not acknowledged is for that one to be told.");
    }
}
