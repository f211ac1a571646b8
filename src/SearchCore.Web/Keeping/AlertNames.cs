using System.Security.Cryptography;
using System.Text;

namespace SearchCore.Web.Keeping;

/// <summary>The names of alerts among all standing queries of an index: in front of each stands whose it is.</summary>
internal static class AlertNames
{
    private const int OwnerBytes = 12;

    /// <summary>The most characters of the name that an owner gives.</summary>
    public const int MaxName = StandingQuery.MaxName - (2 * OwnerBytes) - 1;

    /// <summary>What the names of an owner's alerts begin with.</summary>
    public static string PrefixOf(string owner) =>
        $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(owner)).AsSpan(0, OwnerBytes))}/";

    /// <summary>The name as its owner gave it.</summary>
    public static string Shown(string stored) => stored[(stored.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
