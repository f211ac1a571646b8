using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SearchCore.Web.Configuration;

/// <summary>
/// Keys of machines: 256 random bits. A hash without salt and stretching is enough for what nobody can guess; the key itself is written
/// down nowhere.
/// </summary>
internal static class ApiKey
{
    private const string Mark = "sck_";
    private const int Bytes = 32;

    /// <summary>A new key.</summary>
    public static string New() => Mark + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The SHA-256 of a key, in 64 hexadecimal digits.</summary>
    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Whether a text is such a hash.</summary>
    public static bool IsHash(string text) => text.Length == 2 * Bytes && text.All(char.IsAsciiHexDigit);
}
