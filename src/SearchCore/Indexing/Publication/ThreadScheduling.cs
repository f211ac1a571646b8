using System.Runtime.InteropServices;

namespace SearchCore.Indexing.Publication;

/// <summary>
/// What the system is asked of a thread: that one which writes or merges gives way to searches at once, and one which merges to all others
/// of the machine. Threads inherit both from whoever starts them: one that gives way for good starts none that serve searches. (Syncing
/// ahead, which it may start, has a thread of its own, and none of the pool's.)
/// </summary>
/// <remarks>
/// Linux lets a thread finish its turn before another one that has just woken up gets the processor: a search that finds both taken, by a
/// commit and by another search, waits three milliseconds, ten times as long as it takes. A thread that asks for long turns is interrupted
/// by those with short ones; its share of the processor is the same, so that nothing it holds is held longer. Where the system has no such
/// thing (Linux before 6.12, others) nothing happens.
/// </remarks>
internal static partial class ThreadScheduling
{
    private const long Long = 20_000_000;

    // The system's scale goes from -20 to 19; each step is a fifth less of a processor that others want as well.
    private const int Nice = 5, OfThread = 0;

    private const uint Ordinary = 0;
    private const nint ThisThread = 0;

    private static readonly (nint Get, nint Set) Calls = OperatingSystem.IsLinux()
        ? RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => (315, 314),
            Architecture.Arm64 => (275, 274),
            _ => default,
        }
        : default;

    /// <summary>The turn of the calling thread, in nanoseconds; 0 where that is not known.</summary>
    public static long Current => TryRead(out var now) ? now.Turn : 0;

    /// <summary>
    /// Has the calling thread give way to all others for good: where processors are idle it has them, where they are not, a third of what
    /// a thread of a search or a load has.
    /// </summary>
    public static void GiveWay()
    {
        if (OperatingSystem.IsLinux())
        {
            // Elsewhere the thread's priority does it, which Linux does not know. Where it is refused, it has a whole share.
            _ = SetPriority(OfThread, (uint)ThisThread, Nice);
        }

        _ = Lend();
    }

    /// <summary>Gives the calling thread long turns until what is returned is disposed, by the same thread.</summary>
    public static Lent Lend()
    {
        // Whoever chose another way of scheduling knows why.
        if (!TryRead(out var before) || before.Policy != Ordinary || before.Turn is 0 or >= Long)
        {
            return default;
        }

        var longer = before with { Turn = Long };
        return Write(Calls.Set, ThisThread, ref longer, 0) == 0 ? new(before) : default;
    }

    private static unsafe bool TryRead(out Attributes now)
    {
        now = new Attributes { Size = (uint)sizeof(Attributes) };
        return Calls.Get != 0 && Read(Calls.Get, ThisThread, ref now, (nint)now.Size, 0) == 0;
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int priority);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Read(nint call, nint thread, ref Attributes attributes, nint size, nint flags);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Write(nint call, nint thread, ref Attributes attributes, nint flags);

    /// <summary>Long turns that end.</summary>
    public readonly struct Lent : IDisposable
    {
        private readonly Attributes before;

        internal Lent(Attributes before) => this.before = before;

        /// <summary>Gives the thread its turns back.</summary>
        public void Dispose()
        {
            if (before.Size > 0)
            {
                var attributes = before;
                _ = Write(Calls.Set, ThisThread, ref attributes, 0);
            }
        }
    }

    // sched_attr of sched_setattr(2), as it was first.
    [StructLayout(LayoutKind.Sequential)]
    internal record struct Attributes
    {
        public uint Size;
        public uint Policy;
        public ulong Flags;
        public int Niceness;
        public uint Priority;
        public long Turn;
        public ulong Deadline;
        public ulong Period;
    }
}
