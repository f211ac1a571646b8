namespace SearchCore.Benchmarks.IndexPath;

/// <summary>Hands out the whole lines of a file in blocks to any number of threads.</summary>
internal sealed class LineBlocks(string path) : IDisposable
{
    private const int BlockSize = 256 * 1024;
    private readonly FileStream file = File.OpenRead(path);
    private readonly Lock reading = new();
    private byte[] rest = [];

    /// <summary>Some lines, or null at the end.</summary>
    public byte[]? Next()
    {
        lock (reading)
        {
            var block = new byte[Math.Max(BlockSize, rest.Length * 2)];
            rest.CopyTo(block, 0);
            for (var length = rest.Length; ;)
            {
                length += file.ReadAtLeast(block.AsSpan(length), block.Length - length, throwOnEndOfStream: false);
                var end = length < block.Length ? length : block.AsSpan().LastIndexOf((byte)'\n') + 1;
                if (length == 0)
                {
                    return null;
                }

                if (end > 0)
                {
                    rest = block[end..length];
                    return block[..end];
                }

                Array.Resize(ref block, block.Length * 2);
            }
        }
    }

    public void Dispose() => file.Dispose();
}
