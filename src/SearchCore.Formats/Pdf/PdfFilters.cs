using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace SearchCore.Formats.Pdf;

/// <summary>
/// The filters of a PDF's streams, none of which may unpack to more than people's files do: what is packed small may be large without end.
/// For one file.
/// </summary>
internal sealed class PdfFilters(CancellationToken cancellation) : IFilterProvider
{
    private readonly Dictionary<IFilter, IFilter> bounded = [];
    private readonly PdfBudget budget = new(cancellation);

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) =>
        Bounded(DefaultFilterProvider.Instance.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) =>
        Bounded(DefaultFilterProvider.Instance.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => Bounded(DefaultFilterProvider.Instance.GetAllFilters());

    private List<IFilter> Bounded(IReadOnlyList<IFilter> filters)
    {
        var all = new List<IFilter>(filters.Count);
        foreach (var filter in filters)
        {
            if (!bounded.TryGetValue(filter, out var own))
            {
                bounded[filter] = own = new Filter(filter, budget);
            }

            all.Add(own);
        }

        return all;
    }

    private sealed class Filter(IFilter filter, PdfBudget budget) : IFilter
    {
        public bool IsSupported => filter.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            if (filter is FlateFilter)
            {
                budget.Take(input.Span);
            }
            else if (filter is LzwFilter)
            {
                budget.TakeLzw(input.Length);
            }

            var output = filter.Decode(input, streamDictionary, filterProvider, filterIndex);
            budget.Take(output.Length);
            return output;
        }
    }
}
