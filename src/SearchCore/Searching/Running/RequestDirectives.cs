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
    public static SearchRequest Apply(SearchRequest request, ITermView terms) =>
        request.Tree is null && request.Query?.Contains('|', StringComparison.Ordinal) == true
            && RequestCheck.Read(request, terms).Directives is { } directives
            ? request.With(directives)
            : request;
}
