using SearchCore.Analysis;
using SearchCore.Searching.Columns;

namespace SearchCore.Searching.Facets;

/// <summary>Values in which a word begins in some way, whatever its case and accents.</summary>
internal static class ValuePrefix
{
    /// <summary>Which values do; null where all do.</summary>
    /// <param name="values">The values.</param>
    /// <param name="prefix">What a word in them begins with; it may be several words.</param>
    public static Func<int, bool>? Accepts(IFacetValues values, string? prefix)
    {
        var folded = TextFolding.FoldValue(prefix ?? string.Empty);
        return folded.Length == 0 ? null : number => HasWord(values.Folded(number), folded);
    }

    private static bool HasWord(string value, string prefix)
    {
        for (var at = value.IndexOf(prefix, StringComparison.Ordinal);
             at >= 0;
             at = value.IndexOf(prefix, at + 1, StringComparison.Ordinal))
        {
            if (at == 0 || !char.IsLetterOrDigit(value[at - 1]))
            {
                return true;
            }
        }

        return false;
    }
}
