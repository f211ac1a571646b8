using System.Globalization;

using SearchCore.Analysis;
using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Facets;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Overlaps;
using SearchCore.Searching.Partials;
using SearchCore.Searching.Sharding;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Tests.Searching.Sharding;

/// <summary>What shards and those who ask them send each other comes out as it went in, and nothing else is taken for it.</summary>
public class MessageTests
{
    private static readonly Lookup[] Lookups =
    [
        new WrittenTerms(new("en", "econ", "econ*my"), 12), new WrittenTerms(new("de", "öl", null), 1),
        new OtherWord(new("en", "or", null), ["a", "", "/de/ö"]),
        new SpelledTerms("fr", "élysée"),
        new NearTerms("ferri", 2, ["title", "body"]),
        new WordCounts(["a", "b"]), new WordCounts([]),
        new ValueCounts(["person/ann"]), new OwnTextCounts("own.summary", ["a", "b"]), new OwnTextCounts("title", []),
        new ScoringCounts(["a", "\u0001b"], Live: true),
        new NamesOfEntity(null, "USA"), new NamesOfEntity("place", "USA"),
        new ArticleById("x\0y"),
        new RowSynonyms("en", ["heart", "attack"], 1),
        new MembersOfArticles(),
        new FormsOfTerm("ferri"),
        new NearValues("person", "ann", 1),
        new WordsStarting("fe"),
        new SpellingsOfWords([("ferry", "ferri"), ("x", "y")]),
        new ValuesStarting("person", "A"),
        new TermsStarting("body", string.Empty), new ValuesInOrder("person"), new ValuesInOrder("nothing"),
        new ShinglesOfArticle("x1"), new ShinglesOfArticle("x3"), new NearArticles(Shingles.Of("The ferry and ferries"), 0.5),
    ];

    private static readonly Round[] Rounds =
    [
        new CollectRound(), new DaysRound(), new FetchRound([(0, 1.5), (int.MaxValue, double.NegativeInfinity)]),
        new CountRound(TimelineUnit.Week, [DateOnly.MinValue, new(1987, 3, 2), DateOnly.MaxValue], ["Ann", "Bob"]),
        new CompareRound(["person"], WantsSample: true), new WordsRound([[1, 2], []]), new TextsRound([3, 1]), new SampleRound([]),
        new ExportRound(long.MaxValue),
    ];

    [Fact]
    public void Numbers_and_texts_of_every_size_come_out_as_they_went_in()
    {
        var writer = new MessageWriter();
        long[] numbers = [0, 1, -1, 63, 64, -64, -65, int.MaxValue, long.MaxValue, long.MinValue];
        string?[] texts = [null, string.Empty, "a", "ö\0€", new('x', 100_000)];
        double[] reals = [0, -0.0, double.NaN, double.Epsilon, double.NegativeInfinity];
        writer.List(numbers, (w, n) => w.Number(n));
        writer.List(texts, (w, t) => w.Optional(t));
        writer.List(reals, (w, r) => w.Real(r));
        writer.Fixed(ulong.MaxValue);
        writer.Flag(true);
        writer.Block([1, 2, 3]);
        writer.Number(long.MaxValue);

        var reader = new MessageReader(writer.Written);
        Assert.Equal(numbers, reader.List(r => r.Number()));
        Assert.Equal(texts, reader.List(r => r.Optional()));
        Assert.Equal(reals.Select(BitConverter.DoubleToInt64Bits), reader.List(r => BitConverter.DoubleToInt64Bits(r.Real())));
        Assert.Equal(ulong.MaxValue, reader.Fixed());
        Assert.True(reader.Flag());
        Assert.Equal([1, 2, 3], reader.Block().ToArray());
        Assert.False(reader.AtEnd);
        Assert.Throws<MessageException>(() => reader.Small());
        Assert.Throws<MessageException>(() => reader.Flag());
    }

    [Fact]
    public void Every_question_and_every_round_has_a_form()
    {
        foreach (var lookup in Lookups)
        {
            Same(w => LookupTable.Write(w, lookup), r => LookupTable.Read(r), LookupTable.Write);
        }

        foreach (var round in Rounds)
        {
            Same(w => RoundTable.Write(w, round), r => RoundTable.Read(r), RoundTable.Write);
        }

        var kinds = typeof(Lookup).Assembly.GetTypes();
        Assert.Equal(
            kinds.Where(t => t.IsSubclassOf(typeof(Lookup)) && !t.IsAbstract).Select(t => t.Name).Order(),
            Lookups.Select(l => l.GetType().Name).Distinct().Order());
        Assert.Equal(
            kinds.Where(t => t.IsSubclassOf(typeof(Round)) && !t.IsAbstract).Select(t => t.Name).Order(),
            Rounds.Select(l => l.GetType().Name).Distinct().Order());
    }

    [Fact]
    public void Answers_come_out_as_they_went_in_and_what_stands_in_for_one_is_one()
    {
        using var index = new TestIndex(exactForms: false);
        for (var i = 0; i < 9; i++)
        {
            index.Add(new()
            {
                Id = $"x{i}",
                Title = "Heart attack of the economy",
                Body = $"The ferry and ferries, élysée economy {i}.",
                Language = i % 3 == 0 ? "fr" : null,
                Entities = [new("person", i % 2 == 0 ? "Ann" : "ann"), new("place", $"P{i}")],
            });
            index.Cut();
        }

        index.Delete("x3");
        var point = index.Open();
        foreach (var lookup in Lookups)
        {
            var answer = new MessageWriter();
            lookup.WriteAnswer(answer, point, SearchBudget.Unlimited);
            var merged = new MessageWriter();
            lookup.WriteMerged(merged, [lookup.ReadAnswer(new(answer.Written))]);
            var again = new MessageWriter();
            lookup.WriteMerged(again, [lookup.ReadAnswer(new(merged.Written))]);
            Assert.Equal(merged.Written.ToArray(), again.Written.ToArray());
            foreach (var cut in Enumerable.Range(0, Math.Min(200, answer.Length)))
            {
                try
                {
                    lookup.ReadAnswer(new(answer.Written[..cut]));
                }
                catch (MessageException)
                {
                    // What is cut off is none.
                }
            }
        }

        point.Release();
    }

