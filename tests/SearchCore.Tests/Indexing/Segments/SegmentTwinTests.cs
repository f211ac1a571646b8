using SearchCore.Articles;
using SearchCore.Indexing.Segments;
using SearchCore.Schema;
using SearchCore.Storage;
using SearchCore.TestKit;

namespace SearchCore.Tests.Indexing.Segments;

/// <summary>IndexWriter is the oracle: a segment of the builder says the same as one of the same documents by IndexWriter.</summary>
public sealed class SegmentTwinTests
{
    /// <summary>
    /// The files that are the same byte for byte: those our own encoders write, but for stored fields, whose compressor differs.
    /// </summary>
    private static readonly string[] SameFiles = ["_Lucene41_0.doc", "_Lucene41_0.pos", "_Lucene41_0.tim", "_Lucene41_0.tip"];

    /// <summary>Files of the codec's writers: as long as IndexWriter's, which only has the fields in another order.</summary>
    private static readonly string[] FilesOfOneSize = ["_Lucene45_0.dvd", "_Lucene45_0.dvm", ".nvd", ".nvm"];

    [SharedFact]
    public void Reuters_makes_the_same_segment() => Compare(Corpus.ArticlesOfKnownCharacters(Corpus.Reuters, 2));

    [SharedFact]
    public void Long_briefings_make_the_same_segment() => Compare(Corpus.ArticlesOfKnownCharacters(Corpus.Briefings, 12));

    [SharedFact]
    public void Exact_forms_make_the_same_segment()
    {
        foreach (var (file, step) in new[] { (Corpus.Reuters, 5), (Corpus.Briefings, 60) })
        {
            using var builder = new SegmentBuilder(new IndexSchema(ExactForms: true));
            using var twins = Twins.Of(
                Corpus.ArticlesOfKnownCharacters(file, step), [], builder, ExactFormAnalyzer.Of);
            Compare(twins);
        }
    }

    [SharedFact]
    public void Scanned_text_makes_the_same_segment() => Compare(Corpus.ArticlesOfKnownCharacters(Corpus.Trove, 4));

    [Fact]
    public void Random_articles_make_the_same_segment()
    {
        using var stems = new SegmentBuilder(new IndexSchema(ExactForms: false));
        using var forms = new SegmentBuilder(new IndexSchema(ExactForms: true));
        for (var i = 0; i < (Corpus.Whole ? 600 : 60); i++)
        {
            var seed = Environment.TickCount + i;
            var random = new Random(seed);
            var articles = RandomArticles.Make(random, random.Next(8) == 0 ? random.Next(1, 1500) : random.Next(1, 40));
            try
            {
                var exact = random.Next(3) == 0;
                using var twins =
                    Twins.Of(articles, RandomArticles.Entities(random), exact ? forms : stems, exact ? ExactFormAnalyzer.Of : null);
                Compare(twins);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"seed {seed}", failure);
            }
        }
    }

    [Fact]
    public void Articles_with_nothing_but_an_id_and_a_word_make_the_same_segment() =>
        Compare([new Article { Id = "a", Body = "word" }, new Article { Id = "b", Title = "word" }, new Article { Id = "c", Body = "…" }]);

    [Fact]
    public void Terms_of_every_length_of_postings_make_the_same_segment() =>
        Compare(Enumerable.Range(0, 2_100).Select(i => new Article
        {
            Id = $"{i:D7}",
            Title = string.Concat(Enumerable.Repeat("again ", i % 300)),
            Body = string.Join(' ', Enumerable.Range(0, 12).Select(k => i % (1 << k) == 0 ? $"each{1 << k}" : $"only{k}x{i}")),
        }));

    private static void Compare(IEnumerable<Article> articles)
    {
        using var twins = Twins.Of(articles);
        Compare(twins);
    }

    private static void Compare(Twins twins)
    {
        Assert.Equal(Names(twins.Expected), Names(twins.Actual).Where(n => n != WordListFormat.NameOf(Twins.Name)));
        SegmentPair.AssertEqual(twins.ExpectedSegment, twins.ActualSegment);
        foreach (var file in SameFiles)
        {
            if (twins.Expected.ListAll().Contains(Twins.Name + file))
            {
                var (expected, actual) = twins.Files(file);
                Assert.True(expected.AsSpan().SequenceEqual(actual),
                    $"{file}: {expected.Length} and {actual.Length} bytes, the same up to {expected.AsSpan().CommonPrefixLength(actual)}");
            }
        }

        foreach (var file in FilesOfOneSize)
        {
            if (twins.Expected.ListAll().Contains(Twins.Name + file))
            {
                Assert.Equal((file, twins.Expected.FileLength(Twins.Name + file)), (file, twins.Actual.FileLength(Twins.Name + file)));
            }
        }

        // Invented characters have shorter matches than news, which our compressor gives up for its speed.
        var most = Bytes(twins.Expected) * 102 / 100;
        Assert.InRange(Bytes(twins.Actual) - twins.Actual.FileLength(WordListFormat.NameOf(Twins.Name)), 1, most);
        IndexCheck.AssertSound(twins.Actual);
    }

    private static long Bytes(Lucene.Net.Store.Directory directory) => Names(directory).Sum(directory.FileLength);

    private static IEnumerable<string> Names(Lucene.Net.Store.Directory directory) =>
        directory.ListAll().Where(n => n.StartsWith(Twins.Name, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
