using SearchCore.Analysis;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Overlaps;
using SearchCore.Searching.Planning;

namespace SearchCore.Searching.Sharding;

/// <summary>
/// Finds the stories of an archive whose shards are elsewhere. Each says the stories of its own articles and the signatures of all; of
/// pairs in different shards that look alike, the texts are asked for, unless they are connected already or were compared before.
/// </summary>
/// <remarks>For one making. It needs some 90 bytes an article of the whole archive while it works.</remarks>
internal sealed class StoryGathering
{
    // Pairs are decided so many at a time, of which texts are asked for together.
    private const int PairsAtATime = 4_096, TextsAtATime = 256, IdsAtATime = 4_096;

    // No search waits for it; it ends some time all the same where a shard hangs.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly ShardedSearch shards;
    private readonly List<(int Shard, int Document)> places = [];
    private readonly List<byte> signatures = [];
    private readonly Dictionary<(int Shard, int Story), List<int>> stories = [];
    private readonly Dictionary<int, Shingles> texts = [];
    private readonly List<(int One, int Other)> held = [];
    private StoryState state;
    private string? why;
    private long compared;
    private long shinglesKept;

    private StoryGathering(ShardedSearch shards) => this.shards = shards;

    /// <summary>Finds them. A shard that does not answer takes no part.</summary>
    /// <exception cref="QueryException">A shard has no signatures, or there are too many articles, or too many alike.</exception>
    /// <exception cref="ShardsUnavailableException">No shard answered.</exception>
    public static async Task<ShardedStories> MakeAsync(ShardGroup group)
    {
        try
        {
            var shards = await ShardedSearch.BeginAsync(group, Longest, CancellationToken.None).ConfigureAwait(false);
            return await new StoryGathering(shards).MakeAsync().ConfigureAwait(false);
        }
        catch (StoryLimitException e)
        {
            throw new QueryException(string.Empty, [Faults.TooManyStories(e.Message)]);
        }
    }

    /// <summary>The ids of articles; those of shards that do not answer are left out.</summary>
    public static async ValueTask<IReadOnlyDictionary<(int Shard, int Document), string>> IdsAsync(
        ShardedSearch shards, IEnumerable<(int Shard, int Document)> articles)
    {
        var ids = new Dictionary<(int, int), string>();
        await InTurnAsync(
            shards, ShardQuestionKind.Ids, articles.GroupBy(a => a.Shard, a => a.Document), IdsAtATime, r => r.Texts(),
            (shard, document, id) => ids[(shard, document)] = id).ConfigureAwait(false);
        return ids;
    }

    private async Task<ShardedStories> MakeAsync()
    {
        await ReadAsync().ConfigureAwait(false);
        var joining = new StoryJoining(signatures);
        foreach (var story in stories.Values)
        {
            for (var i = 1; i < story.Count; i++)
            {
                joining.Join(story[i], story[0]);
            }
        }

        foreach (var (one, other) in joining.Pairs())
        {
            // A shard has compared its own.
            if (places[one].Shard == places[other].Shard)
            {
                continue;
            }

            if (KnownOverlaps.TryGet(joining.Fingerprint(one), joining.Fingerprint(other), out var near))
            {
                if (near)
                {
                    joining.Join(one, other);
                }

                continue;
            }

            held.Add((one, other));
            if (held.Count == PairsAtATime)
            {
                await DecideAsync(joining).ConfigureAwait(false);
            }
        }

        await DecideAsync(joining).ConfigureAwait(false);
        var numbers = joining.Numbered(out _);
        return new(
            numbers.Select((story, i) => (places[i].Shard, places[i].Document, story)).Where(a => a.story > 0),
            shards.Group.Shards.Count, [.. shards.MissingNow]);
    }

