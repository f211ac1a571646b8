using System.Collections.Concurrent;
using System.Threading.RateLimiting;

using Microsoft.Extensions.Options;

using SearchCore.Web.Configuration;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Access;

/// <summary>
/// How much each user may ask for. By user, not by address: a newsroom comes from one. Who is not known gets no answer worth a limit.
/// Thread-safe.
/// </summary>
internal sealed class UserRates : IDisposable
{
    private readonly PartitionedRateLimiter<string>? limiter;
    private readonly ConcurrentDictionary<string, int> streams = new(StringComparer.Ordinal);
    private readonly LimitOptions limits;

    public UserRates(IOptions<ServiceOptions> options)
    {
        limits = options.Value.Limits;
        if (limits.RequestsPerSecond > 0)
        {
            limiter = PartitionedRateLimiter.Create<string, string>(user => RateLimitPartition.GetTokenBucketLimiter(user, _ => new()
            {
                TokenLimit = Math.Max(limits.RequestBurst, limits.RequestsPerSecond),
                TokensPerPeriod = limits.RequestsPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
                AutoReplenishment = true,
            }));
        }
    }

    /// <summary>Counts a request.</summary>
    /// <exception cref="Refusal">It is one too many.</exception>
    public void Count(Reader reader)
    {
        if (limiter is null || reader.Kind == SignIn.Embedded)
        {
            return;
        }

        using var lease = limiter.AttemptAcquire(reader.Id);
        if (!lease.IsAcquired)
        {
            throw TooMuch(
                $"You may ask {limits.RequestsPerSecond} times a second.",
                lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Counts a stream (an export, events) as long as it lasts.</summary>
    /// <exception cref="Refusal">It is one too many.</exception>
    public IDisposable Stream(Reader reader)
    {
        if (streams.AddOrUpdate(reader.Id, 1, (_, open) => open + 1) > limits.MaxStreams)
        {
            End(reader.Id);
            throw TooMuch($"You have {limits.MaxStreams} exports and event streams open already; end one.", TimeSpan.FromSeconds(5));
        }

        return new Counted(() => End(reader.Id));
    }

    public void Dispose() => limiter?.Dispose();

    private static Refusal TooMuch(string message, TimeSpan after) =>
        new(StatusCodes.Status429TooManyRequests, "You ask for too much at once.", message) { RetryAfter = after };

    private void End(string user) => streams.AddOrUpdate(user, 0, (_, open) => open - 1);

    private sealed class Counted(Action end) : IDisposable
    {
        private Action? end = end;

        public void Dispose() => Interlocked.Exchange(ref end, null)?.Invoke();
    }
}
