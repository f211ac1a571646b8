using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SearchCore.Benchmarks.Queries;

/// <summary>The processor time of the calling thread, on Linux; elsewhere the wall clock.</summary>
internal static partial class ThreadClock
{
    private const int ThreadProcessorTime = 3;

    /// <summary>How long the thread has run, from some moment on.</summary>
    public static TimeSpan Now =>
        OperatingSystem.IsLinux() && GetTime(ThreadProcessorTime, out var time) == 0
            ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1_000.0)
            : Stopwatch.GetElapsedTime(0);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
