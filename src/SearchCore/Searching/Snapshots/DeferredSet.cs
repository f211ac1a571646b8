using System.Collections;

namespace SearchCore.Searching.Snapshots;

/// <summary>A set that is made when it is first asked for anything: most searches never ask. Thread-safe.</summary>
/// <typeparam name="T">What it holds.</typeparam>
internal sealed class DeferredSet<T>(Func<IReadOnlySet<T>> make) : IReadOnlySet<T>
{
    private readonly Lazy<IReadOnlySet<T>> made = new(make, LazyThreadSafetyMode.PublicationOnly);

    public int Count => made.Value.Count;

    public bool Contains(T item) => made.Value.Contains(item);

    public bool IsProperSubsetOf(IEnumerable<T> other) => made.Value.IsProperSubsetOf(other);

    public bool IsProperSupersetOf(IEnumerable<T> other) => made.Value.IsProperSupersetOf(other);

    public bool IsSubsetOf(IEnumerable<T> other) => made.Value.IsSubsetOf(other);

    public bool IsSupersetOf(IEnumerable<T> other) => made.Value.IsSupersetOf(other);

    public bool Overlaps(IEnumerable<T> other) => made.Value.Overlaps(other);

    public bool SetEquals(IEnumerable<T> other) => made.Value.SetEquals(other);

    public IEnumerator<T> GetEnumerator() => made.Value.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
