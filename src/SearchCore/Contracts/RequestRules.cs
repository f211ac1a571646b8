using SearchCore.Queries;
using SearchCore.Queries.Json;

namespace SearchCore;

/// <summary>
/// What no request may hold, whatever the index: a null where a value belongs, a value that its enumeration does not have.
/// </summary>
internal static class RequestRules
{
    /// <summary>Requires a request that can be meant.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    /// <exception cref="ArgumentException">It cannot be meant; the message names the member.</exception>
    public static void Require(SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Known(request.Dialect, nameof(request.Dialect));
        Known(request.DefaultOperator, nameof(request.DefaultOperator));
        Known(request.Sort, nameof(request.Sort));
        if ((request.Fields & ~HitFields.All) != 0)
        {
            throw Wrong(nameof(request.Fields), $"has no value {request.Fields}");
        }

        Each(request.Select, nameof(request.Select), Choice);
        Each(request.Facets, nameof(request.Facets), Facet);
        Each(request.Significant, nameof(request.Significant), (wanted, at) => Text(wanted.Kind, at, nameof(wanted.Kind)));
        Each(request.Boosts, nameof(request.Boosts), (_, _) => { });
        if (request.SortBy is { Field: null })
        {
            throw Wrong($"{nameof(request.SortBy)}.{nameof(FieldSort.Field)}", "is null");
        }

        if (request.Timeline is { } timeline)
        {
            Known(timeline.Unit, $"{nameof(request.Timeline)}.{nameof(timeline.Unit)}");
            if (timeline.By is { } by)
            {
                Facet(by, $"{nameof(request.Timeline)}.{nameof(timeline.By)}");
            }
        }

        if (request.Against is { } against)
        {
            Each(against.Select, $"{nameof(request.Against)}.{nameof(against.Select)}", Choice);
            if (against.Tree is { } other && QueryTree.FindFault(other) is { } slip)
            {
                throw Wrong($"{nameof(request.Against)}.{nameof(against.Tree)}", slip);
            }
        }

        if (request.Tree is { } tree && QueryTree.FindFault(tree) is { } fault)
        {
            throw Wrong(nameof(request.Tree), fault);
        }
    }

    private static void Each<T>(IReadOnlyList<T> values, string member, Action<T, string> check)
    {
        for (var i = 0; i < values.Count; i++)
        {
            var at = $"{member}[{i}]";
            check(values[i] is { } value ? value : throw Wrong(at, "is null"), at);
        }
    }

    private static void Choice(DrillDown choice, string at)
    {
        Text(choice.Kind, at, nameof(choice.Kind));
        Text(choice.Value, at, nameof(choice.Value));
    }

    private static void Facet(FacetRequest facet, string at)
    {
        Text(facet.Kind, at, nameof(facet.Kind));
        Each(facet.Ranges, $"{at}.{nameof(facet.Ranges)}", (_, _) => { });
        if (facet.Unit is { } unit)
        {
            Known(unit, $"{at}.{nameof(facet.Unit)}");
        }
    }

    private static void Text(string? text, string at, string member)
    {
        if (text is null)
        {
            throw Wrong($"{at}.{member}", "is null");
        }
    }

    private static void Known<T>(T value, string member)
        where T : struct, Enum
    {
        if (!EnumNames<T>.IsKnown(value))
        {
            throw Wrong(member, $"has no value {value}");
        }
    }

    private static ArgumentException Wrong(string member, string what) => new($"SearchRequest.{member} {what}.");
}
