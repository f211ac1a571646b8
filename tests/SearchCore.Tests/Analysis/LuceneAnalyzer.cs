using System.Collections.Concurrent;

using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.TokenAttributes;

using SearchCore.Analysis;

namespace SearchCore.Tests.Analysis;

/// <summary>The index's analysis as Lucene analyzers, by Lucene's own tokenizer: what ours is held to.</summary>
internal static class LuceneAnalyzer
{
    private static readonly ConcurrentDictionary<TextAnalysis, Analyzer> Made = new();

    public static Analyzer English => Of(TextLanguages.English);

    public static Analyzer Of(TextAnalysis analysis) => Made.GetOrAdd(analysis, a => Analyzer.NewAnonymous((_, reader) =>
    {
        var words = new StandardTokenizer(TextAnalysis.Version, reader) { MaxTokenLength = TextAnalysis.MaxTokenLength };
        return new TokenStreamComponents(words, new MarkFilter(a.Normalize(words), a.Mark));
    }));

    /// <summary>Puts what says of which language a term is in front of it.</summary>
    internal sealed class MarkFilter : TokenFilter
    {
        private readonly string mark;
        private readonly ICharTermAttribute term;

        public MarkFilter(TokenStream input, string mark)
            : base(input) => (this.mark, term) = (mark, AddAttribute<ICharTermAttribute>());

        public override bool IncrementToken()
        {
            if (!m_input.IncrementToken())
            {
                return false;
            }

            var word = term.ToString()!;
            term.SetEmpty().Append(mark).Append(word);
            return true;
        }
    }
}
