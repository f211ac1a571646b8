namespace SearchCore;

/// <summary>Makes lists inside of records compare by their elements, so that the records compare by what they say.</summary>
internal static class ValueList
{
    /// <summary>
    /// The list as one that is equal to every other with equal elements in the same order. It shows the given one and copies nothing.
    /// </summary>
    /// <exception cref="ArgumentNullException">The list is null; the exception names the member it was given for.</exception>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> values, string? member = null)
    {
        ArgumentNullException.ThrowIfNull(values, member ?? nameof(values));
        return values as Comparable<T> ?? new Comparable<T>(values);
    }

    private sealed class Comparable<T>(IReadOnlyList<T> values) : IReadOnlyList<T>
    {
        public int Count => values.Count;

        public T this[int index] => values[index];

        public IEnumerator<T> GetEnumerator() => values.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

        public override bool Equals(object? obj) => obj is Comparable<T> other && Count == other.Count && this.SequenceEqual(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var value in values)
            {
                hash.Add(value);
            }

            return hash.ToHashCode();
        }
    }
}
