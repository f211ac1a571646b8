using SearchCore.Client.Contracts;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Api;

/// <summary>The names that users give to what is theirs.</summary>
internal static class Names
{
    /// <summary>The name in an address, behind a part of it.</summary>
    /// <exception cref="Refusal">It is none.</exception>
    public static string Of(Call call, string part, string routed)
    {
        var name = RawPath.Behind(call.Context, part) ?? routed;
        return name.Trim() is { Length: > 0 and <= SavedSearch.MaxName } fit && !fit.Any(char.IsControl)
            ? fit
            : throw Refusal.Bad($"A name has 1 to {SavedSearch.MaxName} characters, and no control characters.");
    }
}
