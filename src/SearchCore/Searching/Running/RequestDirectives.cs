using SearchCore.Queries;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Running;

/// <summary>
/// The one place where what a text asks for after its bar becomes part of the request (<see cref="SearchRequest.With"/>).
/// </summary>
internal static class RequestDirectives
{
    /// <summary>
    /// The request with its text's directives in it; itself where the text has none or cannot be read (reading it again says why).
    /// </summary>
    public static SearchRequest Apply(SearchRequest request, ITermView terms) => Apply(request, terms, out _);

    /// <summary>As the other one.</summary>
    /// <param name="request">The request.</param>
    /// <param name="terms">What is searched.</param>
    /// <param name="read">Its text as it was read, so that it need not be read again; null where there was no need to.</param>
    public static SearchRequest Apply(SearchRequest request, ITermView terms, out QueryParseResult? read)
    {
        read = request.Tree is null && request.Query?.Contains('|', StringComparison.Ordinal) == true
            ? RequestCheck.Read(request, terms)
            : null;
        return read?.Directives is { } directives ? request.With(directives) : request;
    }
}
