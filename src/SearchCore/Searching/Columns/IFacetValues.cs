namespace SearchCore.Searching.Columns;

/// <summary>The values of one kind of facet, numbered from 0 in the order of their code points.</summary>
internal interface IFacetValues
{
    /// <summary>How many there are.</summary>
    int Size { get; }

    /// <summary>A value as it is shown.</summary>
    string Value(int number);

    /// <summary>A value as it is compared.</summary>
    string Folded(int number);
}

/// <summary>What follows from the order of facet values.</summary>
internal static class FacetValueSearch
{
    /// <summary>The number of a value; -1 where it is none of them.</summary>
    public static int Find(this IFacetValues values, string value)
    {
        var (low, high) = (0, values.Size - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = Utf8Order.Compare(values.Value(middle), value);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }
}
