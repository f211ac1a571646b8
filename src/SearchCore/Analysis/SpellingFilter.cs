using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace SearchCore.Analysis;

/// <summary>Applies <see cref="WordSpelling"/> to each folded token.</summary>
internal sealed class SpellingFilter : TokenFilter
{
    private readonly ICharTermAttribute term;

    public SpellingFilter(TokenStream input)
        : base(input) => term = AddAttribute<ICharTermAttribute>();

    public override bool IncrementToken()
    {
        if (!m_input.IncrementToken())
        {
            return false;
        }

        term.Length = WordSpelling.Unify(term.Buffer.AsSpan(0, term.Length));
        return true;
    }
}
