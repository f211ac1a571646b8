using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace SearchCore.Searching.Highlighting;

/// <summary>A word's term, as a chain of the index path makes it, one word at a time. For one thread.</summary>
internal sealed class WordNormalizer : IDisposable
{
    private readonly OneWord source;
    private readonly TokenStream chain;
    private readonly ICharTermAttribute term;

    public WordNormalizer(Func<TokenStream, TokenStream> filters)
    {
        source = new OneWord();
        chain = filters(source);
        term = chain.GetAttribute<ICharTermAttribute>();
    }

    public string Normalize(string word)
    {
        source.Word = word;
        chain.Reset();
        return chain.IncrementToken() ? term.ToString()! : string.Empty;
    }

    public void Dispose() => chain.Dispose();

    private sealed class OneWord : TokenStream
    {
        private readonly ICharTermAttribute term;

        public OneWord() => term = AddAttribute<ICharTermAttribute>();

        public string? Word { get; set; }

        public override bool IncrementToken()
        {
            if (Word is null)
            {
                return false;
            }

            ClearAttributes();
            term.SetEmpty().Append(Word);
            Word = null;
            return true;
        }
    }
}
