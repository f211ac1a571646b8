using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace SearchCore.Analysis;

/// <summary>
/// The Romanian letters with a comma below become those with a cedilla, which stood for them before 1993 and which the stemmer knows.
/// </summary>
internal sealed class CedillaFilter : TokenFilter
{
    private readonly ICharTermAttribute term;

    public CedillaFilter(TokenStream input)
        : base(input) => term = AddAttribute<ICharTermAttribute>();

    public override bool IncrementToken()
    {
        if (!m_input.IncrementToken())
        {
            return false;
        }

        var word = term.Buffer.AsSpan(0, term.Length);
        word.Replace('ș', 'ş');
        word.Replace('ț', 'ţ');
        return true;
    }
}
