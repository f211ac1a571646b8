using System.Net.Mime;
using System.Security.Cryptography;

using Microsoft.Extensions.FileProviders;

namespace SearchCore.Web.Pages;

/// <summary>What all pages have around them: the document, the head with its links. Thread-safe.</summary>
internal sealed class PageFrame(IWebHostEnvironment environment)
{
    // A file whose content changes has another address, so that no browser goes on with the one of an earlier version.
    private readonly string script = Versioned(environment.WebRootFileProvider, "app.js");
    private readonly string style = Versioned(environment.WebRootFileProvider, "app.css");

    /// <summary>A page as an answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="title">What the browser calls it.</param>
    /// <param name="collection">The collection that it is about; null for none.</param>
    /// <param name="main">Writes what it shows.</param>
    /// <param name="status">The answer's status.</param>
    public IResult Page(
        HttpContext context, string title, string? collection, Action<HtmlWriter> main, int status = StatusCodes.Status200OK)
    {
        var html = new HtmlWriter().Doctype();
        html.Open("html", ("lang", "en"), ("data-theme", Theme(context)));
        html.Open("head").Open("meta", ("charset", "utf-8"));
        html.Open("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Element("title", title);
        html.Open("link", ("rel", "icon"), ("href", "/favicon.svg"), ("type", "image/svg+xml"));
        html.Open("link", ("rel", "stylesheet"), ("href", style));
        html.Open("script", ("src", script), ("defer", string.Empty)).Close("script");
        html.Close("head").Open("body").Open("div", ("id", "served"));
        html.Element("a", "To the content", ("class", "skip"), ("href", "#main"));
        html.Open("header", ("class", "masthead")).Element("a", "SearchCore", ("class", "brand"), ("href", "/"));
        if (collection is not null)
        {
            html.Open("nav", ("aria-label", "Views"));
            html.Element("a", "Search", ("href", PageAddress.Search(collection, [])));
            html.Close("nav");
        }

        html.Close("header");
        main(html);
        html.Close("div").Close("body").Close("html");

        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.Vary = "Authorization, Cookie";
        return Results.Text(html.ToString(), MediaTypeNames.Text.Html, System.Text.Encoding.UTF8, status);
    }

    // The page's switch keeps the choice in a cookie, so that a dark page is dark from the first moment on.
    private static string? Theme(HttpContext context) =>
        context.Request.Cookies["theme"] is "light" or "dark" ? context.Request.Cookies["theme"] : null;

    private static string Versioned(IFileProvider files, string name)
    {
        var file = files.GetFileInfo(name);
        if (!file.Exists)
        {
            return $"/{name}";
        }

        using var content = file.CreateReadStream();
        return $"/{name}?v={Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 6))}";
    }
}
