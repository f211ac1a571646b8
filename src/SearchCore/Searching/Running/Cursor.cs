using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

using SearchCore.Articles.Checksums;
using SearchCore.Searching.Ranking;

namespace SearchCore.Searching.Running;

/// <summary>
/// A place after a hit, as a token that can be handed out: which point in time it is of, which query, what relative dates counted from,
/// and the hit's sort key, date and id.
/// </summary>
/// <param name="State">The point in time (<c>PointInTime.Identity</c>).</param>
/// <param name="Sequence">The last commit before it.</param>
/// <param name="Query">The query (<see cref="FingerprintOf"/>).</param>
/// <param name="Now">What relative dates counted from, in ticks of UTC; 0 for nothing.</param>
/// <param name="Place">The place.</param>
/// <param name="Value">
/// The value that hits are sorted by, where it is a value: its number is another one when the archive has others. Null for a number.
/// </param>
internal sealed record Cursor(ulong State, long Sequence, ulong Query, long Now, SortPosition Place, string? Value)
{
    private const byte Version = 4;
    private const int Fixed = 1 + (6 * sizeof(long)) + sizeof(int), CheckBytes = sizeof(uint);

    // An id has at most 512 bytes or so, and a value 8,192; what is far longer is no cursor, and is not worth decoding.
    private const int MaxLength = 32_768, MostRoom = 4_096;

    // Every page that has a next one needs it.
    [ThreadStatic]
    private static StringBuilder? room;

    /// <summary>The token: Base64 for URLs, beginning with the version, ending with a checksum.</summary>
    public override string ToString()
    {
        var (id, value) = (Encoding.UTF8.GetBytes(Place.Id), Encoding.UTF8.GetBytes(Value ?? string.Empty));
        var bytes = new byte[Fixed + value.Length + id.Length + CheckBytes];
        bytes[0] = Version;
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(1), State);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(9), Sequence);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(17), Query);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(25), Now);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(33), BitConverter.DoubleToInt64Bits(Place.Key));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(41), Place.Date);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(49), Value is null ? -1 : value.Length);
        value.CopyTo(bytes.AsSpan(Fixed));
        id.CopyTo(bytes.AsSpan(Fixed + value.Length));
        BinaryPrimitives.WriteUInt32LittleEndian(
            bytes.AsSpan(bytes.Length - CheckBytes), Check(bytes.AsSpan(0, bytes.Length - CheckBytes)));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads a token; false for anything that <see cref="ToString"/> of this version did not make.</summary>
    public static bool TryRead(string token, [NotNullWhen(true)] out Cursor? cursor)
    {
        cursor = null;
        if (token.Length > MaxLength || !Base64Url.IsValid(token))
        {
            return false;
        }

        var bytes = Base64Url.DecodeFromChars(token).AsSpan();
        if (bytes.Length < Fixed + CheckBytes || bytes[0] != Version
            || Check(bytes[..^CheckBytes]) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[^CheckBytes..]))
        {
            return false;
        }

        var key = BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64LittleEndian(bytes[33..]));
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[49..]);
        if (length < -1 || length > bytes.Length - Fixed - CheckBytes)
        {
            return false;
        }

        var id = Fixed + Math.Max(length, 0);
        cursor = new(
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[1..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[9..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[17..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[25..]),
            new(key, BinaryPrimitives.ReadInt64LittleEndian(bytes[41..]), Encoding.UTF8.GetString(bytes[id..^CheckBytes])),
            length < 0 ? null : Encoding.UTF8.GetString(bytes[Fixed..id]));
        return !double.IsNaN(key);
    }

    /// <summary>
    /// What must be the same for a cursor to go on: everything of a request that decides which hits there are and in which order.
    /// </summary>
    public static ulong FingerprintOf(SearchRequest request)
    {
        var text = (room ??= new()).Clear();
        Part(request.Tree is { } tree ? Queries.QueryTree.ToJson(tree) : $"{request.Dialect} {request.DefaultOperator} {request.Query}");
        Part(string.Create(
            CultureInfo.InvariantCulture,
            $"{request.Sort} {request.SortBy} {request.Published?.From?.UnixSeconds} {request.Published?.To?.UnixSeconds} {request.Zone}"));
        Part(request.SimilarTo);
        if (request.Unique)
        {
            Part("unique");
        }

        // Most requests have neither.
        if (request.Select.Count > 0)
        {
            foreach (var (kind, value) in request.Select.OrderBy(s => s.Kind, StringComparer.Ordinal)
                .ThenBy(s => s.Value, StringComparer.Ordinal))
            {
                Part(kind);
                Part(value);
            }
        }

        if (request.Boosts.Count > 0)
        {
            foreach (var boost in request.Boosts.OrderBy(b => b.Field, StringComparer.Ordinal))
            {
                Part(string.Create(CultureInfo.InvariantCulture, $"boost {boost.Field} {boost.HalfLife.Ticks} {boost.Weight:R}"));
            }
        }

        if (request.GroupBy is { } grouped)
        {
            Part($"group {grouped}");
        }

        var fingerprint = Fingerprint.ShortOf(text);
        if (text.Capacity > MostRoom)
        {
            room = null;
        }

        return fingerprint;

        void Part(string? part) => text.Append(CultureInfo.InvariantCulture, $"{part?.Length ?? -1}:{part}");
    }

    private static uint Check(ReadOnlySpan<byte> bytes) => (uint)Fingerprint.Fold(Fingerprint.Of(bytes));
}
