using Lucene.Net.Util;

using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Facets;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Overlaps;
using SearchCore.Searching.Partials;
using SearchCore.Searching.Running;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Trends;

namespace SearchCore.Searching.Sharding;

/// <summary>The rounds of a search of shards: each asks all of them at once, and puts together what they answer.</summary>
internal sealed class ShardedMembers : ISearchMembers
{
    private readonly ShardedSearch shards;
    private readonly PreparedSearch search;
    private readonly SearchBudget budget;
    private readonly ulong session = (ulong)Random.Shared.NextInt64();
    private readonly ShardContext context;
    private readonly Lazy<ReadOnlyMemory<byte>> whole;
    private readonly Lazy<ReadOnlyMemory<byte>> brief;
    private bool tellsNext;
    private ShardedStories? stories;

    public ShardedMembers(ShardedSearch shards, PreparedSearch search, SearchBudget budget, bool isExport = false)
    {
        (this.shards, this.search, this.budget) = (shards, search, budget);
        context = new ShardContext(search.Asked, shards.Description, shards.Used, isExport);
        whole = new(() => Written(tellsLong: true));
        brief = context.HasLong ? new(() => Written(tellsLong: false)) : whole;

        // Long answers that no shard can have been told are told in the first round.
        tellsNext = shards.HasNewLong;
    }

    /// <inheritdoc/>
    public async ValueTask<PartialResults> CollectAsync()
    {
        stories = search.Asked.Unique ? await shards.StoriesAsync(search.Asked.Query).ConfigureAwait(false) : null;
        var found = await AskAsync(new CollectRound()).ConfigureAwait(false);
        string[] kinds = [.. search.Facets.Kinds];
        var grouped = search.Plan.Request.GroupBy is { } by ? QueryFields.FacetKind(by) : null;
        await FetchValuesAsync(grouped is null ? kinds : [.. kinds, grouped]).ConfigureAwait(false);
        var parts = new List<PartialResults>();
        foreach (var (shard, part) in found)
        {
            // A shard that found something and then failed to say what its values are is missing, and its facets with it.
            var groups = stories is not null ? Stories(shard, part) : grouped is null ? null : Groups(shard, grouped, part);
            if (Tallies(shard, kinds, part.Facets, part.Shared) is { } facets && HasRanges(shard, part)
                && (groups is not null || (grouped is null && stories is null)))
            {
                parts.Add(part.Results with { Facets = [.. facets, .. part.Ranges], Groups = groups });
            }
        }

        budget.Check();
        return parts.Count > 0 ? PartialResults.Merge(parts, search.Size, budget) : throw Nothing();
    }

    /// <inheritdoc/>
    public async ValueTask<FacetTally> ArchiveAsync(string kind)
    {
        var name = QueryFields.FacetKind(kind)!;
        await FetchValuesAsync([name]).ConfigureAwait(false);
        return FacetTally.Merge(
            [.. Enumerable.Range(0, shards.Group.Shards.Count).Select(s => shards.Group.Values(s, name)?.Archive()).OfType<FacetTally>()],
            budget);
    }

