using SearchCore.Searching.Budget;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Running;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Sharding;

/// <summary>
/// One search of several shards: the side that asks. What a shard fails to answer makes it missing from the rest of the search. For one
/// search; its rounds come one after another.
/// </summary>
internal sealed class ShardedSearch : ISearched
{
    // What an answer may come late by: it says then that the time was up, and what was found.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<string, MergedAnswer> own = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MergedAnswer> used = new(StringComparer.Ordinal);
    private readonly MissingShard?[] missing;
    private readonly TimeSpan limit;
    private readonly CancellationToken cancellation;
    private readonly long started;

    private ShardedSearch(ShardGroup group, TimeSpan limit, CancellationToken cancellation)
    {
        (Group, this.limit, this.cancellation, started) = (group, limit, cancellation, group.Clock.GetTimestamp());
        missing = new MissingShard?[group.Shards.Count];
        Description = null!;
    }

    /// <summary>The shards.</summary>
    public ShardGroup Group { get; }

    /// <summary>What those are together that take part.</summary>
    public ShardDescription Description { get; private set; }

    /// <summary>The answers that planning used.</summary>
    public IReadOnlyDictionary<string, MergedAnswer> Used => used;

    /// <summary>Whether a long one of them was asked for by this search, so that nobody can have been told it.</summary>
    public bool HasNewLong => own.Values.Any(a => a.IsLong);

    /// <inheritdoc/>
    public ulong Identity => Description.Identity;

    /// <inheritdoc/>
    public long Sequence => Description.Sequence;

    /// <inheritdoc/>
    public long Articles => Description.Articles;

    /// <inheritdoc/>
    public IReadOnlyList<MissingShard> Missing => [.. missing.OfType<MissingShard>()];

    /// <summary>The numbers of the shards that gave no answer, and why.</summary>
    public IEnumerable<(int Shard, string Reason)> MissingNow =>
        missing.Select((m, shard) => (shard, m?.Reason)).Where(m => m.Reason is not null).Select(m => (m.shard, m.Reason!));

    /// <summary>Begins a search: asks those shards what they are that have not said it yet.</summary>
    /// <exception cref="ShardsUnavailableException">No shard answered.</exception>
    /// <exception cref="ArgumentException">The shards are made with different options.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async ValueTask<ShardedSearch> BeginAsync(ShardGroup group, TimeSpan limit, CancellationToken cancellation)
    {
        var search = new ShardedSearch(group, limit, cancellation);
        if (group.Whole is { } whole)
        {
            search.Description = whole;
            return search;
        }

        await search.AskAllAsync(
            ShardQuestionKind.Describe, (shard, _) => group.Described(shard) is null, (_, _) => { },
            (shard, reader) => group.Describe(shard, ShardDescription.Read(reader))).ConfigureAwait(false);
        ShardDescription[] known = [.. Enumerable.Range(0, group.Shards.Count).Select(group.Described).OfType<ShardDescription>()];
        search.Description = known.Length > 0 ? ShardDescription.Merge(known) : throw new ShardsUnavailableException(search.Missing);
        return search;
    }

    /// <inheritdoc/>
    public async ValueTask<T> WithTermsAsync<T>(Func<ITermView, T> make, SearchBudget budget)
    {
        while (true)
        {
            budget.Check();
            var terms = new KnownTerms(Description, q => own.GetValueOrDefault(q) ?? Group.Known(q));
            T? made = default;
            try
            {
                made = make(terms);
            }
            catch (Exception e) when (terms.Missing.Count > 0 && e is not (BudgetExceededException or OperationCanceledException))
            {
                // What is wrong may be so only because not all is known.
            }

            foreach (var (question, answer) in terms.Used)
            {
                used[question] = answer;
            }

            if (terms.Missing.Count == 0)
            {
                return made!;
            }

            await LookUpAsync(terms.Missing).ConfigureAwait(false);
        }
    }

    /// <summary>Leaves a shard out from now on: what it answered is none.</summary>
    public void Miss(int shard, string reason) => missing[shard] ??= new(Group.Shards[shard].Name, reason);

    /// <summary>Asks something of all shards.</summary>
    public async ValueTask<T> AskAsync<T>(Lookup<T> lookup, SearchBudget budget)
        where T : class => await WithTermsAsync(terms => terms.Ask(lookup, budget), budget).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<long>> CostsAsync(SearchRequest request, IReadOnlyList<PlanClause> parts, SearchBudget budget)
    {
        var context = new MessageWriter();
        new ShardContext(request, Description, Used, IsExport: false).Write(context, tellsLong: true);
        var costs = new List<IReadOnlyList<long>>();
        await AskAllAsync(
            ShardQuestionKind.Costs, (_, isDescribed) => isDescribed, (_, writer) => writer.Block(context.Written.Span),
            (_, reader) => costs.Add(reader.List(r => r.Number()) is var said && said.Count == parts.Count
                ? said
                : throw new MessageException("it does not say what each part of the query costs"))).ConfigureAwait(false);
        return Explaining.Sum(parts.Count, costs);
    }

    /// <inheritdoc/>
    public ISearchMembers Begin(PreparedSearch search, SearchBudget budget) => new ShardedMembers(this, search, budget);

