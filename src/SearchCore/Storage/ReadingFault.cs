using Lucene.Net.Index;

namespace SearchCore.Storage;

/// <summary>Tells damaged files from everything else that goes wrong while an index is used.</summary>
/// <remarks>
/// Lucene verifies few files when it opens them, so that a changed byte may send a decoder anywhere and come out as an exception of any
/// kind; a bug, or an alias table of the host's, throws the same kinds. The kind of an exception therefore says nothing, but for the few
/// that only a reader of files throws: whether an index is damaged is asked of its files, which are compared with the checksums that they
/// were written with.
/// </remarks>
internal static class ReadingFault
{
    /// <summary>Whether an exception is one that only a reader of files throws.</summary>
    public static bool Is(Exception e) =>
        e is FileReadException or CorruptIndexException or IndexFormatTooNewException or IndexFormatTooOldException
        || (e is MergePolicy.MergeException { InnerException: { } cause } && Is(cause));

    /// <summary>Whether a call that does nothing but read files met damage: then any exception of Lucene's decoders is that.</summary>
    public static bool IsOfDecoder(Exception e) =>
        e is not IndexException
        && (e is IOException or InvalidDataException or FormatException or ArgumentException or IndexOutOfRangeException
                or OverflowException or InvalidOperationException or NullReferenceException or KeyNotFoundException
                or OutOfMemoryException or InvalidCastException or NotSupportedException
            || e.GetType().Assembly == typeof(SegmentInfos).Assembly);
}

/// <summary>A file of the index cannot be read where it should: the device failed, or what points there is damaged.</summary>
internal sealed class FileReadException(string message, Exception? inner = null) : IOException(message, inner);
