using System.Security.Cryptography;

using Microsoft.AspNetCore.DataProtection;

using SearchCore.Web.Requests;

namespace SearchCore.Web.Access;

/// <summary>
/// Seals what names a moment of the index (cursors, numbers of events): two seals of the same text differ, so that nobody can tell by them
/// whether anything was written meanwhile. Thread-safe.
/// </summary>
internal sealed class CursorSeal(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("SearchCore.Web.Cursors.v1");

    public string Close(string text) => protector.Protect(text);

    /// <exception cref="Refusal">It was not sealed here.</exception>
    public string Open(string text)
    {
        try
        {
            return protector.Unprotect(text);
        }
        catch (CryptographicException)
        {
            throw Refusal.Bad("The cursor is none that this service gave to you; begin again without it.");
        }
    }
}