    private async ValueTask ReadAsync()
    {
        StoryMaking.RequireFew(shards.Articles);
        var next = new int[shards.Group.Shards.Count];
        while (Array.Exists(next, n => n >= 0))
        {
            var asked = next.ToArray();
            Array.Fill(next, -1);
            await shards.AskAllAsync(
                ShardQuestionKind.Signatures, (shard, isDescribed) => isDescribed && asked[shard] >= 0,
                (shard, writer) => writer.Number(asked[shard]),
                (shard, reader) =>
                {
                    var page = SignaturePage.Read(reader);
                    next[shard] = page.Next > asked[shard] || page.Next == -1
                        ? page.Next
                        : throw new MessageException("its pages do not go on");
                    Take(shard, page);
                }).ConfigureAwait(false);
            Refuse();
        }
    }

    private void Take(int shard, SignaturePage page)
    {
        (state, why) = page.State == StoryState.Known ? (state, why) : (page.State, page.Why);
        foreach (var (document, story) in page.Articles)
        {
            if (story > 0)
            {
                if (!stories.TryGetValue((shard, story), out var own))
                {
                    stories[(shard, story)] = own = [];
                }

                own.Add(places.Count);
            }

            places.Add((shard, document));
        }

        signatures.AddRange(page.Signatures.Span);
    }

    // What one shard cannot say nobody can.
    private void Refuse()
    {
        if (state == StoryState.NoSignatures)
        {
            throw new QueryException(string.Empty, [Faults.NoSignatures()]);
        }

        if (state == StoryState.TooMany)
        {
            throw new StoryLimitException(why!);
        }
    }

    private async ValueTask DecideAsync(StoryJoining joining)
    {
        held.RemoveAll(p => joining.AreJoined(p.One, p.Other));
        compared += held.Count;
        StoryMaking.RequireFewTexts(compared);
        if (shinglesKept > StoryMaking.MostShinglesKept)
        {
            texts.Clear();
            shinglesKept = 0;
        }

        var wanted = held.SelectMany(p => new[] { p.One, p.Other }).Where(a => !texts.ContainsKey(a)).Distinct()
            .ToDictionary(a => places[a], a => a);
        await InTurnAsync(
            shards, ShardQuestionKind.Shingles, wanted.Keys.GroupBy(p => p.Shard, p => p.Document), TextsAtATime, StoryTexts.ReadShingles,
            (shard, document, text) =>
            {
                texts[wanted[(shard, document)]] = text;
                shinglesKept += text.Count;
            }).ConfigureAwait(false);
        foreach (var (one, other) in held)
        {
            // Without a text its shard is missing by now.
            if (texts.TryGetValue(one, out var left) && texts.TryGetValue(other, out var right))
            {
                var near = left.OverlapWith(right) >= Likeness.Near;
                KnownOverlaps.Add(joining.Fingerprint(one), joining.Fingerprint(other), near);
                if (near)
                {
                    joining.Join(one, other);
                }
            }
        }

        held.Clear();
    }

    // Asks each shard about its articles, some at a time, all shards at once. An answer may be of the first of them only.
    private static async ValueTask InTurnAsync<T>(
        ShardedSearch shards, ShardQuestionKind kind, IEnumerable<IGrouping<int, int>> articles, int atATime,
        Func<MessageReader, IReadOnlyList<T>> read, Action<int, int, T> take)
    {
        var left = articles.ToDictionary(a => a.Key, a => new Queue<int>(a.Order()));
        while (left.Count > 0)
        {
            var answered = new HashSet<int>();
            await shards.AskAllAsync(
                kind, (shard, isDescribed) => isDescribed && left.ContainsKey(shard),
                (shard, writer) => writer.List([.. left[shard].Take(atATime)], (w, document) => w.Number(document)),
                (shard, reader) =>
                {
                    var answers = read(reader);
                    if (answers.Count == 0 || answers.Count > Math.Min(atATime, left[shard].Count))
                    {
                        throw new MessageException("it answers about other articles");
                    }

                    answered.Add(shard);
                    foreach (var answer in answers)
                    {
                        take(shard, left[shard].Dequeue(), answer);
                    }
                }).ConfigureAwait(false);
            foreach (var (shard, own) in left.ToList())
            {
                if (own.Count == 0 || !answered.Contains(shard))
                {
                    left.Remove(shard);
                }
            }
        }
    }
}
