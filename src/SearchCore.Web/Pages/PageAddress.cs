using System.Text;

using Microsoft.AspNetCore.Http.Features;

using SearchCore.Queries;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Pages;

/// <summary>The addresses of pages. The page's own script reads and writes the same ones (ui/src/address.ts).</summary>
internal static class PageAddress
{
    /// <summary>The parameters that say what is searched for; what is not among them a page passes over.</summary>
    private static readonly string[] Names = ["q", "dialect", "select", "from", "to", "timeline", "sort", "unique", "zone"];

    /// <summary>The parameters of a search, in the order in which they are always written.</summary>
    public static IReadOnlyList<(string Name, string Value)> Read(IQueryCollection query) =>
        [.. Names.SelectMany(name => query[name].Where(v => v is { Length: > 0 }).Select(value => (name, value!)))];

    /// <summary>The address of a search.</summary>
    public static string Search(string collection, IEnumerable<(string Name, string Value)> parameters) =>
        $"/c/{Uri.EscapeDataString(collection)}{Query(parameters)}";

    /// <summary>The address of an article, with the search that led to it.</summary>
    public static string Article(string collection, string id, IEnumerable<(string Name, string Value)> parameters)
    {
        var path = $"/c/{Uri.EscapeDataString(collection)}/a";
        return FitsPath(id) ? $"{path}/{Path(id)}{Query(parameters)}" : $"{path}{Query([.. parameters, ("id", id)])}";
    }

    /// <summary>The address of the page of an entity.</summary>
    public static string Entity(string collection, string kind, string name)
    {
        var path = $"/c/{Uri.EscapeDataString(collection)}/e/{Uri.EscapeDataString(kind)}";
        return FitsPath(name) ? $"{path}/{Path(name)}" : $"{path}{Query([("name", name)])}";
    }

    /// <summary>A search with a value chosen, or not chosen any more.</summary>
    public static IEnumerable<(string Name, string Value)> Toggle(
        IReadOnlyList<(string Name, string Value)> parameters, string kind, string value)
    {
        var choice = ("select", $"{kind}={value}");
        return parameters.Contains(choice) ? parameters.Where(p => p != choice) : parameters.Append(choice);
    }

    /// <summary>A search with another value of a parameter; an empty one takes it away.</summary>
    public static IEnumerable<(string Name, string Value)> With(
        IEnumerable<(string Name, string Value)> parameters, string name, string value) =>
        parameters.Where(p => p.Name != name).Concat(value.Length > 0 ? [(name, value)] : []);

    /// <summary>
    /// What stands behind the third part of the path, or in a parameter, decoded part by part: routing would leave a slash that was sent
    /// encoded as it is.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="parts">How many parts stand in front.</param>
    /// <param name="parameter">The parameter that holds what a path cannot.</param>
    public static string? Rest(HttpContext context, int parts, string parameter)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? context.Request.Path.Value ?? string.Empty;
        var end = target.AsSpan().IndexOfAny('?', '#');
        var rest = (end < 0 ? target : target[..end]).Split('/').Skip(parts + 1).Select(Uri.UnescapeDataString);
        return string.Join('/', rest) is { Length: > 0 } text ? text : context.Request.Query[parameter].FirstOrDefault();
    }

    /// <summary>Values that a search is narrowed to.</summary>
    public static IEnumerable<DrillDown> Choices(IEnumerable<(string Name, string Value)> parameters) =>
        parameters.Where(p => p.Name == "select").Select(p => Parameters.Select("select", p.Value));

    // A browser resolves . and .., and a proxy may join empty parts: what has them stands in a parameter.
    private static bool FitsPath(string text) => text.Split('/').All(part => part is not ("" or "." or ".."));

    private static string Path(string text) => string.Join('/', text.Split('/').Select(Uri.EscapeDataString));

    private static string Query(IEnumerable<(string Name, string Value)> parameters)
    {
        var query = new StringBuilder();
        foreach (var (name, value) in parameters)
        {
            query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return query.ToString();
    }
}
