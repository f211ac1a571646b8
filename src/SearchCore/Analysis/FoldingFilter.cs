using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace SearchCore.Analysis;

/// <summary>Applies <see cref="TextFolding"/> to each token.</summary>
internal sealed class FoldingFilter : TokenFilter
{
    private readonly ICharTermAttribute term;

    public FoldingFilter(TokenStream input)
        : base(input) => term = AddAttribute<ICharTermAttribute>();

    public override bool IncrementToken()
    {
        if (!m_input.IncrementToken())
        {
            return false;
        }

        var buffer = term.Buffer;
        var length = TextFolding.FoldToken(ref buffer, term.Length);
        term.Take(buffer, length);
        return true;
    }
}
