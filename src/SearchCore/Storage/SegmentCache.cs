using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

using Lucene.Net.Index;

namespace SearchCore.Storage;

/// <summary>
/// Our own readers of segments, one of a kind for each segment, kept as long as the segment, over any number of reopenings. Thread-safe.
/// </summary>
/// <typeparam name="T">The readers; told when the segment's last reader is closed, and then they close.</typeparam>
/// <param name="make">Makes the one of a segment. Where it throws, it leaves nothing open.</param>
/// <param name="open">Opens what was made, which is closed where that throws; null where there is nothing more to open.</param>
internal sealed class SegmentCache<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>(
    Func<SegmentReader, T> make, Action<T, SegmentReader>? open = null)
    where T : class, SegmentReader.ICoreDisposedListener
{
    private readonly ConditionalWeakTable<object, T> readers = [];

    /// <summary>That of a segment. To be asked for first when the segment is opened: then its files are certainly there.</summary>
    /// <exception cref="CorruptIndexException">A file is damaged.</exception>
    public T Of(AtomicReader reader)
    {
        var segment = FilterAtomicReader.Unwrap(reader);
        return readers.TryGetValue(segment.CoreCacheKey, out var known)
            ? known
            : readers.GetValue(segment.CoreCacheKey, _ => Open((SegmentReader)segment));
    }

    /// <summary>That of a segment that was asked for its own before; null of others, whose files may be gone by now.</summary>
    public T? Known(AtomicReader reader) =>
        readers.TryGetValue(FilterAtomicReader.Unwrap(reader).CoreCacheKey, out var known) ? known : null;

    private T Open(SegmentReader segment)
    {
        var made = make(segment);
        try
        {
            open?.Invoke(made, segment);
        }
        catch
        {
            made.OnDispose(segment);
            throw;
        }

        segment.AddCoreDisposedListener(made);
        return made;
    }
}
