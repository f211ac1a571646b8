using System.Text;

using SearchCore.Articles;
using SearchCore.Schema;

namespace SearchCore.Tests.Searching;

/// <summary>The order of hits that are otherwise equal: the newer one first, undated ones last, then by the hash of the id.</summary>
internal static class NaiveTies
{
    public static IEnumerable<Article> InOrder(IEnumerable<Article> articles) =>
        articles.OrderBy(a => a.Published is null).ThenByDescending(a => a.Published).ThenBy(a => Hash(a.Id));

    public static IEnumerable<string> InOrder(IEnumerable<string> ids) => ids.OrderBy(Hash);

    private static ulong Hash(string id) => IdHash.Of(Encoding.UTF8.GetBytes(id));
}
