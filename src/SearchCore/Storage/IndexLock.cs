using System.Globalization;
using System.Text;

namespace SearchCore.Storage;

/// <summary>
/// The exclusive right to write an index: a file held open with <see cref="FileShare.None"/>, which the kernel releases however the process
/// ends. Lucene.Net's own lock maps to a shared one on Linux and keeps nobody out.
/// </summary>
/// <remarks>
/// A file that is held so cannot be read by the one who is refused, so who holds it stands in a second file beside it.
/// Both have <c>lock</c> in their names and stay after release: removing a lock file is how two processes come to hold two locks.
/// </remarks>
internal sealed class IndexLock : IDisposable
{
    /// <summary>The file that is held.</summary>
    public const string FileName = "searchcore.lock";

    private const string HolderFileName = "searchcore.lock.holder";

    private readonly FileStream held;

    private IndexLock(FileStream held) => this.held = held;

    /// <summary>Takes the lock of a folder that exists.</summary>
    /// <exception cref="IndexException">Somebody else holds it, or the folder cannot be written.</exception>
    public static IndexLock Take(string folder)
    {
        var path = Path.Combine(folder, FileName);
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IndexException(IndexFault.Unwritable, folder, $"The index folder {folder} cannot be written: {e.Message} Open it read only, or grant write access.", e);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new IndexException(
                IndexFault.Locked, folder, $"The index in {folder} is open for writing elsewhere ({DescribeHolder(folder)}). Wait for it, close it there, or open the index read only.", e);
        }
        catch (IOException e)
        {
            throw new IndexException(IndexFault.Unwritable, folder, $"The index folder {folder} cannot be written: {e.Message}", e);
        }

        var taken = new IndexLock(stream);
        try
        {
            var holder = string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}");
            File.WriteAllText(Path.Combine(folder, HolderFileName), holder, Encoding.UTF8);
            return taken;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Whether somebody holds the lock of a folder at this moment.</summary>
    public static bool IsHeld(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            using var probe = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None, bufferSize: 1);
            return false;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public void Dispose() => held.Dispose();

    private static string DescribeHolder(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, HolderFileName)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "by a process that left no name";
        }
    }
}
