using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace SearchCore.Analysis;

/// <summary>
/// What a stemmer is given that knows accents: each token in small letters, folded (<see cref="TextFolding"/>) but for the accents of
/// Latin, Greek, Cyrillic and other letters that have them. Of a Turkish word what follows an apostrophe goes.
/// </summary>
internal sealed class CaseFilter : TokenFilter
{
    private readonly bool isTurkic;
    private readonly ICharTermAttribute term;

    public CaseFilter(TokenStream input, bool isTurkic)
        : base(input) => (this.isTurkic, term) = (isTurkic, AddAttribute<ICharTermAttribute>());

    public override bool IncrementToken()
    {
        if (!m_input.IncrementToken())
        {
            return false;
        }

        var buffer = term.Buffer;
        var length = TextFolding.LowerToken(ref buffer, term.Length, isTurkic);
        if (isTurkic && buffer.AsSpan(0, length).IndexOf('\'') is > 0 and var apostrophe)
        {
            length = apostrophe;
        }

        term.Take(buffer, length);
        return true;
    }
}
