// A site that serves readers while editors publish: search, articles, suggestions, live ingest, health.
//   dotnet run --project samples/SearchCore.Site
//   curl 'localhost:5000/search?q=port+strike'
using System.Globalization;

using SearchCore;
using SearchCore.Articles;
using SearchCore.Hosting;
using SearchCore.Json;
using SearchCore.Queries;
using SearchCore.Site;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSearchCore("news", builder.Configuration.GetSection("SearchCore:News")).AddHealthCheck();
builder.Services.ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Insert(0, SearchCoreJsonContext.Default));
builder.Services.AddProblemDetails();
builder.Services.AddExceptionHandler<Faults>();

var app = builder.Build();
app.UseExceptionHandler();
app.MapHealthChecks("/health");

// A search box is lenient: mistakes become warnings. Followed by facets that narrow, and a cursor for more.
app.MapGet("/search", (IArticleIndex index, string? q, string? place, string? after, CancellationToken gone) => index.SearchAsync(
    new SearchRequest
    {
        Query = q,
        Lenient = true,
        Select = place is null ? [] : [new DrillDown("place", place)],
        Facets = [new("place"), new("person"), new("source")],
        After = after,
    },
    cancellation: gone));

// The whole article, what the reader searched for marked in it.
app.MapGet("/articles/{id}", async (IArticleIndex index, string id, string? q, CancellationToken gone) =>
    await index.HighlightAsync(id, new SearchRequest { Query = q, Lenient = true }, cancellation: gone) is { } found
        ? Results.Ok(new Shown(
            id, found.TitleHtml(), found.BodyHtml(), found.Stored.Article.Published?.ToString(), found.Stored.Article.Source))
        : Results.NotFound());

app.MapGet("/suggest", (IArticleIndex index, string q, CancellationToken gone) => index.SuggestAsync(new(q), cancellation: gone));

// Editors: what is answered is searchable; with ?durable=true it survives a crash.
app.MapPost("/articles", async (IArticleIngest ingest, Article article, bool? durable, CancellationToken gone) =>
{
    var receipt = await ingest.AddAsync(article, durable == true ? WaitFor.Durable : WaitFor.Visible, gone);
    var taken = new Taken(receipt.Sequence, [.. receipt.Notices.Select(n => n.Detail)]);
    return Results.Created($"/articles/{Uri.EscapeDataString(article.Id)}", taken);
});

app.MapPut("/articles/{id}/tags", async (IArticleIngest ingest, string id, string[] tags, CancellationToken gone) =>
    (await ingest.UpdateAsync(id, article => article with { Tags = tags }, WaitFor.Visible, gone)).Outcome == IngestOutcome.NotFound
        ? Results.NotFound()
        : Results.NoContent());

app.MapDelete("/articles/{id}", async (IArticleIngest ingest, string id, CancellationToken gone) =>
    (await ingest.DeleteAsync([id], WaitFor.Durable, gone)).Deleted == 0 ? Results.NotFound() : Results.NoContent());

app.Run();

namespace SearchCore.Site
{
    using Microsoft.AspNetCore.Diagnostics;
    using Microsoft.AspNetCore.Mvc;

    /// <summary>An article as a page shows it.</summary>
    internal sealed record Shown(string Id, string? Title, string? Body, string? Published, string? Source);

    /// <summary>What became of an article.</summary>
    internal sealed record Taken(long Sequence, IReadOnlyList<string> Notices);

    /// <summary>What went wrong, as problem+json: whose fault it is, and when to come again.</summary>
    internal sealed class Faults(IProblemDetailsService problems) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
        {
            var status = exception switch
            {
                QueryException or ArgumentException or BadHttpRequestException => StatusCodes.Status400BadRequest,
                OverloadedException => StatusCodes.Status503ServiceUnavailable,
                _ => 0,
            };
            if (status == 0)
            {
                return false;
            }

            if (exception is OverloadedException { RetryAfter: var after })
            {
                context.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            }

            context.Response.StatusCode = status;
            var details = new ProblemDetails { Status = status, Detail = exception.Message };
            if (exception is QueryException query)
            {
                details.Extensions["diagnostics"] = query.Diagnostics;
            }

            return await problems.TryWriteAsync(new() { HttpContext = context, ProblemDetails = details, Exception = exception });
        }
    }
}
