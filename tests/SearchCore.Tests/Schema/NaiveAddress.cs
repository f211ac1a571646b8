using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace SearchCore.Tests.Schema;

/// <summary>
/// What the terms of an address are, written to be read: by regular expressions and the platform's own Punycode. The twin of
/// <see cref="SearchCore.Schema.AddressTerms"/>.
/// </summary>
internal static partial class NaiveAddress
{
    /// <summary>The term of the site and that of the address.</summary>
    public static IReadOnlyList<string> Terms(string text)
    {
        var (host, rest) = Split(text);
        if (host is null)
        {
            return ["-", Short("/" + rest)];
        }

        var isNumber = host[0] == '[' || Numeric().IsMatch(host);
        return ["@" + (isNumber ? host : string.Join('.', host.Split('.').Reverse())) + ".", Short($"/{host}{rest}")];
    }

    /// <summary>The host without <c>www.</c>, or null; and what stands behind it, or the whole text.</summary>
    public static (string? Host, string Tail) Split(string text)
    {
        text = text.Trim([.. Enumerable.Range(0, 33).Select(c => (char)c)]);
        var parts = WithScheme().Match(text);
        parts = parts.Success || Scheme().IsMatch(text) ? parts : WithoutScheme().Match(text);
        if (!parts.Success || Encoding.UTF8.GetByteCount(parts.Groups["host"].Value) > 255
            || parts.Groups["host"].Value.Any(
            c => c < 0x80 && !char.IsAsciiLetterOrDigit(c) && !(parts.Groups["host"].Value[0] == '[' ? "[]:.%" : "-_.")
            .Contains(c, StringComparison.Ordinal)))
        {
            return (null, text);
        }

        var host = string.Join('.', parts.Groups["host"].Value.Split('.').Select(Label));
        host = host.StartsWith("www.", StringComparison.Ordinal) && host[4..].Contains('.', StringComparison.Ordinal) ? host[4..] : host;
        var port = parts.Groups["port"].Value is var given and not (":80" or ":443" or ":") ? given : "";
        var path = parts.Groups["path"].Value;
        return (host,
            port + (path.EndsWith('/') ? path[..^1] : path) + (parts.Groups["query"].Value is { Length: > 1 } query ? query : ""));
    }

    private static string Label(string label)
    {
        var lower = string.Concat(label.Select(char.ToLowerInvariant));
        try
        {
            var letters = lower.StartsWith("xn--", StringComparison.Ordinal)
                ? string.Concat(new IdnMapping().GetUnicode(lower).Select(char.ToLowerInvariant))
                : "";
            return letters.Length > 0 && !letters.Any(
                c => char.IsControl(c) || char.IsWhiteSpace(c) || "./?#:@[]".Contains(c, StringComparison.Ordinal)) ? letters : lower;
        }
        catch (ArgumentException)
        {
            return lower;
        }
    }

    private static string Short(string term)
    {
        var bytes = Encoding.UTF8.GetBytes(term);
        return bytes.Length <= 4_096
            ? term
            : Encoding.UTF8.GetString(bytes, 0, Boundary(bytes)) + "#" + Base64Url.EncodeToString(SHA256.HashData(bytes));
    }

    private static int Boundary(byte[] bytes) =>
        Enumerable.Range(0, 4).Select(back => 1_024 - back).First(at => bytes[at] is < 0x80 or >= 0xC0);

    [GeneratedRegex(
        @"^([A-Za-z][A-Za-z0-9+.-]*:)?//([^/?#]*@)?((?<host>\[[0-9A-Fa-f:.%]+\])|(?<host>[^/?#@:.\[\]]+(\.[^/?#@:.\[\]]+)*)\.?)(?<port>:[0-9]*)?(?<path>/[^?#]*)?(?<query>\?[^#]*)?(#.*)?$", RegexOptions.Singleline)]
    private static partial Regex WithScheme();

    [GeneratedRegex(
        @"^(?<host>[^/?#@:.\[\]]+(\.[^/?#@:.\[\]]+)*\.([A-Za-z][^/?#@:.\[\]]*|[^/?#@:.\[\]]*[^\0-\x7F][^/?#@:.\[\]]*))\.?(?<port>:[0-9]*)?(?<path>/[^?#]*)?(?<query>\?[^#]*)?(#.*)?$", RegexOptions.Singleline)]
    private static partial Regex WithoutScheme();

    [GeneratedRegex("^([A-Za-z][A-Za-z0-9+.-]*:)?//")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"(^|\.)[0-9]+$")]
    private static partial Regex Numeric();
}
