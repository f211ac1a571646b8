using SearchCore.Searching.Columns;

namespace SearchCore.Searching.Facets;

/// <summary>A kind to count.</summary>
/// <param name="Kind">Its values.</param>
/// <param name="Sideways">Whether articles count that only the request's own drill-down to the kind excludes.</param>
/// <param name="ByStory">Whether stories are counted, and not articles.</param>
internal readonly record struct FacetCount(KindOrdinals Kind, bool Sideways, bool ByStory);
