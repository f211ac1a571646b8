using Microsoft.AspNetCore.Http.Features;

namespace SearchCore.Web.Requests;

/// <summary>The parts of a path as they were sent: an id may hold a slash, which routing leaves half decoded.</summary>
internal static class RawPath
{
    /// <summary>The decoded part behind one that is named; null where the address was rewritten on its way and has none.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">The part in front, counted from the collection's.</param>
    /// <param name="behind">How many parts behind it.</param>
    public static string? Behind(HttpContext context, string name, int behind = 1)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? string.Empty;
        var end = target.AsSpan().IndexOfAny('?', '#');
        var parts = (end < 0 ? target : target[..end]).Split('/');
        var start = Array.IndexOf(parts, "collections");
        var at = start < 0 ? -1 : Array.IndexOf(parts, name, Math.Min(start + 2, parts.Length));
        return at >= 0 && at + behind < parts.Length ? Uri.UnescapeDataString(parts[at + behind]) : null;
    }
}
