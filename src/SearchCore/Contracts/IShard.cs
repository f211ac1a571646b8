using System.Text.Json.Serialization;

namespace SearchCore;

/// <summary>
/// A part of an archive that is searched as a whole: here (<see cref="ArticleShard"/>), or in another process behind an implementation that
/// carries bytes there and back. Thread-safe.
/// </summary>
/// <remarks>
/// What is asked and answered are messages of this library's own: nothing outside of it reads them, and both sides must be of versions that
/// understand each other (a shard of another one says so, and is missing from answers until then). Every question holds all that its answer
/// needs, so any replica of a shard can be asked any of them, and asking twice does no harm.
/// </remarks>
public interface IShard
{
    /// <summary>What answers call it where it is missing: short, unique among those that are searched together.</summary>
    string Name { get; }

    /// <summary>Has the shard answer. Whatever this throws but for cancelling makes the shard missing from the search.</summary>
    /// <param name="question">The question.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The answer.</returns>
    ValueTask<ReadOnlyMemory<byte>> AskAsync(ReadOnlyMemory<byte> question, CancellationToken cancellation);
}

/// <summary>A part of an archive that gave no answer.</summary>
/// <param name="Shard">Its name.</param>
/// <param name="Reason">Why, for people.</param>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record MissingShard(string Shard, string Reason);

/// <summary>No part of an archive gave an answer.</summary>
/// <param name="missing">All of them.</param>
public sealed class ShardsUnavailableException(IReadOnlyList<MissingShard> missing) : IOException(
    missing is [var first, ..] ? $"No shard answered; {first.Shard}: {first.Reason}" : "There is no shard.")
{
    /// <summary>The shards, and why.</summary>
    public IReadOnlyList<MissingShard> Missing { get; } = missing;
}
