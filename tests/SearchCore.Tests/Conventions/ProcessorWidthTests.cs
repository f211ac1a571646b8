using System.Globalization;
using System.Runtime.Intrinsics;

namespace SearchCore.Tests.Conventions;

/// <summary>That a run which is to play a lesser processor does so (<c>eng/narrow-processors.sh</c>).</summary>
public sealed class ProcessorWidthTests
{
    [Fact]
    public void No_wider_vectors_are_used_than_the_run_says()
    {
        var bits = Environment.GetEnvironmentVariable("SEARCHCORE_VECTOR_BITS");
        var most = bits is null ? 512 : int.Parse(bits, CultureInfo.InvariantCulture);
        Assert.False(most < 512 && Vector512.IsHardwareAccelerated);
        Assert.False(most < 256 && Vector256.IsHardwareAccelerated);
        Assert.False(most < 128 && Vector128.IsHardwareAccelerated);
    }
}