    [Fact]
    public void Counts_of_values_come_out_as_they_went_in()
    {
        using var index = new TestIndex(exactForms: false);
        foreach (var (name, i) in new[] { "Ann", "ann", "ANN", "Bob", "Bob", "Çy" }.Select((n, i) => (n, i)))
        {
            index.Add(new() { Id = i.ToString(CultureInfo.InvariantCulture), Body = "x", Entities = [new("person", name)] });
        }

        var point = index.Open();
        var values = point.Facets.Kind("person", SearchBudget.Unlimited);
        var writer = new MessageWriter();
        RemoteValues.Write(writer, values, SearchBudget.Unlimited);
        var remote = RemoteValues.Read(new(writer.Written));
        Assert.Equal(values.Size, remote.Size);
        for (var number = 0; number < values.Size; number++)
        {
            Assert.Equal(values.Value(number), remote.Value(number));
            Assert.Equal(values.Folded(number), remote.Folded(number));
            Assert.Equal(number, remote.FindFolded(values.Folded(number)));
            Assert.Equal(values.IsSpelledVariously(number), remote.IsSpelledVariously(number));
            Assert.Equal(values.Spellings(number), remote.Spellings(number));
        }

        Assert.Equal(values.Archive(SearchBudget.Unlimited), remote.Archive().Counts.ToArray());
        int[] counts = [.. Enumerable.Range(0, values.Size).Select(n => n % 2 * (n + 300))];
        var sent = new MessageWriter();
        RemoteValues.WriteCounts(sent, counts);
        Assert.Equal(counts, RemoteValues.ReadCounts(new(sent.Written)).Of(remote, []).Counts.ToArray());
        Assert.Throws<MessageException>(() => new SparseCounts([99], [1]).Of(remote, []));
        Assert.Throws<MessageException>(() => new SparseCounts([0], [1]).Of(remote, [new(1, values.Size)]));
        point.Release();
    }

    [Fact]
    public void Stories_come_out_as_they_went_in_and_are_of_articles_that_there_are()
    {
        StoryRow[] rows = [new(3, 7), new(3, 0), new(90_000, 2)];
        var writer = new MessageWriter();
        StoryRow.Write(writer, rows);
        Assert.Equal(rows, StoryRow.Read(new(writer.Written)));
        writer = new();
        MemberStories.Write(writer, [(2, true, [1, 4]), (9, false, [0, 2, 5])]);
        var stories = MemberStories.Read(new(writer.Written), 6);
        Assert.Equal([2, 1, 2, 0, 1, 2], Enumerable.Range(0, 6).Select(stories.Of));
        Assert.Equal((2, true, 9, false), (stories.Number(1), stories.IsShared(1), stories.Number(2), stories.IsShared(2)));
        Assert.Equal([0, 2, 5], stories.Documents(2).ToArray());
        Assert.Throws<MessageException>(() => MemberStories.Read(new(writer.Written), 5));
        var twice = new MessageWriter();
        MemberStories.Write(twice, [(1, false, [1, 2]), (2, false, [2])]);
        Assert.Throws<MessageException>(() => MemberStories.Read(new(twice.Written), 6));
    }

    [Theory]
    [InlineData(0, "[0 TO 1}", true)]
    [InlineData(1, "[0 TO 1}", true)]
    [InlineData(2, "[0 TO 1}", false)]
    [InlineData(0, "[1 TO 2}", false)]
    public void Stories_of_ranges_are_of_ranges_that_there_are(int row, string range, bool isRead)
    {
        var writer = new MessageWriter();
        writer.Number(7);
        writer.Number(9);
        writer.List(Array.Empty<PartialHit>(), (_, _) => { });
        writer.List(Array.Empty<int>(), (_, _) => { });
        writer.List([1], (w, _) => w.List([(range, 0), ("[1 TO 2}", 4)], (inner, counted) =>
        {
            inner.Text(counted.Item1);
            inner.Number(counted.Item2);
        }));
        writer.Flag(false);
        Samples.Write(writer, null);
        writer.Flag(false);
        writer.List([1], (w, _) => StoryRow.Write(w, [new(3, row)]));
        writer.List(Array.Empty<int>(), (_, _) => { });
        if (!isRead)
        {
            Assert.Throws<MessageException>(() => new CollectRound().Read(new(writer.Written), 0));
            return;
        }

        var read = Assert.Single(new CollectRound().Read(new(writer.Written), 0).Ranges);
        Assert.Equal([0, 4], read.Counts.ToArray());
        Assert.Equal([new(3, row)], read.Shared);

        // Of two shards that have the story it is one.
        var merged = FacetTally.Merge([read, read], SearchBudget.Unlimited);
        Assert.Equal(
            row == 0 ? [1, 8] : [9], Enumerable.Range(0, merged.Values.Size).Select(number => merged.Counts[number]));
    }

    private static void Same<T>(Action<MessageWriter> write, Func<MessageReader, T> read, Action<MessageWriter, T> again)
    {
        var (first, second) = (new MessageWriter(), new MessageWriter());
        write(first);
        var reader = new MessageReader(first.Written);
        again(second, read(reader));
        Assert.True(reader.AtEnd);
        Assert.Equal(first.Written.ToArray(), second.Written.ToArray());
    }
}
