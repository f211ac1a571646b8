using System.Text;

using BenchmarkDotNet.Attributes;

using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Analysis;
using SearchCore.Benchmarks.Corpora;
using SearchCore.Indexing.Segments;
using SearchCore.Schema;

namespace SearchCore.Benchmarks.Stages;

/// <summary>
/// The bodies' postings with positions, and their term dictionary. Ours starts from the log of terms and inverts it first; Lucene.Net's
/// writer is given what IndexWriter has inverted while adding. The answer: articles and occurrences of the witness, as read back by
/// Lucene.Net.
/// </summary>
public class PostingsBenchmarks : StageBenchmark<(int Holders, long Occurrences)>
{
    private const string Format = "Lucene41", Suffix = Format + "_0";

    private readonly Inverter inverter = new();
    private readonly PostingsEncoder encoder = new();
    private readonly TermDictionary dictionary = new();
    private TermTable table = null!;
    private TermMemo memo = null!;
    private TextPostings body = null!;
    private InvertedField inverted = null!;
    private FieldInfos fields = null!;
    private BareSegment segment = null!;

    [IterationSetup]
    public void MakePlace() => segment = new BareSegment(Corpus.Articles, fields);

    [Benchmark(Baseline = true, Description = "Lucene41PostingsFormat, of inverted")]
    public void Stock()
    {
        using var consumer = PostingsFormat.ForName(Format).FieldsConsumer(segment.WriteState(Suffix));
        inverted.WriteTo(consumer.AddField(fields.FieldInfo("body")));
    }

    [Benchmark(Description = "Inverter and encoders, of the log")]
    public void Own()
    {
        var state = segment.WriteState(Suffix);
        encoder.Open(state);
        dictionary.Open(state);
        inverter.Write(fields.FieldInfo("body"), body.Field.Log, memo.Terms, table.Stems, encoder, dictionary);
        dictionary.Close();
        encoder.Close();
    }

    [GlobalCleanup]
    public void Close() => memo.Dispose();

    /// <inheritdoc/>
    protected override void Prepare()
    {
        table = new TermTable();
        memo = TextLanguages.English.NewMemo(table);
        body = new TextPostings(FieldTable.Body, table);
        foreach (var article in ParsedArticle.ReadAll(Corpus))
        {
            body.Add(article.Body, memo);
        }

        inverted = new InvertedField(body.Field.Log, memo.Terms);
        fields = new FieldInfos([new FieldInfo(
            "body", true, 0, false, false, false, IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, DocValuesType.NONE, DocValuesType.NUMERIC,
            null)]);
    }

    /// <inheritdoc/>
    protected override (int Holders, long Occurrences) Expected() => (Corpus.WitnessArticles, Corpus.WitnessOccurrences);

    /// <inheritdoc/>
    protected override (int Holders, long Occurrences) Found()
    {
        using var producer = PostingsFormat.ForName(Format).FieldsProducer(segment.ReadState(Suffix));
        var terms = producer.GetTerms("body").GetEnumerator();
        return terms.SeekExact(new BytesRef(Encoding.UTF8.GetBytes(BenchmarkCorpus.Witness)))
            ? (terms.DocFreq, terms.TotalTermFreq)
            : (0, 0);
    }

    /// <inheritdoc/>
    protected override void CleanUp() => segment.Dispose();
}
