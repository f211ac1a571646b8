using System.Security.Cryptography;
using System.Text;

using SearchCore.Analysis;

namespace SearchCore.Schema;

/// <summary>
/// How a facet value stands in the index: <c>kind/Value</c> in the column, as it is to be shown, and <c>kind/folded value</c> as a term,
/// so that <c>person:"vladimir putin"</c> finds Vladimir Putin. A kind holds no slash, so the first one ends it.
/// </summary>
internal static class FacetTerm
{
    /// <summary>
    /// The longest folded value that stands as it is, in UTF-8 bytes; a longer one ends in a hash of the rest (Lucene's terms end at
    /// 32,766).
    /// </summary>
    public const int MaxFoldedBytes = 4_096;

    /// <summary>The column value.</summary>
    public static string Column(string kind, string value) => $"{kind}/{value}";

    /// <summary>The term that articles with this value have.</summary>
    public static string Term(string kind, string value)
    {
        var folded = TextFolding.FoldValue(value);
        if (Encoding.UTF8.GetByteCount(folded) > MaxFoldedBytes)
        {
            folded = string.Concat(
                folded.AsSpan(0, MaxFoldedBytes / 4), "#", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folded))));
        }

        return $"{kind}/{folded}";
    }

    /// <summary>What all terms and column values of a kind begin with.</summary>
    public static string Prefix(string kind) => $"{kind}/";
}
