using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;

namespace SearchCore.Indexing.Segments;

/// <summary>
/// Writes <c>segments_1</c>, the commit of an index of one segment, as <see cref="SegmentInfos"/> documents its layout in Lucene 4.8: its
/// own writing is not public.
/// </summary>
internal static class SegmentsFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "segments_1";

    private const int Version48 = 2;
    private const long NoGeneration = -1;

    /// <summary>Writes it, over the one before where there is one.</summary>
    /// <param name="directory">Where the segment's files are.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="delGen">The generation of its deletions; -1 without.</param>
    /// <param name="delCount">How many articles are deleted.</param>
    public static void Write(Lucene.Net.Store.Directory directory, SegmentInfo segment, long delGen, int delCount)
    {
        using var file = directory.CreateOutput(Name, IOContext.DEFAULT);
        CodecUtil.WriteHeader(file, "segments", Version48);

        // The version of the commit, the counter that names new segments, and how many there are.
        file.WriteInt64(1);
        file.WriteInt32(Number(segment.Name) + 1);
        file.WriteInt32(1);
        file.WriteString(segment.Name);
        file.WriteString(segment.Codec.Name);
        file.WriteInt64(delGen);
        file.WriteInt32(delCount);

        // No updates of columns: neither a newer field table nor files of theirs; and no user data.
        file.WriteInt64(NoGeneration);
        file.WriteInt32(0);
        file.WriteStringStringMap(new Dictionary<string, string>());
        CodecUtil.WriteFooter(file);
    }

    // Segments are named by number, in base 36 after an underscore.
    private static int Number(string name)
    {
        var number = 0;
        foreach (var c in name.AsSpan(1))
        {
            number = checked((number * 36) + (char.IsAsciiDigit(c) ? c - '0' : c - 'a' + 10));
        }

        return number;
    }
}
