using Lucene.Net.Util;

using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Overlaps;
using SearchCore.Searching.Trends;

namespace SearchCore.Searching.Sharding;

/// <summary>What a shard does in one round of a search. Plain data; both it and its answers travel.</summary>
internal abstract record Round
{
    /// <summary>Writes what is asked.</summary>
    public abstract void Write(MessageWriter writer);

    /// <summary>Does it and writes the answer.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public abstract void WriteAnswer(MessageWriter writer, ShardSearch search, SearchBudget budget);
}

/// <summary>A round with answers of a type.</summary>
internal abstract record Round<T> : Round
{
    /// <summary>Reads an answer.</summary>
    /// <param name="reader">Where it stands.</param>
    /// <param name="shard">The number of the shard.</param>
    /// <exception cref="MessageException">It is none.</exception>
    public abstract T Read(MessageReader reader, int shard);
}

/// <summary>Reads hits.</summary>
/// <param name="Hits">Their numbers in the shard, with their scores.</param>
internal sealed record FetchRound(IReadOnlyList<(int Document, double Score)> Hits) : Round<IReadOnlyList<SearchHit>>
{
    /// <inheritdoc/>
    public override void Write(MessageWriter writer) => writer.List(Hits, (w, hit) =>
    {
        w.Number(hit.Document);
        w.Real(hit.Score);
    });

    public static FetchRound ReadFrom(MessageReader reader) => new(reader.List(r => (r.Small(), r.Real())));

    /// <inheritdoc/>
    public override void WriteAnswer(MessageWriter writer, ShardSearch search, SearchBudget budget) =>
        writer.List(search.Fetch(Hits, budget), (w, hit) =>
        {
            w.Text(hit.Id);
            w.Real(hit.Score);
            w.Optional(hit.Title);
            w.Number(hit.Published?.UnixSeconds ?? OptionalNumbers.None);
            w.Optional(hit.Source);
            w.Optional(hit.Url);
            w.Optional(hit.Snippet?.Text);
            w.List(hit.Snippet?.Matches ?? [], (inner, range) =>
            {
                inner.Number(range.Start);
                inner.Number(range.End);
            });
        });

    /// <inheritdoc/>
    public override IReadOnlyList<SearchHit> Read(MessageReader reader, int shard) => reader.List(r =>
    {
        var (id, score, title, published) = (r.Text(), r.Real(), r.Optional(), r.Number());
        var (source, url, text) = (r.Optional(), r.Optional(), r.Optional());
        var matches = r.List(inner => new TextRange(inner.Small(), inner.Small()));
        return new SearchHit
        {
            Id = id,
            Score = score,
            Title = title,
            Published = published == OptionalNumbers.None ? null : new ArticleDate(published),
            Source = source,
            Url = url,
            Snippet = text is null ? null : new(text, matches),
        };
    });
}

/// <summary>The days on which there are articles.</summary>
internal sealed record DaysRound : Round<IReadOnlyList<int>>
{
    /// <inheritdoc/>
    public override void Write(MessageWriter writer)
    {
    }

