using Xunit.Abstractions;

namespace SearchCore.Tests.Searching;

/// <summary>A comparison made again and again, each with a seed of its own, which the output has where it fails.</summary>
internal static class RandomRuns
{
    public static void Each(int count, ITestOutputHelper output, Action<Random> compare)
    {
        for (var run = 0; run < count; run++)
        {
            var seed = Random.Shared.Next();
            try
            {
                compare(new Random(seed));
            }
            catch
            {
                output.WriteLine($"seed {seed}");
                throw;
            }
        }
    }
}
