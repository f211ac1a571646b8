using System.Globalization;
using System.Security.Cryptography;

namespace SearchCore.Cluster.Objects;

/// <summary>
/// Objects at a place whose names end in a checksum of what they hold: nobody writes another one under the same name, and what is damaged
/// is found when it is read.
/// </summary>
internal static class CheckedObjects
{
    private const int SumDigits = 16;

    /// <summary>Writes an object.</summary>
    /// <param name="place">Where.</param>
    /// <param name="name">Its name up to the checksum.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Its name.</returns>
    public static async Task<string> WriteAsync(ISnapshotTransport place, string name, byte[] content, CancellationToken cancellation)
    {
        var whole = $"{name}-{SumOf(content)}";
        using var stream = new MemoryStream(content, writable: false);
        await place.WriteAsync(whole, stream, cancellation).ConfigureAwait(false);
        return whole;
    }

    /// <summary>Reads an object; null where it is gone.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static async Task<byte[]?> ReadAsync(ISnapshotTransport place, string name, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        try
        {
            var stream = await place.OpenReadAsync(name, cancellation).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                await stream.CopyToAsync(content, cancellation).ConfigureAwait(false);
            }
        }
        catch (FileNotFoundException)
        {
            return null;
        }

        return name.EndsWith($"-{SumOf(content.ToArray())}", StringComparison.Ordinal)
            ? content.ToArray()
            : throw new InvalidDataException($"{name} is damaged: its checksum is wrong. Take it from a backup.");
    }

    /// <summary>A number as names have it, so that their order is that of the numbers.</summary>
    public static string Digits(long number) => number.ToString("d12", CultureInfo.InvariantCulture);

    /// <summary>Reads a number of a name; -1 where it is none.</summary>
    public static long Number(string digits) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static string SumOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content))[..SumDigits];
}
