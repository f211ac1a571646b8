using System.Globalization;

namespace SearchCore.Articles.Reading;

/// <summary>What tells a file from the same file after somebody wrote to it.</summary>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Changed">When it was changed last, in ticks of UTC.</param>
internal readonly record struct FileStamp(long Length, long Changed)
{
    /// <summary>Of a file; null where there is none or it may not be looked at.</summary>
    public static FileStamp? Of(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Exists ? new FileStamp(file.Length, file.LastWriteTimeUtc.Ticks) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Length} {Changed}");
}
