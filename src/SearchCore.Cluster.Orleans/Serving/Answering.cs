using System.Text.Json;

using SearchCore.Cluster.Orleans.Contracts;

namespace SearchCore.Cluster.Orleans.Serving;

/// <summary>Does what a client asks for away from the runtime's scheduler, and says in the answer what went wrong.</summary>
internal static class Answering
{
    public static Task<SearchAnswer> RunAsync<T>(string silo, Func<Task<T>> work, CancellationToken cancellation)
        where T : notnull => Task.Run(
        async () =>
        {
            try
            {
                return Done(await work().ConfigureAwait(false)) with { Silo = silo };
            }
            catch (QueryException e)
            {
                return new SearchAnswer(Outcome.QueryFault, ClusterJson.Write(e.Diagnostics.ToList()), e.Message, e.Query, silo);
            }
            catch (ShardsUnavailableException e)
            {
                return new SearchAnswer(Outcome.ShardsMissing, ClusterJson.Write(e.Missing.ToList()), e.Message, null, silo);
            }
            catch (Exception e) when (e is ArgumentException or JsonException)
            {
                return new SearchAnswer(Outcome.ArgumentFault, null, e.Message, null, silo);
            }
            catch (IOException e)
            {
                return new SearchAnswer(Outcome.Unavailable, null, e.Message, null, silo);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                return new SearchAnswer(Outcome.Failed, null, e.Message, null, silo);
            }
        },
        cancellation);

    /// <summary>As <see cref="RunAsync"/>, of something that may be not there.</summary>
    public static Task<SearchAnswer> FindAsync<T>(string silo, Func<Task<T?>> work, CancellationToken cancellation)
        where T : class => RunAsync<object>(
        silo, async () => await work().ConfigureAwait(false) is { } found ? (object)Done(found) : Nothing,
        cancellation);

    private static SearchAnswer Nothing { get; } = new(Outcome.Done, null, null, null);

    private static SearchAnswer Done<T>(T value) =>
        value as SearchAnswer ?? new SearchAnswer(Outcome.Done, ClusterJson.Write(value), null, null);
}