    /// <inheritdoc/>
    public override void WriteAnswer(MessageWriter writer, ShardSearch search, SearchBudget budget)
    {
        var last = 0;
        writer.List(search.Index.Days(), (w, day) =>
        {
            w.Number(day - last);
            last = day;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<int> Read(MessageReader reader, int shard)
    {
        var last = 0;
        return reader.List(r => last += r.Small());
    }
}

/// <summary>Counts articles into buckets, or with values those that have each of them.</summary>
/// <param name="Unit">How wide a bucket is.</param>
/// <param name="Days">The first day of each.</param>
/// <param name="Values">The values; empty to count matches and articles.</param>
internal sealed record CountRound(TimelineUnit Unit, IReadOnlyList<DateOnly> Days, IReadOnlyList<string> Values)
    : Round<IReadOnlyList<CountedRow>>
{
    /// <inheritdoc/>
    public override void Write(MessageWriter writer)
    {
        writer.Number((int)Unit);
        var last = 0;
        writer.List(Days, (w, day) =>
        {
            w.Number(day.DayNumber - last);
            last = day.DayNumber;
        });
        writer.Texts(Values);
    }

    public static CountRound ReadFrom(MessageReader reader)
    {
        var (unit, last) = ((TimelineUnit)reader.Small(), 0);
        var days = reader.List(r => (last += r.Small()) is >= 0 and var day && day <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber(day)
            : throw new MessageException("a day is none of the calendar"));
        return new(unit, days, reader.Texts());
    }

    /// <inheritdoc/>
    public override void WriteAnswer(MessageWriter writer, ShardSearch search, SearchBudget budget)
    {
        var buckets = TimelineBuckets.Of(new(Unit, search.Zone), [.. Days], budget);
        IReadOnlyList<CountedRow> rows = Values.Count > 0
            ? search.Index.CountSeries(buckets, Values)
            : search.Index.Count(buckets) is var (matches, articles) ? [matches, articles] : [];
        writer.List(rows, (w, row) => w.List(row.Counts, (inner, count) => inner.Number(count)));
        if (search.CountsStories)
        {
            writer.List(rows, (w, row) => StoryRow.Write(w, row.Shared));
        }
    }

    /// <inheritdoc/>
    /// <exception cref="MessageException">There are other rows than were asked for, or other buckets.</exception>
    public override IReadOnlyList<CountedRow> Read(MessageReader reader, int shard)
    {
        var rows = reader.List(r => r.List(inner => inner.Number()).ToArray());
        List<IReadOnlyList<StoryRow>> shared = reader.AtEnd ? [.. rows.Select(_ => Array.Empty<StoryRow>())] : reader.List(StoryRow.Read);
        return rows.Count == (Values.Count > 0 ? Values.Count : 2) && rows.All(r => r.Length == Days.Count)
            && shared.Count == rows.Count && shared.All(s => s.All(row => (uint)row.Row < (uint)Days.Count))
            ? [.. rows.Select((row, i) => new CountedRow(row, shared[i]))]
            : throw new MessageException("it counts into other buckets");
    }
}

/// <summary>A shard's part of a comparison, with counts of values by number.</summary>
/// <param name="Articles">How many articles.</param>
/// <param name="Others">How many of them are no matches.</param>
/// <param name="Values">Counts by kind, of all.</param>
/// <param name="OtherValues">Counts by kind, of those that are no matches.</param>
/// <param name="Sample">A sample of those that are no matches; null where no words are compared.</param>
internal sealed record BackgroundInShard(
    long Articles, long Others, IReadOnlyList<SparseCounts> Values, IReadOnlyList<SparseCounts> OtherValues,
    IReadOnlyList<SampledArticle>? Sample);

/// <summary>Finds the articles with which matches are compared, and counts values in them.</summary>
/// <param name="Kinds">The kinds.</param>
/// <param name="WantsSample">Whether words are compared.</param>
internal sealed record CompareRound(IReadOnlyList<string> Kinds, bool WantsSample) : Round<BackgroundInShard>
{
    /// <inheritdoc/>
    public override void Write(MessageWriter writer)
    {
        writer.Texts(Kinds);
        writer.Flag(WantsSample);
    }

    public static CompareRound ReadFrom(MessageReader reader) => new(reader.Texts(), reader.Flag());

    /// <inheritdoc/>
    public override void WriteAnswer(MessageWriter writer, ShardSearch search, SearchBudget budget)
    {
        var found = search.WithBackground().CountBackground(Kinds, WantsSample);
        writer.Number(found.Articles);
        writer.Number(found.Others);
        writer.List(found.Values, (w, tally) => RemoteValues.WriteCounts(w, tally.Counts));
        writer.List(found.OtherValues, (w, tally) => RemoteValues.WriteCounts(w, tally.Counts));
        Samples.Write(writer, found.Sample);
    }

    /// <inheritdoc/>
    public override BackgroundInShard Read(MessageReader reader, int shard) => new(
        reader.Number(), reader.Number(), reader.List(RemoteValues.ReadCounts), reader.List(RemoteValues.ReadCounts),
        Samples.Read(reader, shard));
}

/// <summary>Counts words in the articles of a comparison.</summary>
/// <param name="Words">The words' terms.</param>
internal sealed record WordsRound(IReadOnlyList<byte[]> Words) : Round<IReadOnlyList<WordCount>>
{
    /// <inheritdoc/>
    public override void Write(MessageWriter writer) => writer.List(Words, (w, word) => w.Block(word));

    public static WordsRound ReadFrom(MessageReader reader) => new(reader.List(r => r.Block().ToArray()));

    /// <inheritdoc/>
    public override void WriteAnswer(MessageWriter writer, ShardSearch search, SearchBudget budget) =>
        writer.List(search.WithBackground().CountBackgroundWords([.. Words.Select(w => new BytesRef(w))]), (w, count) =>
        {
            w.Number(count.Articles);
            w.Number(count.Others);
        });

    /// <inheritdoc/>
    public override IReadOnlyList<WordCount> Read(MessageReader reader, int shard) =>
        reader.List(r => new WordCount(r.Number(), r.Number()));
}

/// <summary>What tells the texts of sampled articles apart (<see cref="SampledWords.Texts"/>).</summary>
/// <param name="Documents">Their numbers in the shard.</param>
internal sealed record TextsRound(IReadOnlyList<int> Documents) : Round<IReadOnlyList<ulong>>
{
    /// <inheritdoc/>
    public override void Write(MessageWriter writer) => writer.List(Documents, (w, document) => w.Number(document));

    public static TextsRound ReadFrom(MessageReader reader) => new(reader.List(r => r.Small()));

    /// <inheritdoc/>
    public override void WriteAnswer(MessageWriter writer, ShardSearch search, SearchBudget budget) =>
        writer.List(SampledWords.Texts(search.Point, search.Checked(Documents), budget), (w, text) => w.Fixed(text));

    /// <inheritdoc/>
    public override IReadOnlyList<ulong> Read(MessageReader reader, int shard) => reader.List(r => r.Fixed());
}

/// <summary>Counts the words of sampled articles.</summary>
/// <param name="Documents">Their numbers in the shard.</param>
internal sealed record SampleRound(IReadOnlyList<int> Documents) : Round<SampledWords>
{
    /// <inheritdoc/>
    public override void Write(MessageWriter writer) => writer.List(Documents, (w, document) => w.Number(document));

    public static SampleRound ReadFrom(MessageReader reader) => new(reader.List(r => r.Small()));

    /// <inheritdoc/>
    public override void WriteAnswer(MessageWriter writer, ShardSearch search, SearchBudget budget) =>
        SampledWords.Of(search.Checked(Documents).Select(d => (search.Point, d)), budget).Write(writer);

    /// <inheritdoc/>
    public override SampledWords Read(MessageReader reader, int shard) => SampledWords.Read(reader);
}

/// <summary>Samples in messages.</summary>
internal static class Samples
{
    public static void Write(MessageWriter writer, IReadOnlyList<SampledArticle>? sample)
    {
        writer.Flag(sample is not null);
        writer.List(sample ?? [], (w, article) =>
        {
            w.Fixed(article.Hash);
            w.Number(article.Document);
        });
    }

    public static IReadOnlyList<SampledArticle>? Read(MessageReader reader, int shard)
    {
        var has = reader.Flag();
        var sample = reader.List(r => new SampledArticle(r.Fixed(), shard, r.Small()));
        return has ? sample : null;
    }
}
