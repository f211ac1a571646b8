using System.Text;

using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Filters;

namespace SearchCore.Searching.Planning;

/// <summary>Addresses and sites: exact terms, and the beginnings of such.</summary>
internal sealed partial class QueryTranslator
{
    private ConstantScoreQuery Address(AddressNode node)
    {
        var terms = new AddressTerms();
        terms.Read(Encoding.UTF8.GetBytes(node.Address), node.IsPrefix);
        return node.IsPrefix ? StartingWith(terms.Address) : Unscored(new TermQuery(new Term(FieldNames.Url, new BytesRef(terms.Address.ToArray()))));
    }

    // A host of any other shape than those that are indexed has no article.
    private Query Site(SiteNode node)
    {
        var terms = new AddressTerms();
        terms.Read(Encoding.UTF8.GetBytes("//" + node.Host));
        return terms.HasSite ? StartingWith(terms.Site) : new BooleanQuery();
    }

    private ConstantScoreQuery HasAddress() => StartingWith([AddressTerms.SiteMark], [AddressTerms.NoSiteMark]);

    private ConstantScoreQuery HasSite() => StartingWith([AddressTerms.SiteMark]);

    private ConstantScoreQuery StartingWith(ReadOnlySpan<byte> beginning, ReadOnlySpan<byte> other = default) => Unscored(new TermPrefixFilter(
        FieldNames.Url, other.IsEmpty ? [Encoding.UTF8.GetString(beginning)] : [Encoding.UTF8.GetString(beginning), Encoding.UTF8.GetString(other)], budget));
}
