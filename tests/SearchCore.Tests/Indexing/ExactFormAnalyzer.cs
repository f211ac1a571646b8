using System.Collections.Concurrent;

using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Util;

using SearchCore.Analysis;
using SearchCore.Tests.Analysis;

namespace SearchCore.Tests.Indexing;

/// <summary>Exact forms beside stems as one would have them from Lucene: the stem, and at its position the form with a mark.</summary>
internal static class ExactFormAnalyzer
{
    private static readonly ConcurrentDictionary<TextAnalysis, Analyzer> Made = new();

    public static Analyzer Of(TextAnalysis analysis) => Made.GetOrAdd(analysis, a => Analyzer.NewAnonymous((_, reader) =>
    {
        var words = new StandardTokenizer(TextAnalysis.Version, reader) { MaxTokenLength = TextAnalysis.MaxTokenLength };
        var forms = new Remembering(a.ExactForm(words));
        return new TokenStreamComponents(words, new Adding(new LuceneAnalyzer.MarkFilter(a.Stem(forms), a.Mark), forms, a.Mark));
    }));

    private sealed class Remembering : TokenFilter
    {
        private readonly ICharTermAttribute term;

        public Remembering(TokenStream input)
            : base(input) => term = AddAttribute<ICharTermAttribute>();

        public string Form { get; private set; } = string.Empty;

        public override bool IncrementToken()
        {
            if (!m_input.IncrementToken())
            {
                return false;
            }

            Form = term.ToString()!;
            return true;
        }
    }

    private sealed class Adding : TokenFilter
    {
        private readonly Remembering forms;
        private readonly string mark;
        private readonly ICharTermAttribute term;
        private readonly IPositionIncrementAttribute increment;
        private AttributeSource.State? stem;

        public Adding(TokenStream input, Remembering forms, string mark)
            : base(input)
        {
            (this.forms, this.mark) = (forms, mark);
            term = AddAttribute<ICharTermAttribute>();
            increment = AddAttribute<IPositionIncrementAttribute>();
        }

        public override bool IncrementToken()
        {
            if (stem is not null)
            {
                RestoreState(stem);
                stem = null;
                term.SetEmpty().Append('=').Append(mark).Append(forms.Form);
                increment.PositionIncrement = 0;
                return true;
            }

            if (!m_input.IncrementToken())
            {
                return false;
            }

            stem = CaptureState();
            return true;
        }

        public override void Reset()
        {
            base.Reset();
            stem = null;
        }
    }
}
