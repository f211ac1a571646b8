using System.Globalization;
using System.Text;

using SearchCore.Files;

namespace SearchCore.Storage;

/// <summary>
/// The exclusive right to write an index: a file held open with <see cref="FileShare.None"/>, which the kernel releases however the process
/// ends. Lucene.Net's own lock maps to a shared one on Linux and keeps nobody out.
/// </summary>
/// <remarks>
/// A file that is held so cannot be read by the one who is refused, so who holds it stands in a second file beside it, which goes when the
/// index is closed in good order: where it is there and nobody holds the lock, somebody was interrupted. Both have <c>lock</c> in their
/// names. The first stays after release: removing a lock file is how two processes come to hold two locks.
/// </remarks>
internal sealed class IndexLock : IDisposable
{
    /// <summary>The file that is held.</summary>
    public const string FileName = "searchcore.lock";

    // The files that say who holds it: one is made before the other goes, so that a power cut leaves one of them.
    private static readonly string[] HolderFileNames = ["searchcore.lock.holder", "searchcore.lock.holder-2"];

    // The runtime's switch that turns FileShare into nothing, as a setting of the process and as an environment variable.
    private const string NoLocking = "System.IO.DisableFileLocking", NoLockingVariable = "DOTNET_SYSTEM_IO_DISABLEFILELOCKING";

    private readonly string folder;
    private readonly IFileOperations files;
    private readonly FileStream held;

    private IndexLock(string folder, IFileOperations files, FileStream held) =>
        (this.folder, this.files, this.held) = (folder, files, held);

    /// <summary>Whether a file of an index's folder is a lock's, ours or Lucene's, and holds nothing of the index.</summary>
    public static bool IsLockFile(string name) => name.Contains("lock", StringComparison.Ordinal);

    /// <summary>Takes the lock of a folder that exists.</summary>
    /// <exception cref="IndexException">Somebody else holds it, the folder cannot be written, or locking is turned off.</exception>
    public static IndexLock Take(string folder, IFileOperations files)
    {
        RequireLocking(folder);
        var path = Path.Combine(folder, FileName);
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IndexException(
                IndexFault.Unwritable, folder,
                $"The index folder {folder} cannot be written: {e.Message} Open it read only, or grant write access.", e);
        }
        catch (IOException e) when (IsHeldElsewhere(e))
        {
            throw new IndexException(
                IndexFault.Locked, folder,
                $"The index in {folder} is open for writing elsewhere ({DescribeHolder(folder)}). Wait for it, close it there, "
                + "or open the index read only.", e);
        }
        catch (IOException e)
        {
            throw new IndexException(
                IndexFault.Unwritable, folder,
                $"The index folder {folder} cannot be written: {e.Message} Make room, or mend the cause, and try again.", e);
        }

        var taken = new IndexLock(folder, files, stream);
        try
        {
            taken.SignIn();
            return taken;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            taken.Dispose();
            throw new IndexException(
                IndexFault.Unwritable, folder,
                $"The index folder {folder} cannot be written: {e.Message} Make room, or mend the cause, and try again.", e);
        }
    }

    /// <summary>
    /// Whether the index of a folder is in the middle of something: open for writing, or left so by an interrupted process.
    /// </summary>
    public static bool IsUnsettled(string folder, IFileOperations files) =>
        HolderFileNames.Any(name => files.Exists(Path.Combine(folder, name)));

    /// <summary>
    /// Does something to the index and gives the lock up: in good order where it was done, or refused or cancelled before anything could be
    /// left behind.
    /// </summary>
    public T Orderly<T>(Func<T> work)
    {
        try
        {
            var done = work();
            Release();
            return done;
        }
        catch (Exception e) when (e is OperationCanceledException or IndexException { Fault: not IndexFault.Unwritable })
        {
            Release();
            throw;
        }
    }

    /// <summary>Gives the lock up after the index was closed in good order.</summary>
    public void Release()
    {
        try
        {
            // What was removed before must be so for good before the mark goes that explains it.
            files.SyncFolder(folder);
            RemoveHolders(_ => true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then the next one to open the index looks at it more closely than needed.
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Gives the lock up; the next one to open the index learns that it was not closed in good order.</summary>
    public void Dispose() => held.Dispose();

    // Durable before anything else is written: after a power cut it must be known that somebody was at work.
    private void SignIn()
    {
        var mine = HolderFileNames[files.Exists(Path.Combine(folder, HolderFileNames[0])) ? 1 : 0];
        RemoveHolders(name => name == mine);
        var path = Path.Combine(folder, mine);
        using (var file = files.Create(path))
        {
            file.Write(Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}\n")));
        }

        // Only the name: after a power cut nobody holds the lock, whatever the file says.
        files.SyncFolder(folder);
        RemoveHolders(name => name != mine);
    }

    private void RemoveHolders(Func<string, bool> which)
    {
        foreach (var path in HolderFileNames.Where(which).Select(name => Path.Combine(folder, name)).Where(files.Exists))
        {
            files.Delete(path);
        }
    }

    private static void RequireLocking(string folder)
    {
        var variable = Environment.GetEnvironmentVariable(NoLockingVariable);
        if ((AppContext.TryGetSwitch(NoLocking, out var off) && off) || variable is "1"
            || string.Equals(variable, "true", StringComparison.OrdinalIgnoreCase))
        {
            throw new IndexException(
                IndexFault.Unwritable, folder,
                $"The index in {folder} is not opened for writing, because file locking is turned off in this process and two writers "
                + $"would destroy it. Unset {NoLockingVariable} (or the setting {NoLocking}).");
        }
    }

    // How the runtime reports a file that is held: EWOULDBLOCK of Linux and of macOS, a sharing violation of Windows.
    private static bool IsHeldElsewhere(IOException e) =>
        e.HResult is 11 or 35 || (e.HResult & 0xFFFF) is 32 or 33 && OperatingSystem.IsWindows();

    // Whoever has just taken the lock may not have signed yet.
    private static string DescribeHolder(string folder)
    {
        const int Looks = 20;
        for (var look = 1; ; look++)
        {
            try
            {
                foreach (var path in HolderFileNames.Select(name => Path.Combine(folder, name)).Where(File.Exists))
                {
                    if (File.ReadAllText(path).Trim() is { Length: > 0 } name)
                    {
                        return name;
                    }
                }
            }
            catch (FileNotFoundException)
            {
                // Exchanged for the other one just now.
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return "by a process whose name cannot be read";
            }

            if (look == Looks)
            {
                return "by a process that left no name";
            }

            using var pause = new ManualResetEventSlim();
            pause.Wait(TimeSpan.FromMilliseconds(10));
        }
    }
}
