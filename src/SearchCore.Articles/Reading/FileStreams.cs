using System.Formats.Tar;

namespace SearchCore.Articles.Reading;

/// <summary>Opening files for reading from start to end.</summary>
internal static class FileStreams
{
    /// <summary>What to say about what is no regular file.</summary>
    public const string NotRegular = "it is a pipe, a socket or a device, not a regular file; give it as standard input instead";

    /// <summary>Opens a regular file, unbuffered: readers bring buffers of their own.</summary>
    /// <exception cref="IOException">It is a folder, a pipe, a socket or a device.</exception>
    public static Stream Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException("it is a folder");
        }

        if (!IsRegular(path))
        {
            throw new IOException(NotRegular);
        }

        return new FileStream(path, new FileStreamOptions
        {
            BufferSize = 0,
            Options = FileOptions.SequentialScan,
            Share = FileShare.ReadWrite | FileShare.Delete,
        });
    }

    /// <summary>
    /// Whether a path, or what it links to, is a regular file. The file is not opened: to open a pipe is to wait for its writer.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static bool IsRegular(string path)
    {
        // Pipes, sockets and devices have no length. What is left are empty files and those of /proc.
        if (new FileInfo(path).Length > 0)
        {
            return true;
        }

        // The runtime tells the kind of a file nowhere but here: a tar entry says what it was made of.
        try
        {
            path = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            using var archive = new MemoryStream();
            using (var writer = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
            {
                writer.WriteEntry(path, "file");
            }

            archive.Position = 0;
            using var reader = new TarReader(archive);
            return reader.GetNextEntry()?.EntryType == TarEntryType.RegularFile;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
