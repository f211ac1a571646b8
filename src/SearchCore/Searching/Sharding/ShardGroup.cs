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

    private readonly ConcurrentDictionary<string, ReadOnlyMemory<byte>> answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(int Shard, string Kind), RemoteValues> values = new();
    private readonly ShardDescription?[] descriptions = new ShardDescription?[shards.Count];
    private readonly Lock gate = new();
    private Task<ShardedStories>? stories;
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

    /// <summary>What all shards answered to a question, as bytes; null where it is not known.</summary>
    public ReadOnlyMemory<byte>? Known(string question) =>
        answers.TryGetValue(question, out var answer) ? answer : (ReadOnlyMemory<byte>?)null;

    /// <summary>Keeps what all shards answered.</summary>
    public void Keep(string question, ReadOnlyMemory<byte> answer)
    {
        if (answers.Count >= MostAnswers || Interlocked.Add(ref bytes, question.Length + answer.Length) > MostBytes)
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
    /// </summary>
    public Task<ShardedStories> StoriesAsync()
    {
        lock (gate)
        {
            if (stories is null or { IsFaulted: true } or { IsCanceled: true }
                || (stories.IsCompletedSuccessfully && stories.Result.Missing.Count > 0))
            {
                stories = Task.Run(() => StoryGathering.MakeAsync(this));
            }

            return stories;
        }
    }
}
