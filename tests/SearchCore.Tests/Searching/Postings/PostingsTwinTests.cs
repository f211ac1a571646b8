using System.Globalization;
using System.Text;
using Lucene.Net.Index;
using SearchCore.Articles;
using SearchCore.Searching.Postings;
using SearchCore.Storage;

namespace SearchCore.Tests.Searching.Postings;

/// <summary>Lucene's readers are the oracle: ours find the same terms in the same documents, as often, and at the same places.</summary>
public sealed class PostingsTwinTests
{
    private const int PackedSize = BlockDecoder.Size;

    // A longer run: SEARCHCORE_TWINS=200 dotnet test --filter PostingsTwinTests
    private static readonly int Archives =
        int.TryParse(Environment.GetEnvironmentVariable("SEARCHCORE_TWINS"), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : 12;

    private readonly PostingsTwin twin = new();

    [Fact]
    public void Terms_of_every_length_of_postings_are_read_as_Lucene_reads_them()
    {
        var seed = Environment.TickCount;
        try
        {
            var random = new Random(seed);
            using var index = new TestIndex(TwinArticles.Large(random, 9_600));
            twin.CompareWithMerged(index, random);
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"seed {seed}", failure);
        }
    }

    [Fact]
    public void Small_archives_of_several_segments_are_read_as_Lucene_reads_them()
    {
        for (var i = 0; i < Archives; i++)
        {
            var seed = unchecked(Environment.TickCount + (i * 7_919));
            try
            {
                var random = new Random(seed);
                using var index = new TestIndex(exactForms: random.Next(2) == 0);
                var articles = random.Next(3) == 0 ? random.Next(1, 12) : random.Next(1, 700);
                for (var article = 0; article < articles; article++)
                {
                    index.Add(TwinArticles.Small(random, article));
                    if (random.Next(200) == 0)
                    {
                        index.Cut();
                    }
                }

                for (var gone = random.Next(20); gone > 0; gone--)
                {
                    index.Delete($"a{random.Next(articles)}");
                }

                twin.CompareWithMerged(index, random);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"seed {seed}", failure);
            }
        }
    }

    [Theory]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(70_001)]
    public void A_word_that_stands_in_one_article_over_many_blocks_is_read_as_Lucene_reads_it(int times)
    {
        // Before, between and behind it articles that have it now and then, so that its positions begin within a block.
        var seed = Environment.TickCount;
        try
        {
            var random = new Random(seed);
            using var index = new TestIndex();
            for (var article = 0; article < 700; article++)
            {
                var text = new StringBuilder();
                var alphas = article == 300 ? times : random.Next(4);
                var bravos = article == 300 ? times + 1 : article == 450 ? times / 2 : random.Next(2);
                for (var i = 0; i < Math.Max(alphas, bravos); i++)
                {
                    text.Append(i < alphas ? "alpha " : "").Append(i < bravos ? "bravo " : "");
                    for (var more = random.Next(20) == 0 ? random.Next(40) : 0; more > 0; more--)
                    {
                        text.Append("other ");
                    }
                }

                var title = article == 300 ? $"only {text}" : "some other";
                index.Add(new Article { Id = $"a{article}", Title = title, Body = text.ToString() });
            }

            twin.CompareWithMerged(index, random);
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"seed {seed}", failure);
        }
    }

    [Fact]
    public void Fields_that_no_article_has_have_no_terms()
    {
        using var index = new TestIndex(new Article { Id = "a", Body = "word" });
        var point = index.Open();
        try
        {
            var postings = SegmentPostings.Of(point.Reader.Leaves[0].AtomicReader);
            Assert.NotNull(postings.Field("id"));
            Assert.NotNull(postings.Field("body"));
            Assert.Null(postings.Field("title"));
            Assert.Null(postings.Field("no such field"));
        }
        finally
        {
            point.Release();
        }
    }

    [Fact]
    public void How_often_a_word_stands_does_not_show_in_a_field_without_frequencies_that_is_read_next()
    {
        using var index = new TestIndex([
            .. Enumerable.Range(0, 2 * PackedSize).Select(i => new Article
            {
                Id = $"{i:D4}",
                Body = i % PackedSize == 50 ? "word word word" : "word",
                Source = "all",
            }),
        ]);
        var point = index.Open();
        try
        {
            var postings = SegmentPostings.Of(point.Reader.Leaves[0].AtomicReader);
            var cursor = new PostingCursor();
            Assert.True(postings.Field("body")!.TryFind("word"u8, out var words));
            cursor.Open(postings, words);
            Assert.True(cursor.Next());
            Assert.Equal(3, cursor.Frequencies()[50]);
            var others = MultiFields.GetTerms(point.Reader, "facet").GetEnumerator();
            Assert.True(others.MoveNext());
            Assert.Equal(2 * PackedSize, others.DocFreq);
            Assert.True(postings.Field("facet")!.TryFind(others.Term.Bytes.AsSpan(others.Term.Offset, others.Term.Length), out var all));
            cursor.Open(postings, all);
            Assert.True(cursor.Next());
            Assert.All(cursor.Frequencies(), f => Assert.Equal(1, f));
        }
        finally
        {
            point.Release();
        }
    }
}
