using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Standard;

using SearchCore.Analysis;

namespace SearchCore.Benchmarks.Stages;

/// <summary>The index's analysis as a Lucene analyzer, by Lucene's own tokenizer: what ours is held to.</summary>
internal static class LuceneAnalyzer
{
    public static Analyzer English { get; } = Analyzer.NewAnonymous((_, reader) =>
    {
        var words = new StandardTokenizer(TextAnalysis.Version, reader) { MaxTokenLength = TextAnalysis.MaxTokenLength };
        return new TokenStreamComponents(words, TextLanguages.English.Normalize(words));
    });
}
