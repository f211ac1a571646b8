using System.Text.Json;

using SearchCore.Web.Api;
using SearchCore.Web.Tests.Running;

namespace SearchCore.Web.Tests.Api;

/// <summary>The API's description says what there is, and its examples look like what is answered.</summary>
public sealed class DescriptionTests(SampleFixture sample) : IClassFixture<SampleFixture>
{
    private const string Root = "v1/collections/sample";

    private static readonly Dictionary<string, string> Addresses = new(StringComparer.Ordinal)
    {
        ["me"] = "v1/me",
        ["collections"] = "v1/collections",
        ["search"] = Root + "/search?q=strike&facet=person:1",
        ["similar"] = Root + "/articles/rotterdam-3/similar?facet=person:1",
        ["timeline"] = Root + "/timeline?q=strike",
        ["significance"] = Root + "/significance?q=strike&significant=person",
        ["article"] = Root + "/articles/rotterdam-3?q=strike",
        ["near"] = Root + "/articles/rotterdam-3/near",
        ["parse"] = Root + "/parse?q=%22port+strike",
        ["suggest"] = Root + "/suggest?text=por",
        ["terms"] = Root + "/terms?field=person",
        ["entity"] = Root + "/entities/person/Marieke%20van%20Dorst",
        ["compare"] = Root + "/compare?a=strike&b=bridge",
        ["named"] = Root + "/named?id=rotterdam-3",
        ["savedSearches"] = Root + "/searches",
        ["alerts"] = Root + "/alerts",
    };

    [Fact]
    public async Task The_description_is_OpenAPI_3_1_and_names_every_operation_once()
    {
        var description = await sample.Service.GetAsync("openapi/v1.json");
        Assert.StartsWith("3.1", description.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var operations = description.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject())
            .Select(o => o.Value.TryGetProperty("operationId", out var id) ? id.GetString()! : "").ToList();
        Assert.DoesNotContain(string.Empty, operations);
        Assert.Equal(operations.Distinct().Count(), operations.Count);
        Assert.Empty(ApiExamples.Operations.Except(operations));
        foreach (var path in description.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                var named = operation.Value.TryGetProperty("parameters", out var parameters)
                    ? parameters.EnumerateArray().Where(p => p.GetProperty("in").GetString() == "path")
                        .Select(p => p.GetProperty("name").GetString()!)
                    : [];
                Assert.Equal(path.Name.Split('/').Count(part => part.StartsWith('{')), named.Count());
            }
        }
    }

    [Fact]
    public async Task Examples_have_members_that_answers_have()
    {
        foreach (var (operation, address) in Addresses)
        {
            using var example = JsonDocument.Parse(ApiExamples.Of(operation)!.ToJsonString());
            var answer = await sample.Service.GetAsync(address);
            AssertShape(operation, example.RootElement, answer);
        }
    }

    // Each member of the example is one of the answer's, and of its kind.
    private static void AssertShape(string where, JsonElement example, JsonElement answer)
    {
        if (example.ValueKind == JsonValueKind.Null || answer.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        Assert.True(KindOf(example) == KindOf(answer), $"{where}: {example} and {answer}");
        if (example.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in example.EnumerateObject())
            {
                Assert.True(answer.TryGetProperty(member.Name, out var value), $"{where}.{member.Name} is not in {answer}");
                AssertShape($"{where}.{member.Name}", member.Value, value);
            }
        }
        else if (example.ValueKind == JsonValueKind.Array && example.GetArrayLength() > 0 && answer.GetArrayLength() > 0)
        {
            var members = answer.EnumerateArray().ToList();
            foreach (var one in example.EnumerateArray())
            {
                AssertShape(where + "[]", one, members[0]);
            }
        }
    }

    private static JsonValueKind KindOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.False ? JsonValueKind.True : element.ValueKind;
}
