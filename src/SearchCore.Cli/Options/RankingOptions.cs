using System.CommandLine;

using SearchCore.Queries;

namespace SearchCore.Cli.Options;

/// <summary>The options that say which of its matches a query shows first, and which of them at all.</summary>
internal sealed class RankingOptions
{
    private const string BoostForms = "recent, recent:30d, recent:30d:2 (half-life, weight), or a number field as price or price:2";

    private readonly Option<string[]> boost = new("--boost")
    {
        HelpName = "WHAT[:HOW]",
        Description =
            "raise the scores of newer articles: recent:30d (half-life; a weight\nmay follow), or of more of a number field: price:2 "
            + "(weight). May be\nrepeated",
    };

    private readonly Option<string?> group = new("--group")
    {
        HelpName = "KIND",
        Description = "the best hit of each value of a kind, with how many articles have it",
    };

    public IReadOnlyList<Option> All => [boost, group];

    /// <summary>Whether hits are grouped, of every query.</summary>
    public bool Groups(ParseResult line) => line.GetValue(group) is not null;

    /// <summary>The request with what they say. What a query says behind its bar wins, as everywhere.</summary>
    /// <exception cref="UsageException">A boost cannot be understood.</exception>
    public SearchRequest Read(ParseResult line, SearchRequest request) => request with
    {
        Boosts = [.. (line.GetValue(boost) ?? []).SelectMany(ReadBoosts)],
        GroupBy = line.GetValue(group),
    };

    // Read as queries have it. Whether a field is one that is a number says the index.
    private static IReadOnlyList<ScoreBoost> ReadBoosts(string value)
    {
        var words = value.Split([':', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0 || value.Contains('|', StringComparison.Ordinal))
        {
            throw new UsageException($"--boost takes {BoostForms}, not '{value}'");
        }

        var read = QueryText.Parse(
            $"* | boost {string.Join(' ', words)}",
            options: new() { Fields = new Dictionary<string, FieldType> { [words[0].ToLowerInvariant()] = FieldType.Number } });
        return read.Directives?.Boosts is { Count: 1 } boosts && read.Diagnostics.Count == 0
            ? boosts
            : throw new UsageException($"--boost takes {BoostForms}, not '{value}'");
    }
}
