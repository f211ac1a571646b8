using System.Collections.Concurrent;

using SearchCore.Searching.Messages;

namespace SearchCore.Searching.Sharding;

/// <summary>
/// Shards at one moment that are searched as one, and what they were found to be: their descriptions, answers and values, which do not
/// change as long as the moment does not. Thread-safe.
/// </summary>
/// <param name="shards">The shards.</param>
/// <param name="scope">The articles that may be known of; null for all.</param>
/// <param name="clock">What says how long an answer takes.</param>
internal sealed class ShardGroup(IReadOnlyList<IShard> shards, SearchScope? scope, TimeProvider clock)
{
    // Answers are small but for articles and wildcards of a thousand terms.
    private const int MostAnswers = 4_096, MostBytes = 64 << 20;

    // Stories that one shard took no part in are made again after so many times as long as making them took.
    private const int MakingsApart = 10;

    private static readonly TimeSpan QuicklyMade = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, MergedAnswer> answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(int Shard, string Kind), RemoteValues> values = new();
    private readonly ShardDescription?[] descriptions = new ShardDescription?[shards.Count];
    private readonly Lock gate = new();
    private Task<ShardedStories>? stories;
    private Task<ShardedStories>? again;
    private (TimeSpan Took, long Ended) lastMade;
    private long bytes;
    private ShardDescription? whole;

    /// <summary>The shards.</summary>
    public IReadOnlyList<IShard> Shards => shards;

    /// <summary>What says how long an answer takes.</summary>
    public TimeProvider Clock => clock;

    /// <summary>What all of them are together; null while one has not said what it is.</summary>
    public ShardDescription? Whole => Volatile.Read(ref whole);

    /// <summary>A question, up to what it asks.</summary>
    public MessageWriter Begin(ShardQuestionKind kind, int shard, TimeSpan limit)
    {
        var writer = new MessageWriter();
        new ShardQuestion(kind, Volatile.Read(ref descriptions[shard])?.Identity ?? 0, limit, scope).Write(writer);
        return writer;
    }

    /// <summary>What a shard said that it is; null where it has not.</summary>
    public ShardDescription? Described(int shard) => Volatile.Read(ref descriptions[shard]);

    /// <summary>Keeps what a shard is. The first answer stays: the group is of one moment.</summary>
    public ShardDescription Describe(int shard, ShardDescription description)
    {
        var kept = Interlocked.CompareExchange(ref descriptions[shard], description, null) ?? description;
        if (whole is null && Array.TrueForAll(descriptions, d => d is not null))
        {
            Volatile.Write(ref whole, ShardDescription.Merge(descriptions!));
        }

        return kept;
    }

    /// <summary>What all shards answered to a question; null where it is not known.</summary>
    public MergedAnswer? Known(string question) => answers.GetValueOrDefault(question);

    /// <summary>Keeps what all shards answered.</summary>
    public void Keep(string question, MergedAnswer answer)
    {
        if (answers.Count >= MostAnswers || Interlocked.Add(ref bytes, question.Length + answer.Bytes.Length) > MostBytes)
        {
            answers.Clear();
            Interlocked.Exchange(ref bytes, 0);
        }

        answers[question] = answer;
    }

    /// <summary>A shard's values of a kind; null where they have not been sent.</summary>
    public RemoteValues? Values(int shard, string kind) => values.GetValueOrDefault((shard, kind));

    /// <summary>Keeps a shard's values of a kind.</summary>
    public RemoteValues Keep(int shard, string kind, RemoteValues sent) => values.GetOrAdd((shard, kind), sent);

    /// <summary>
    /// The stories of all shards: made at the first need beside the searches that wait for them, and kept where every shard took part.
    /// Where one did not, they are made again beside the searches that come, which take those that there are if that is long.
    /// </summary>
    /// <param name="left">How long the caller can wait; infinite for as long as it takes.</param>
    /// <param name="cancellation">Cancels the waiting.</param>
    /// <exception cref="TimeoutException">There was no time for the first; they go on being made.</exception>
    public async Task<ShardedStories> StoriesAsync(TimeSpan left, CancellationToken cancellation)
    {
        Task<ShardedStories> last;
        Task<ShardedStories>? begun;
        lock (gate)
        {
            if (again is { IsCompleted: true })
            {
                stories = again.IsCompletedSuccessfully ? again : stories;
                again = null;
            }

            if (stories is null or { IsFaulted: true } or { IsCanceled: true })
            {
                stories = Task.Run(MakeStoriesAsync, CancellationToken.None);
            }

            begun = null;
            if (stories is { IsCompletedSuccessfully: true, Result.Missing.Count: > 0 } && again is null && IsTimeToMake())
            {
                begun = again = Task.Run(MakeStoriesAsync, CancellationToken.None);
            }

            last = stories;
        }

        if (begun is null)
        {
            return await last.WaitAsync(left, clock, cancellation).ConfigureAwait(false);
        }

        try
        {
            return await begun.WaitAsync(left == Timeout.InfiniteTimeSpan ? left : left / 2, clock, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // With what was found without a shard the others can be searched.
            return await last.ConfigureAwait(false);
        }
    }

    // What is quickly made is made for each search; else searches without a shard would do little but this.
    private bool IsTimeToMake() =>
        lastMade.Took <= QuicklyMade || clock.GetElapsedTime(lastMade.Ended) > MakingsApart * lastMade.Took;

    private async Task<ShardedStories> MakeStoriesAsync()
    {
        var begun = clock.GetTimestamp();
        try
        {
            return await StoryGathering.MakeAsync(this).ConfigureAwait(false);
        }
        finally
        {
            lock (gate)
            {
                lastMade = (clock.GetElapsedTime(begun), clock.GetTimestamp());
            }
        }
    }
}
