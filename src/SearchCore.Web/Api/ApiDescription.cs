using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SearchCore.Web.Api;

/// <summary>The API's own description (OpenAPI 3.1): what each address is for, its parameters, an example of its answer.</summary>
internal static partial class ApiDescription
{
    /// <summary>By operation, an example of its parameters.</summary>
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["collection"] = "sample",
        ["q"] = "\"port strike\" AND place:Rotterdam",
        ["dialect"] = "searchCore",
        ["lenient"] = "true",
        ["sort"] = "newest",
        ["sortBy"] = "-price",
        ["limit"] = "10",
        ["skip"] = "0",
        ["facet"] = "person:10",
        ["select"] = "place=Rotterdam",
        ["from"] = "2019-03-01",
        ["to"] = "2019-04-01",
        ["timeline"] = "month",
        ["significant"] = "words:10",
        ["against"] = "date:2018",
        ["unique"] = "true",
        ["group"] = "source",
        ["fields"] = "title,snippet",
        ["zone"] = "Europe/Berlin",
        ["now"] = "2019-03-11T12:00:00Z",
        ["timeLimitMs"] = "500",
        ["article"] = "rotterdam-3",
        ["id"] = "rotterdam-3",
        ["text"] = "por",
        ["top"] = "5",
        ["kind"] = "person",
        ["field"] = "person",
        ["prefix"] = "van",
        ["name"] = "Marieke van Dorst",
        ["a"] = "strike",
        ["b"] = "bridge",
        ["unit"] = "month",
        ["atLeast"] = "80",
        ["format"] = "ndjson",
        ["suggest"] = "false",
        ["receipt"] = "0f4c7a1e5b2d48c09a6e3f7b1c2d4e5f",
        ["snippetLength"] = "240",
        ["words"] = "true",
        ["titles"] = "false",
        ["articles"] = "50",
    };

    private static readonly HashSet<(string?, string?)> Needed =
        [("named", "id"), ("compare", "a"), ("compare", "b"), ("terms", "field"), ("deleteById", "id"), ("articleById", "id")];

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "SearchCore",
                Version = "1",
                Description = "Archives of news: search, articles, what is named in them, ingest. The forms of requests and answers are "
                    + "described in docs/json.md and docs/service.md; within a version members are added, and none goes away.",
            };
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
            {
                ["key"] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    Description = "A key of searchcore-web key new; not in the embedded mode. Browsers have a cookie.",
                },
            };
            document.Security = [new() { [new("key", document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(Exemplify);
    });

    private static Task Exemplify(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        operation.Parameters ??= [];
        foreach (Match part in PathParts().Matches(context.Description.RelativePath ?? string.Empty))
        {
            // What handlers read from the path as it was sent is no parameter of theirs.
            if (operation.Parameters.All(p => p.Name != part.Groups[1].Value))
            {
                operation.Parameters.Insert(0, new OpenApiParameter
                {
                    Name = part.Groups[1].Value,
                    In = ParameterLocation.Path,
                    Required = true,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                });
            }
        }

        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
        {
            parameter.Required |= Needed.Contains((operation.OperationId, parameter.Name));
            if (parameter.Name is { } name && Values.TryGetValue(name, out var value))
            {
                parameter.Example = parameter.Schema?.Type?.HasFlag(JsonSchemaType.Array) == true
                    ? new JsonArray(value) : JsonValue.Create(value);
            }
        }

        if (operation.OperationId == "ingest")
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Description = "Articles as JSON lines, or a file of any format that can be imported.",
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    ["application/octet-stream"] = new(),
                    ["application/x-ndjson"] = new(),
                },
            };
        }

        if (operation.OperationId is "alertEvents")
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = "Last-Event-ID",
                In = ParameterLocation.Header,
                Description = "The id of the last event that was dealt with; before after.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        operation.Responses ??= [];
        foreach (var response in operation.Responses.Values)
        {
            foreach (var content in (response.Content ?? new Dictionary<string, OpenApiMediaType>()).Values)
            {
                if (operation.OperationId is { } id && ApiExamples.Of(id) is { } example)
                {
                    content.Example = example;
                }
            }
        }

        foreach (var (status, when) in new[]
        {
            ("400", "What is asked for cannot be understood: diagnostics say where, and how to mend it."),
            ("304", "You have it already (If-None-Match)."), ("409", "It cannot be done as things are: read only, there already."),
            ("413", "The body is too large."), ("415", "The body is of another kind."), ("401", "Nobody is known."),
            ("403", "That is not allowed."), ("404", "There is no such thing for you."),
            ("429", "You ask for too much at once; Retry-After says when to come again."),
            ("503", "Too much is asked for at once; Retry-After says when to come again."),
        }.Where(problem => Fits(problem.Item1, operation, context.Description.HttpMethod)))
        {
            operation.Responses[status] = new OpenApiResponse
            {
                Description = when,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new() { Example = status == "400" ? ApiExamples.Problem() : null },
                },
            };
        }

        return Task.CompletedTask;
    }

    private static bool Fits(string status, OpenApiOperation operation, string? method) => status switch
    {
        "304" => method == "GET",
        "409" => method != "GET",
        "413" or "415" => operation.RequestBody is not null,
        _ => true,
    };

    [GeneratedRegex(@"\{(\w+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex PathParts();
}