    /// <summary>
    /// The stories of all shards. A shard that took no part in making them is left out of the search too.
    /// </summary>
    /// <param name="query">The query's text, for what is wrong.</param>
    /// <exception cref="BudgetExceededException">There was no time; they go on being made.</exception>
    /// <exception cref="QueryException">A shard has no signatures, or there are too many articles, or too many alike.</exception>
    public async ValueTask<ShardedStories> StoriesAsync(string? query)
    {
        try
        {
            var stories = await Group.StoriesAsync(Left(), cancellation).ConfigureAwait(false);
            foreach (var (shard, reason) in stories.Missing)
            {
                Miss(shard, reason);
            }

            return stories;
        }
        catch (TimeoutException)
        {
            throw new BudgetExceededException();
        }
        catch (QueryException e)
        {
            throw new QueryException(query ?? string.Empty, e.Diagnostics);
        }
    }

    /// <summary>
    /// Asks several shards at once. Who fails is missing from then on.
    /// </summary>
    /// <param name="kind">What is asked.</param>
    /// <param name="isAsked">Which of those that are not missing are asked.</param>
    /// <param name="write">Writes what each of them is asked.</param>
    /// <param name="read">Reads its answer; called for one shard at a time.</param>
    /// <param name="untold">Takes the shards that must be told first what the question refers to; null where it stands there.</param>
    /// <returns>Whether any of them had no more time.</returns>
    public async ValueTask<bool> AskAllAsync(
        ShardQuestionKind kind, Func<int, bool, bool> isAsked, Action<int, MessageWriter> write, Action<int, MessageReader> read,
        ICollection<int>? untold = null)
    {
        var left = Left();
        var calls = new List<(int Shard, Task<ReadOnlyMemory<byte>> Answer)>();
        for (var shard = 0; shard < missing.Length; shard++)
        {
            if (missing[shard] is null && isAsked(shard, Group.Described(shard) is not null))
            {
                var message = Group.Begin(kind, shard, left);
                write(shard, message);
                calls.Add((shard, CallAsync(shard, message.Written, left)));
            }
        }

        var isPartial = false;
        foreach (var (shard, call) in calls)
        {
            try
            {
                var reader = new MessageReader(await call.ConfigureAwait(false));
                var answered = (ShardAnswerKind)reader.Small();
                if (answered == ShardAnswerKind.OutOfTime)
                {
                    isPartial = true;
                    missing[shard] = new(Group.Shards[shard].Name, "there was no time");
                }
                else if (answered == ShardAnswerKind.Answer)
                {
                    isPartial |= reader.Flag();
                    read(shard, new(reader.Block()));
                }
                else if (answered == ShardAnswerKind.Untold && untold is not null)
                {
                    untold.Add(shard);
                }
                else
                {
                    missing[shard] = new(Group.Shards[shard].Name, reader.Text());
                }
            }
#pragma warning disable CA1031 // Whatever is wrong with one shard, the others answer.
            catch (Exception e)
#pragma warning restore CA1031
            {
                // What breaks off because it is not wanted any more may say so in any words.
                cancellation.ThrowIfCancellationRequested();
                missing[shard] = new(Group.Shards[shard].Name, e is TimeoutException or OperationCanceledException
                    ? "it did not answer in time"
                    : e.Message);
            }
        }

        cancellation.ThrowIfCancellationRequested();
        return missing.All(m => m is not null) ? throw new ShardsUnavailableException(Missing) : isPartial;
    }

    private TimeSpan Left()
    {
        var left = limit == Timeout.InfiniteTimeSpan ? limit : limit - Group.Clock.GetElapsedTime(started);
        return limit != Timeout.InfiniteTimeSpan && left < TimeSpan.Zero ? TimeSpan.Zero : left;
    }

    private async Task<ReadOnlyMemory<byte>> CallAsync(int shard, ReadOnlyMemory<byte> message, TimeSpan left)
    {
        if (left == Timeout.InfiniteTimeSpan)
        {
            return await Group.Shards[shard].AskAsync(message, cancellation).ConfigureAwait(false);
        }

        // A shard that does not heed the token is not waited for either.
        using var late = new CancellationTokenSource(left + Grace, Group.Clock);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        return await Group.Shards[shard].AskAsync(message, ends.Token).AsTask()
            .WaitAsync(left + (2 * Grace), Group.Clock, cancellation).ConfigureAwait(false);
    }

    private async ValueTask LookUpAsync(IReadOnlyDictionary<string, Lookup> questions)
    {
        var asked = questions.ToList();
        var answers = asked.ConvertAll(_ => new List<object>());
        await AskAllAsync(
            ShardQuestionKind.LookUp, (_, isDescribed) => isDescribed,
            (_, writer) => writer.List(asked, (w, question) => LookupTable.Write(w, question.Value)),
            (_, reader) =>
            {
                // All of a shard's or none: an answer that is none makes the shard missing.
                var said = asked.ConvertAll(question => question.Value.ReadAnswer(new(reader.Block())));
                for (var i = 0; i < said.Count; i++)
                {
                    answers[i].Add(said[i]);
                }
            }).ConfigureAwait(false);
        var isWhole = Missing.Count == 0;
        for (var i = 0; i < asked.Count; i++)
        {
            var merged = new MessageWriter();
            asked[i].Value.WriteMerged(merged, answers[i]);
            var answer = own[asked[i].Key] = new(merged.Written);
            if (isWhole)
            {
                Group.Keep(asked[i].Key, answer);
            }
        }
    }
}
