using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

using SearchCore.Analysis;

namespace SearchCore.Schema;

/// <summary>
/// How a web address stands in the index: <c>/bbc.co.uk/news/1?page=2</c> for itself, and for its site <c>@uk.co.bbc.</c>, the host's
/// labels from right to left, so that a site and all below it are the terms with one beginning. A text that is no web address is <c>/</c>
/// and the text, its site <c>-</c>.
/// </summary>
/// <remarks>
/// <para>
/// What tells no article from another is left out: the scheme, a user's name, <c>www.</c>, the ports 80 and 443, the fragment, a slash at
/// the path's end, the case of the host and whether it is written in Punycode. Path and query stay as they are. An address of over
/// <see cref="MaxBytes"/> ends in a hash of the rest.
/// </para>
/// <para>One instance serves one thread; its buffers are used again. Nothing is allocated for a host of ASCII characters.</para>
/// </remarks>
internal sealed class AddressTerms
{
    /// <summary>What the term of an article's site begins with.</summary>
    public const byte SiteMark = (byte)'@';

    /// <summary>The site's term of an address without a host.</summary>
    public const byte NoSiteMark = (byte)'-';

    /// <summary>The longest address that stands as it is, in bytes.</summary>
    public const int MaxBytes = 4_096;

    private const byte AddressMark = (byte)'/';
    private const int KeptBytes = 1_024, LongestHost = 255, LongestLabel = 63;

    private static readonly SearchValues<byte> HostBytes =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."u8);
    private static readonly SearchValues<byte> InBrackets = SearchValues.Create("0123456789abcdefABCDEF:.%"u8);
    private static readonly SearchValues<byte> SchemeBytes =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-."u8);
    private static readonly SearchValues<char> NoLabel = SearchValues.Create("./?#:@[]");
    private static readonly SearchValues<byte> HostEnds = SearchValues.Create("/?#"u8);

    private byte[] address = new byte[512];
    private byte[] site = new byte[512];
    private int addressLength;
    private int siteLength;

    /// <summary>The term of the address read last.</summary>
    public ReadOnlySpan<byte> Address => address.AsSpan(0, addressLength);

    /// <summary>The term of its site.</summary>
    public ReadOnlySpan<byte> Site => site.AsSpan(0, siteLength);

    /// <summary>Whether it has a host.</summary>
    public bool HasSite => site[0] == SiteMark;

    /// <summary>Reads an address.</summary>
    /// <param name="text">The address in UTF-8, of any kind.</param>
    /// <param name="isPrefix">Whether it is only the beginning of one: then its end stays as it is.</param>
    public void Read(ReadOnlySpan<byte> text, bool isPrefix = false)
    {
        text = Trim(text);
        site[0] = NoSiteMark;
        siteLength = 1;
        address[0] = AddressMark;
        addressLength = 1;
        var rest = WithoutScheme(text, out var hasScheme);
        var end = rest.IndexOfAny(HostEnds);
        var authority = end < 0 ? rest : rest[..end];
        var tail = end < 0 ? default : rest[end..];
        if (!TrySplit(authority, hasScheme, isPrefix && tail.IsEmpty, out var host, out var port))
        {
            Append(text);
        }
        else
        {
            WriteHost(host, isPrefix && tail.IsEmpty);
            Append(port);
            AppendTail(tail, isPrefix);
        }

        Shorten();
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        var start = text.IndexOfAnyExceptInRange((byte)0, (byte)' ');
        return start < 0 ? [] : text[start..(text.LastIndexOfAnyExceptInRange((byte)0, (byte)' ') + 1)];
    }

    private static ReadOnlySpan<byte> WithoutScheme(ReadOnlySpan<byte> text, out bool hasScheme)
    {
        var slashes = text.IndexOf("//"u8);
        hasScheme = slashes == 0
            || (slashes > 1 && text[slashes - 1] == ':' && !text[..(slashes - 1)].ContainsAnyExcept(SchemeBytes)
                && char.IsAsciiLetter((char)text[0]));
        return hasScheme ? text[(slashes + 2)..] : text;
    }

