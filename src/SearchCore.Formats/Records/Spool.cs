using System.Globalization;

namespace SearchCore.Formats.Records;

/// <summary>A temporary file for what has to be read by seeking and comes as a stream. It is deleted when it is closed.</summary>
internal static class Spool
{
    private const long MostBytes = 4L * 1024 * 1024 * 1024;
    private const int Piece = 128 * 1024;

    /// <summary>The rest of a stream as a file at its start.</summary>
    /// <exception cref="InvalidDataException">It is longer than a temporary file may be.</exception>
    public static FileStream Of(Stream stream)
    {
        var file = new FileStream(Path.Join(Path.GetTempPath(), $"searchcore-{Guid.NewGuid():N}.tmp"), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose,
        });
        try
        {
            var piece = new byte[Piece];
            for (int read; (read = stream.Read(piece)) > 0;)
            {
                if (file.Length + read > MostBytes)
                {
                    throw new InvalidDataException(string.Create(
                        CultureInfo.InvariantCulture, $"it is longer than {MostBytes:N0} bytes and can only be read as a file"));
                }

                file.Write(piece, 0, read);
            }

            file.Position = 0;
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
