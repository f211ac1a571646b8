using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SearchCore.Analysis;

/// <summary>
/// Arrays for what is gathered while articles come in. On Linux the system is asked to back large ones by large pages: a page of 4 KB each
/// is a call into the kernel when it is first touched, and an entry in the processor's table when it is touched at random.
/// </summary>
internal static partial class LargeArray
{
    private const int LargePage = 2 * 1024 * 1024, HugePages = 14;

    /// <summary>An array that holds anything at first.</summary>
    public static T[] Of<T>(int length)
        where T : unmanaged
    {
        var array = GC.AllocateUninitializedArray<T>(length);
        Advise(array);
        return array;
    }

    /// <summary>An array of zeros.</summary>
    public static T[] OfZeros<T>(int length)
        where T : unmanaged
    {
        var array = new T[length];
        Advise(array);
        return array;
    }

    // An array of this size moves seldom or never; where it does, the advice is lost, and nothing else.
    private static unsafe void Advise<T>(T[] array)
        where T : unmanaged
    {
        var bytes = (nint)array.Length * sizeof(T);
        if (bytes < 2 * LargePage || !OperatingSystem.IsLinux())
        {
            return;
        }

        var first = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
        var from = (first + LargePage - 1) & ~(nint)(LargePage - 1);
        _ = MemoryAdvice(from, (first + bytes - from) & ~(nint)(LargePage - 1), HugePages);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int MemoryAdvice(nint address, nint length, int advice);
}
