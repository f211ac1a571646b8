using System.Buffers.Binary;
using System.IO.Compression;

using SearchCore.Articles.Checksums;

namespace SearchCore.Articles.Reading;

/// <summary>
/// Unpacks gzip (RFC 1952) member by member and throws <see cref="InvalidDataException"/> for everything that is not whole: a file cut
/// off, a wrong checksum, bytes after the last member other than zeros.
/// </summary>
/// <remarks>
/// <see cref="GZipStream"/> takes a file that was cut off, and one with rubbish after it, for a whole one. Raw deflate is left to
/// <see cref="DeflateStream"/>, which does not tell where it stopped: the member's end is found by its eight bytes of checksum and length,
/// which are known by then, in what was fed to it last.
/// </remarks>
internal sealed class GzipMemberStream : ForwardStream
{
    private const int WindowBytes = 64 * 1024;
    private const int FeedBytes = 8 * 1024;

    // News packs ten times, the most repetitive real archives fifty times. What unpacks to more is made to fill disks; small files may.
    private const int MostRatio = 200;
    private const long HarmlessBytes = 16 * 1024 * 1024;

    private readonly Stream inner;
    private readonly byte[] window = new byte[WindowBytes];
    private int start;
    private int end;
    private int lastFed;
    private int fedBefore;
    private DeflateStream? member;
    private uint crc;
    private uint length;
    private long packed;
    private long unpacked;
    private bool ended;

    public GzipMemberStream(Stream inner) => this.inner = inner;

    /// <summary>Whether a file that begins so is gzip.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> head) => head is [0x1F, 0x8B, 8, ..];

    public override int Read(Span<byte> buffer)
    {
        while (!ended && !buffer.IsEmpty)
        {
            if (member is null)
            {
                if (!TryEnterMember())
                {
                    ended = true;
                    break;
                }
            }

            var read = member!.Read(buffer);
            if (read > 0)
            {
                crc = Crc32.Append(crc, buffer[..read]);
                length += (uint)read;
                unpacked += read;
                return unpacked <= Math.Max(HarmlessBytes, MostRatio * packed) ? read : throw new InvalidDataException(
                    $"the gzip data unpacks to more than {MostRatio} times its size, which no archive of articles does; "
                    + "if it is one, unpack it first");
            }

            LeaveMember();
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            member?.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool TryEnterMember()
    {
        if (!Ensure(1))
        {
            return false;
        }

        if (window[start] == 0)
        {
            // Tapes and block devices pad with zeros.
            while (Ensure(1))
            {
                if (window.AsSpan(start, end - start).ContainsAnyExcept((byte)0))
                {
                    throw Rubbish();
                }

                start = end;
            }

            return false;
        }

        if (!Ensure(10) || !IsGzip(window.AsSpan(start, 3)))
        {
            throw Rubbish();
        }

        var flags = window[start + 3];
        start += 10;
        if ((flags & 4) != 0)
        {
            for (var extra = NextByte() | (NextByte() << 8); extra > 0; extra--)
            {
                NextByte();
            }
        }

        for (var texts = (flags & 8) / 8 + (flags & 16) / 16; texts > 0; texts--)
        {
            while (NextByte() != 0)
            {
            }
        }

        if ((flags & 2) != 0)
        {
            NextByte();
            NextByte();
        }

        (crc, length, lastFed, fedBefore) = (0, 0, start, start);
        member = new DeflateStream(new Feed(this), CompressionMode.Decompress);
        return true;
    }

    private void LeaveMember()
    {
        Span<byte> trailer = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, crc);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], length);
        Ensure(8);
        var at = window.AsSpan(fedBefore, Math.Min(start + 8, end) - fedBefore).IndexOf(trailer);
        if (at < 0)
        {
            throw new InvalidDataException("the gzip data is cut off or damaged (its checksum is missing)");
        }

        start = fedBefore + at + 8;
        if (crc == 0 && length == 0)
        {
            // Checksum and length of nothing are zeros, and so does its data end: they are the last ones.
            while (Ensure(1) && window[start] == 0)
            {
                start++;
            }
        }

        member!.Dispose();
        member = null;
    }

    private static InvalidDataException Rubbish() => new("bytes that are not gzip follow the end of the gzip data");

    private byte NextByte() => Ensure(1) ? window[start++] : throw new InvalidDataException("the gzip header is cut off");

    /// <summary>Brings at least so many unread bytes into the window, where the input has them; what was fed last stays in it.</summary>
    private bool Ensure(int count)
    {
        if (end - start < count)
        {
            var keep = member is null ? start : fedBefore;
            window.AsSpan(keep, end - keep).CopyTo(window);
            (start, end, lastFed, fedBefore) = (start - keep, end - keep, lastFed - keep, fedBefore - keep);
            while (end - start < count)
            {
                var read = inner.Read(window.AsSpan(end));
                if (read == 0)
                {
                    return false;
                }

                end += read;
            }
        }

        return true;
    }

    private int FeedInto(Span<byte> buffer)
    {
        Ensure(1);
        var count = Math.Min(Math.Min(buffer.Length, FeedBytes), end - start);
        window.AsSpan(start, count).CopyTo(buffer);
        (fedBefore, lastFed) = (lastFed, start);
        start += count;
        packed += count;
        return count;
    }

    /// <summary>What the inflater reads from.</summary>
    private sealed class Feed(GzipMemberStream owner) : ForwardStream
    {
        public override int Read(Span<byte> buffer) => owner.FeedInto(buffer);
    }
}