    // Where no scheme says that it is a web address, its host must look like one.
    private static bool TrySplit(
        ReadOnlySpan<byte> authority, bool hasScheme, bool isOpen, out ReadOnlySpan<byte> host, out ReadOnlySpan<byte> port)
    {
        host = hasScheme ? authority[(authority.LastIndexOf((byte)'@') + 1)..] : authority;
        port = default;
        var colon = host.LastIndexOf((byte)':');
        if (colon >= 0 && colon > host.IndexOf((byte)']'))
        {
            port = host[colon..];
            host = host[..colon];
            if (port[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            {
                return false;
            }
        }

        if (port.Length == 1 || port.SequenceEqual(":80"u8) || port.SequenceEqual(":443"u8))
        {
            port = default;
        }

        if (host is [(byte)'[', .. var inside, (byte)']'])
        {
            return hasScheme && inside.Length > 0 && !inside.ContainsAnyExcept(InBrackets);
        }

        host = host is [.. var whole, (byte)'.'] && !isOpen ? whole : host;
        if (host.Length is 0 or > LongestHost || host[0] == '.' || (host[^1] == '.' && !isOpen) || host.IndexOf(".."u8) >= 0
            || !IsHost(host))
        {
            return false;
        }

        var last = host[(host.LastIndexOf((byte)'.') + 1)..];
        return hasScheme || isOpen || (last.Length < host.Length && (char.IsAsciiLetter((char)last[0]) || !Ascii.IsValid(last)));
    }

    private static bool IsHost(ReadOnlySpan<byte> host)
    {
        for (var at = host.IndexOfAnyExcept(HostBytes); at >= 0;)
        {
            if (host[at] < 0x80)
            {
                return false;
            }

            var next = host[(at + 1)..].IndexOfAnyExcept(HostBytes);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return true;
    }

    private void WriteHost(ReadOnlySpan<byte> host, bool isOpen)
    {
        if (!Ascii.IsValid(host) || host.IndexOf("--"u8) >= 0)
        {
            host = Encoding.UTF8.GetBytes(InLetters(Encoding.UTF8.GetString(host)));
        }

        // Not www.de, which is a host as others are.
        if (host.Length > 4 && Ascii.EqualsIgnoreCase(host[..4], "www."u8) && (isOpen || host[4..].Contains((byte)'.')))
        {
            host = host[4..];
        }

        Append(host);
        var written = address.AsSpan(addressLength - host.Length, host.Length);
        Ascii.ToLowerInPlace(written, out _);
        WriteSite(written);
    }

    private static string InLetters(string host) => string.Join('.', host.Split('.').Select(label =>
        string.Concat(
            (label.Length <= LongestLabel && label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase)
                && Punycode.Decode(label.AsSpan(4)) is { } letters && IsLabel(letters) ? letters : label).Select(char.ToLowerInvariant))));

    // What a code stands for must not be taken for more than a label.
    private static bool IsLabel(string letters) => !Ascii.IsValid(letters) && letters[^1] != '-' && !letters.AsSpan().ContainsAny(NoLabel)
        && !letters.Any(c => char.IsControl(c) || char.IsWhiteSpace(c));

    // The numbers of an IP address are no labels of which one is above the other.
    private void WriteSite(ReadOnlySpan<byte> host)
    {
        if (site.Length < host.Length + 2)
        {
            site = new byte[Capacity.For(host.Length + 2)];
        }

        site[0] = SiteMark;
        var isNumber = host[0] == '[' || !host[(host.LastIndexOf((byte)'.') + 1)..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
        if (isNumber)
        {
            host.CopyTo(site.AsSpan(1));
            siteLength = 1 + host.Length;
            site[siteLength++] = (byte)'.';
            return;
        }

        while (true)
        {
            var dot = host.LastIndexOf((byte)'.');
            var label = host[(dot + 1)..];
            label.CopyTo(site.AsSpan(siteLength));
            siteLength += label.Length;
            site[siteLength++] = (byte)'.';
            if (dot < 0)
            {
                return;
            }

            host = host[..dot];
        }
    }

    private void AppendTail(ReadOnlySpan<byte> tail, bool isPrefix)
    {
        var fragment = tail.IndexOf((byte)'#');
        tail = fragment < 0 ? tail : tail[..fragment];
        if (isPrefix && fragment < 0)
        {
            Append(tail);
            return;
        }

        var query = tail.IndexOf((byte)'?');
        var path = query < 0 ? tail : tail[..query];
        Append(path is [.. var folder, (byte)'/'] ? folder : path);
        if (query >= 0 && query + 1 < tail.Length)
        {
            Append(tail[query..]);
        }
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        if (address.Length < addressLength + text.Length)
        {
            Array.Resize(ref address, Capacity.For(addressLength + text.Length));
        }

        text.CopyTo(address.AsSpan(addressLength));
        addressLength += text.Length;
    }

    private void Shorten()
    {
        if (addressLength <= MaxBytes)
        {
            return;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Address, hash);
        var kept = KeptBytes;
        while ((address[kept] & 0xC0) == 0x80)
        {
            kept--;
        }

        address[kept++] = (byte)'#';
        Base64Url.EncodeToUtf8(hash, address.AsSpan(kept), out _, out var written);
        addressLength = kept + written;
    }
}
