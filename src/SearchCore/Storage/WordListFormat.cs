using Lucene.Net.Index;

namespace SearchCore.Storage;

/// <summary>
/// The list of a segment's words as they are written, each with its term: what wildcards look for. A file of our own beside those of
/// Lucene's, one of the segment's files for whoever copies or deletes them.
/// </summary>
/// <remarks>
/// A header as Lucene's files have it; words in the order of their bytes, in blocks of some 4 KB; the blocks' first words; a footer. In a
/// block a word tells how many bytes it has of the one before it and which follow, then how many bytes at its end its term lacks, and which
/// the term has instead.
/// </remarks>
internal static class WordListFormat
{
    /// <summary>What the file's name ends with.</summary>
    public const string Extension = "wrd";

    /// <summary>What its header says.</summary>
    public const string Codec = "SearchCoreWords";

    public const int Version = 0;

    /// <summary>At how many bytes a block ends.</summary>
    public const int BlockBytes = 4_096;

    /// <summary>The longest word or term, in bytes: those of the longest term that Lucene takes.</summary>
    public const int MostBytes = 32_766;

    /// <summary>Counts up to this are told in half a byte.</summary>
    public const int Short = 15;

    public static string NameOf(string segment) => IndexFileNames.SegmentFileName(segment, string.Empty, Extension);
}
