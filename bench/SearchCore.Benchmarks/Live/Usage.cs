using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace SearchCore.Benchmarks.Live;

/// <summary>What the process holds and has used.</summary>
internal static partial class Usage
{
    private const int Monotonic = 1, ProcessorTime = 2;

    /// <summary>The processor time of all threads: merges and collecting garbage count.</summary>
    public static TimeSpan Processor => OperatingSystem.IsLinux() && GetTime(ProcessorTime, out var time) == 0
        ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1_000.0)
        : Process.GetCurrentProcess().TotalProcessorTime;

    /// <summary>The files that are open; 0 where the system does not tell.</summary>
    public static int Handles => Directory.Exists("/proc/self/fd") ? Directory.GetFileSystemEntries("/proc/self/fd").Length : 0;

    public static long WorkingSet
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.WorkingSet64;
        }
    }

    /// <summary>The files of a folder and those below it.</summary>
    public static int Files(string folder)
    {
        try
        {
            return Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length;
        }
        catch (DirectoryNotFoundException)
        {
            // A folder below it went while it was looked through.
            return Directory.GetFiles(folder).Length;
        }
    }

    /// <summary>The processor time and the garbage of something.</summary>
    public static (double Milliseconds, long Bytes) Of(Action action)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Processor;
        action();
        var took = Processor - start;
        return (took.TotalMilliseconds, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }

    /// <summary>
    /// Sleeps so many seconds and no less: <see cref="Thread.Sleep(TimeSpan)"/> leaves out what is less than a millisecond, and an answer
    /// that was begun before it was due would seem to have taken no time.
    /// </summary>
    public static void Sleep(double seconds)
    {
        if (seconds <= 0)
        {
            return;
        }

        var whole = (long)seconds;
        var time = new Time { Seconds = whole, Nanoseconds = (long)((seconds - whole) * 1e9) };
        if (!OperatingSystem.IsLinux() || SleepUntil(Monotonic, 0, time, 0) != 0)
        {
            Thread.Sleep((int)Math.Ceiling(seconds * 1e3));
        }
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    public static string Shown(IFormattable value, string format = "F2") => value.ToString(format, CultureInfo.InvariantCulture);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Time time);

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int SleepUntil(int clock, int flags, in Time time, nint left);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