    /// <inheritdoc/>
    public async ValueTask<Background> CompareAsync(IReadOnlyList<string> kinds, bool wantsSample)
    {
        var found = await AskAsync(new CompareRound(kinds, wantsSample)).ConfigureAwait(false);
        string[] names = [.. kinds.Select(k => QueryFields.FacetKind(k)!)];
        await FetchValuesAsync(names).ConfigureAwait(false);
        var parts = new List<Background>();
        foreach (var (shard, part) in found)
        {
            if (Tallies(shard, names, part.Values, []) is { } values && Tallies(shard, names, part.OtherValues, []) is { } others)
            {
                parts.Add(new(part.Articles, part.Others, values, others, part.Sample));
            }
        }

        budget.Check();
        return parts.Count > 0 ? Background.Merge(parts, budget) : throw Nothing();
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<WordCount>> CountBackgroundWordsAsync(IReadOnlyList<BytesRef> words)
    {
        var round = new WordsRound([.. words.Select(w => w.Bytes.AsSpan(w.Offset, w.Length).ToArray())]);
        return WordCount.Merge(await AnswersAsync(round).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async ValueTask<SampledWords> ReadSampleAsync(IReadOnlyList<SampledArticle> sample)
    {
        var texts = await AskAsync(shard => new TextsRound(In(sample, shard)), shard => In(sample, shard).Count > 0).ConfigureAwait(false);
        var textOf = new Dictionary<(int, int), ulong>();
        foreach (var (shard, ofShard) in texts)
        {
            foreach (var (document, text) in In(sample, shard).Zip(ofShard))
            {
                textOf[(shard, document)] = text;
            }
        }

        var seen = new HashSet<ulong>();
        List<SampledArticle> read =
        [
            .. sample.Where(a => textOf.TryGetValue((a.Member, a.Document), out var text) && seen.Add(text)).Take(SampledWords.MaxArticles),
        ];
        var parts = await AskAsync(shard => new SampleRound(In(read, shard)), shard => In(read, shard).Count > 0).ConfigureAwait(false);
        return SampledWords.Merge([.. parts.Select(p => p.Answer)]);
    }

    /// <inheritdoc/>
    public ValueTask<T> AskAsync<T>(Lookup<T> lookup)
        where T : class => shards.AskAsync(lookup, budget);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<(PartialHit Place, SearchHit Hit)>> FetchAsync(IReadOnlyList<PartialHit> hits)
    {
        var parts = await AskAsync(
            shard => new FetchRound([.. hits.Where(h => h.Member == shard).Select(h => (h.Document, h.Score))]),
            shard => hits.Any(h => h.Member == shard)).ConfigureAwait(false);
        var read = parts.ToDictionary(p => p.Shard, p => new Queue<SearchHit>(p.Answer));
        var found = new List<(PartialHit, SearchHit)>(hits.Count);
        foreach (var place in hits)
        {
            if (read.TryGetValue(place.Member, out var some) && some.TryDequeue(out var hit))
            {
                found.Add((place, hit));
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<int>> DaysAsync()
    {
        var days = new SortedSet<int>();
        foreach (var own in await AnswersAsync(new DaysRound()).ConfigureAwait(false))
        {
            days.UnionWith(own);
        }

        return [.. days];
    }

    /// <inheritdoc/>
    public async ValueTask<TimelineCounts> CountAsync(TimelineBuckets buckets) => TimelineCounts.Merge(
        [.. (await AnswersAsync(new CountRound(buckets.Calendar.Unit, buckets.Days, [])).ConfigureAwait(false))
            .Select(rows => (rows[0], rows[1]))]);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<long[]>> CountSeriesAsync(TimelineBuckets buckets, IReadOnlyList<string> values) =>
        TimelineCounts.MergeSeries(await AnswersAsync(new CountRound(buckets.Calendar.Unit, buckets.Days, values)).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<(string? Id, int Articles)>> NameAsync(IReadOnlyList<int> numbers)
    {
        var known = stories!;
        var unnamed = numbers.Where(n => !known.Names.ContainsKey(n)).ToList();
        if (unnamed.Count > 0)
        {
            var ids = await StoryGathering.IdsAsync(shards, unnamed.SelectMany(n => known.Articles(n).ToArray())).ConfigureAwait(false);
            foreach (var story in unnamed)
            {
                var own = known.Articles(story).ToArray();
                if (own.All(ids.ContainsKey))
                {
                    known.Names[story] = own.Select(a => ids[a]).Min(StringComparer.Ordinal)!;
                }
            }
        }

        return [.. numbers.Select(n => (known.Names.GetValueOrDefault(n), known.Articles(n).Length))];
    }

    /// <summary>The next of all matches of each shard, in order.</summary>
    /// <param name="skips">How many came before, by shard; null for those that are not asked.</param>
    public ValueTask<List<(int Shard, ExportPage Answer)>> ExportAsync(long?[] skips) =>
        AskAsync(shard => new ExportRound(skips[shard]!.Value), shard => skips[shard] is not null);

    public void Dispose()
    {
    }

    private ReadOnlyMemory<byte> Written(bool tellsLong)
    {
        var writer = new MessageWriter();
        context.Write(writer, tellsLong);
        return writer.Written;
    }

    private static List<int> In(IReadOnlyList<SampledArticle> sample, int shard) =>
        [.. sample.Where(a => a.Member == shard).Select(a => a.Document)];

    // Null where the shard did not say what its values are, or counts others: then it is missing.
    private List<FacetTally>? Tallies(
        int shard, string[] kinds, IReadOnlyList<SparseCounts> counts, IReadOnlyList<IReadOnlyList<StoryRow>> stories)
    {
        if (!Array.TrueForAll(kinds, k => shards.Group.Values(shard, k) is not null))
        {
            return null;
        }

        try
        {
            return counts.Count == kinds.Length && stories.Count <= kinds.Length
                ? [.. kinds.Select((k, i) => counts[i].Of(shards.Group.Values(shard, k)!, stories.ElementAtOrDefault(i) ?? []))]
                : throw new MessageException("it does not count each kind of facet");
        }
        catch (MessageException e)
        {
            shards.Miss(shard, e.Message);
            return null;
        }
    }

    private bool HasRanges(int shard, FoundInShard part)
    {
        if (part.Ranges.Count == search.Facets.Ranges.Count)
        {
            return true;
        }

        shards.Miss(shard, "it does not count each facet of ranges");
        return false;
    }

    // Null where the shard did not say what its values are, or groups by others: then it is missing.
    private GroupedMatches? Groups(int shard, string kind, FoundInShard part)
    {
        if (shards.Group.Values(shard, kind) is not { } values)
        {
            return null;
        }

        if (part.Groups is { } groups && groups.All(g => (uint)g.Number < (uint)values.Size))
        {
            return new([values], [.. groups.Select(g => g with { Values = values })], part.Alone);
        }

        shards.Miss(shard, "it groups by a value that there is not");
        return null;
    }

    // Null where the shard counts by other stories: then it is missing.
    private GroupedMatches? Stories(int shard, FoundInShard part)
    {
        if (part.Groups is { } groups && groups.All(g => g.Number > 0 && g.Number <= stories!.Count))
        {
            return new([], groups, part.Alone);
        }

        shards.Miss(shard, "it counts by stories that there are not");
        return null;
    }

    private Exception Nothing() => shards.Missing.Count == shards.Group.Shards.Count
        ? new ShardsUnavailableException(shards.Missing)
        : new BudgetExceededException();

    private async ValueTask<IReadOnlyList<T>> AnswersAsync<T>(Round<T> round) =>
        [.. (await AskAsync(round).ConfigureAwait(false)).Select(a => a.Answer)];

    private ValueTask<List<(int Shard, T Answer)>> AskAsync<T>(Round<T> round) => AskAsync(_ => round, _ => true);

    private async ValueTask<List<(int Shard, T Answer)>> AskAsync<T>(Func<int, Round<T>> round, Func<int, bool> isAsked)
    {
        var answers = new List<(int Shard, T Answer)>();
        var untold = new HashSet<int>();
        var tellsAll = tellsNext;
        tellsNext = false;
        await AskOnceAsync(isAsked, tellsAll).ConfigureAwait(false);
        if (untold.Count > 0)
        {
            HashSet<int> again = [.. untold];
            await AskOnceAsync(again.Contains, tells: true).ConfigureAwait(false);
        }

        answers.Sort((a, b) => a.Shard.CompareTo(b.Shard));
        return answers;

        async ValueTask AskOnceAsync(Func<int, bool> isNow, bool tells)
        {
            var isPartial = await shards.AskAllAsync(
                ShardQuestionKind.Round, (shard, isDescribed) => isDescribed && isNow(shard),
                (shard, writer) =>
                {
                    writer.Fixed(session);
                    writer.Block((tells ? whole : brief).Value.Span);
                    RoundTable.Write(writer, round(shard));
                    TellStories(writer, shard, tells);
                },
                (shard, reader) => answers.Add((shard, round(shard).Read(reader, shard))),
                tells || (stories is null && brief == whole) ? null : untold).ConfigureAwait(false);
            if (isPartial)
            {
                budget.GiveUp();
            }
        }
    }

    // Which replica answers is not known, and whether it has been told: a number first, and all of it where that says nothing to it.
    private void TellStories(MessageWriter writer, int shard, bool isWhole)
    {
        if (stories is not null)
        {
            writer.Fixed(stories.Key);
            writer.Flag(isWhole);
            if (isWhole)
            {
                writer.Block(stories.Message(shard).Span);
            }
        }
    }

    private async ValueTask FetchValuesAsync(IReadOnlyList<string> kinds)
    {
        foreach (var kind in kinds.Distinct(StringComparer.Ordinal))
        {
            await shards.AskAllAsync(
                ShardQuestionKind.Values, (shard, isDescribed) => isDescribed && shards.Group.Values(shard, kind) is null,
                (_, writer) => writer.Text(kind),
                (shard, reader) => shards.Group.Keep(shard, kind, RemoteValues.Read(reader))).ConfigureAwait(false);
        }
    }
}
