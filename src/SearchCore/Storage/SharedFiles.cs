using Lucene.Net.Index;
using Lucene.Net.Store;

using SearchCore.Files;

namespace SearchCore.Storage;

/// <summary>Opens a segment's files for our own readers: the very ones that Lucene's have open, where they have.</summary>
internal static class SharedFiles
{
    private const int Magic = 0x3FD76C17;

    /// <summary>A file as pages.</summary>
    /// <exception cref="CorruptIndexException">It does not begin as Lucene's files do.</exception>
    public static PagedFile Paged(Lucene.Net.Store.Directory directory, string name)
    {
        var file = new PagedFile(NameOf(directory, name), OpenFile(directory, name), PageCache.Shared);
        try
        {
            Span<byte> head = stackalloc byte[sizeof(int)];
            file.ReadThrough(0, head);
            return new ByteCursor(head, file.Name).Int32() == Magic
                ? file
                : throw new CorruptIndexException($"{file.Name} is damaged: it does not begin as such a file does");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>A file as it is.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="name">The file.</param>
    /// <param name="shown">What to call it in errors.</param>
    public static IReadableFile Open(Lucene.Net.Store.Directory directory, string name, out string shown)
    {
        shown = NameOf(directory, name);
        return OpenFile(directory, name);
    }

    /// <summary>All bytes of a file.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="name">The file.</param>
    /// <param name="shown">What to call it in errors.</param>
    public static byte[] ReadAll(Lucene.Net.Store.Directory directory, string name, out string shown)
    {
        shown = NameOf(directory, name);
        using var file = OpenFile(directory, name);
        var bytes = new byte[file.Length];
        return file.Read(bytes, 0) == bytes.Length ? bytes : throw new FileReadException($"{shown} ends before its length");
    }

    /// <summary>What the names of the files have in front of their ending, of a format that is chosen field by field.</summary>
    /// <param name="infos">The fields that have it.</param>
    /// <param name="key">The name under which a field tells its format.</param>
    /// <param name="read">The only format that is read.</param>
    /// <param name="segment">The segment.</param>
    /// <returns>Null where no field has any.</returns>
    /// <exception cref="CorruptIndexException">A field is in another format, or in files of its own.</exception>
    public static string? SuffixOf(IEnumerable<FieldInfo> infos, string key, string read, string segment)
    {
        string? suffix = null;
        foreach (var info in infos)
        {
            if (info.GetAttribute($"{key}.format") is { } format)
            {
                var own = $"{format}_{info.GetAttribute($"{key}.suffix")}";
                if (format != read || (suffix is not null && suffix != own))
                {
                    throw new CorruptIndexException($"{segment}: {info.Name} is in the format {own}, which is not read");
                }

                suffix = own;
            }
        }

        return suffix;
    }

    private static string NameOf(Lucene.Net.Store.Directory directory, string name) =>
        directory is DurableDirectory durable ? $"{name} in {durable.Folder}" : name;

    /// <summary>Whether a segment has a file.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="name">The file.</param>
    public static bool Has(SegmentInfo segment, string name) => segment.GetFiles().Contains(name) || (segment.UseCompoundFile
        && segment.Dir switch
        {
            DurableDirectory durable => durable.Has(name),
            PinnedCommit pinned => pinned.Has(name),
            _ => false,
        });

    private static IReadableFile OpenFile(Lucene.Net.Store.Directory directory, string name) => directory switch
    {
        DurableDirectory durable => durable.OpenShared(name),
        PinnedCommit pinned => pinned.OpenShared(name),
        _ => new InputFile(directory.OpenInput(name, IOContext.READ)),
    };

    /// <summary>A file of any directory of Lucene's.</summary>
    private sealed class InputFile(IndexInput input) : IReadableFile
    {
        public long Length => input.Length;

        public int Read(Span<byte> buffer, long offset)
        {
            var count = (int)Math.Min(buffer.Length, Length - offset);
            var bytes = new byte[count];
            lock (input)
            {
                input.Seek(offset);
                input.ReadBytes(bytes, 0, count);
            }

            bytes.CopyTo(buffer);
            return count;
        }

        public void Dispose() => input.Dispose();
    }
}
