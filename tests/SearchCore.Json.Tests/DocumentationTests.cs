using System.Text.Json;
using System.Text.RegularExpressions;

using SearchCore.Queries;
using SearchCore.TestKit;

namespace SearchCore.Json.Tests;

/// <summary>
/// docs/json.md says what is so: its tables name every member there is and no other, its examples are read and written as they stand.
/// </summary>
public sealed partial class DocumentationTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(SharedData.Root, "docs", "json.md"));

    private static readonly Dictionary<string, Func<OddContracts, object>> Types = new(StringComparer.Ordinal)
    {
        [nameof(SearchRequest)] = odd => odd.Request(),
        [nameof(SearchResults)] = odd => odd.Results(),
        [nameof(QueryNode)] = odd => odd.Tree(),
        [nameof(QueryParseResult)] = odd => odd.Parsed(),
        [nameof(QueryExplanation)] = odd => odd.Explanation(),
        [nameof(StoredArticle)] = odd => odd.Stored(),
        [nameof(HighlightedArticle)] = odd => odd.Highlighted(),
        [nameof(CompletionRequest)] = odd => odd.CompletionRequest(),
        [nameof(Completions)] = odd => odd.Completions(),
        [nameof(IndexingReport)] = odd => odd.Indexing(),
        [nameof(IndexStatistics)] = odd => odd.Statistics(),
        [nameof(IndexCheck)] = odd => odd.Check(),
        [nameof(SnapshotReport)] = odd => odd.Snapshot(),
        [nameof(RestoreReport)] = odd => odd.Restore(),
        [nameof(EntityRequest)] = odd => odd.EntityRequest(),
        [nameof(EntityPage)] = odd => odd.EntityPage(),
        [nameof(StandingQuery)] = odd => odd.Standing(),
        [nameof(SearchScope)] = odd => odd.Scope(),
        [nameof(StandingEvent)] = odd => odd.StandingEvent(),
    };

    public static TheoryData<string> Documented => [.. Types.Keys.Where(t => t != nameof(QueryNode))];

    [Theory]
    [MemberData(nameof(Documented))]
    public void Every_member_is_in_its_table_and_no_other(string type)
    {
        var section = Regex.Match(Text, $"## `{type}`\n(.*?)(\n## |$)", RegexOptions.Singleline).Groups[1].Value;
        var table = TableRow().Matches(section).SelectMany(Names).ToHashSet();
        var odd = new OddContracts(new Random(11));
        var written = new HashSet<string>();
        for (var i = 0; i < 200; i++)
        {
            using var json = JsonDocument.Parse(JsonSerializer.Serialize(Types[type](odd), SearchCoreJson.Options));
            written.UnionWith(json.RootElement.EnumerateObject().Select(m => m.Name));
        }

        Assert.Equal(written.Order(StringComparer.Ordinal), table.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_node_is_in_the_table_of_trees()
    {
        var section = Regex.Match(Text, "## Trees\n(.*?)\n## ", RegexOptions.Singleline).Groups[1].Value;
        var table = TableRow().Matches(section).Skip(1).SelectMany(Names).ToHashSet();
        var odd = new OddContracts(new Random(12));
        var written = Enumerable.Range(0, 500).SelectMany(_ => QueryTree.All(odd.Tree()))
            .Select(node => JsonSerializer.SerializeToElement(node, SearchCoreJson.Options).GetProperty("node").GetString()!).ToHashSet();
        Assert.Equal(written.Order(StringComparer.Ordinal), table.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_example_is_read_and_says_the_same_written_again()
    {
        var examples = Example().Matches(Text);
        Assert.True(examples.Count >= 5);
        foreach (Match example in examples)
        {
            var (name, json) = (example.Groups[1].Value, example.Groups[2].Value);
            var type = name == nameof(QueryNode) ? typeof(QueryNode) : Types[name](new OddContracts(new Random(1))).GetType();
            var value = JsonSerializer.Deserialize(json, type, SearchCoreJson.Options);
            Assert.Equal(value, JsonSerializer.Deserialize(json, type));
            var written = JsonSerializer.SerializeToElement(value, type, SearchCoreJson.Options);
            using var shown = JsonDocument.Parse(json);
            Holds(written, shown.RootElement, name);
        }
    }

    [Fact]
    public void The_version_is_the_one_documented() =>
        Assert.Contains($"**version {SearchCoreJson.SchemaVersion}**", Text, StringComparison.Ordinal);

    private static IEnumerable<string> Names(Match row) => Code().Matches(row.Groups[1].Value).Select(c => c.Groups[1].Value);

    // What is written may hold defaults that the example leaves away.
    private static void Holds(JsonElement whole, JsonElement part, string where)
    {
        if (part.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in part.EnumerateObject())
            {
                var isWritten = whole.TryGetProperty(member.Name, out var value);
                Assert.True(isWritten || member.Value.ValueKind == JsonValueKind.Null, $"{where}.{member.Name} is not written");
                if (isWritten)
                {
                    Holds(value, member.Value, $"{where}.{member.Name}");
                }
            }
        }
        else if (part.ValueKind == JsonValueKind.Array)
        {
            Assert.Equal(part.GetArrayLength(), whole.GetArrayLength());
            for (var i = 0; i < part.GetArrayLength(); i++)
            {
                Holds(whole[i], part[i], $"{where}[{i}]");
            }
        }
        else
        {
            Assert.True(JsonElement.DeepEquals(whole, part), $"{where}: {whole} and not {part}");
        }
    }

    [GeneratedRegex(@"^\| ((?:`[^`]+`(?:, )?)+) \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("```json (\\w+)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
