using System.Buffers;

using SearchCore.Articles.Checksums;
using SearchCore.Files;

namespace SearchCore.Storage;

/// <summary>
/// Gives a file of an index a place in another folder. Its files never change once written, so a second name is as good as a copy.
/// </summary>
internal static class FileCopy
{
    private const int BufferBytes = 1024 * 1024;

    /// <summary>Links a file, or copies and syncs it where it cannot be linked. The name is durable once the folder is synced.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="path">Where the file is, if it still is.</param>
    /// <param name="open">The same, opened.</param>
    /// <param name="target">The path to make.</param>
    /// <param name="sum">What the file must be; null where that is not known.</param>
    /// <param name="cancellation">Looked at between pieces.</param>
    /// <returns>Whether it was linked.</returns>
    /// <exception cref="InvalidDataException">What was read is not what the file must be.</exception>
    public static bool LinkOrCopy(
        IFileOperations files, string path, IReadableFile open, string target, FileSum? sum, CancellationToken cancellation)
    {
        if (files.TryLink(path, target))
        {
            return true;
        }

        using (var copy = files.Create(target))
        {
            var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
            try
            {
                var crc = 0u;
                var at = 0L;
                for (int read; (read = open.Read(buffer.AsSpan(0, BufferBytes), at)) > 0; at += read)
                {
                    cancellation.ThrowIfCancellationRequested();
                    crc = Crc32.Append(crc, buffer.AsSpan(0, read));
                    copy.Write(buffer.AsSpan(0, read));
                }

                if (sum is { } expected && expected != new FileSum(at, crc))
                {
                    throw new InvalidDataException($"{path} is damaged: its bytes are not those that were written");
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }

            copy.Sync();
        }

        return false;
    }
}
