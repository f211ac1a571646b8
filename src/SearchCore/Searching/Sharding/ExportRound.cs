using SearchCore.Searching.Budget;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Ranking;

namespace SearchCore.Searching.Sharding;

/// <summary>A match on its way out of an archive.</summary>
/// <param name="Key">What it is sorted by: larger is better.</param>
/// <param name="Tie">Its place among matches of the same key.</param>
/// <param name="Article">The article.</param>
internal readonly record struct ExportedMatch(double Key, Tie Tie, StoredArticle Article)
{
    /// <summary>Best first.</summary>
    public static int Compare(ExportedMatch a, ExportedMatch b) => Tie.Compare(a.Key, a.Tie, b.Key, b.Tie);
}

/// <summary>Some of a shard's matches, in order.</summary>
/// <param name="Matches">The matches.</param>
/// <param name="IsLast">Whether there are none behind them.</param>
internal sealed record ExportPage(IReadOnlyList<ExportedMatch> Matches, bool IsLast);

/// <summary>Reads the next matches of all, in order.</summary>
/// <param name="Skip">How many came before: a shard that has forgotten them goes over them again.</param>
internal sealed record ExportRound(long Skip) : Round<ExportPage>
{
    // A page has so many articles at most, and ends behind the one with which it has so many bytes.
    private const int MostArticles = 256, MostBytes = 1 << 20;

    /// <inheritdoc/>
    public override void Write(MessageWriter writer) => writer.Number(Skip);

    public static ExportRound ReadFrom(MessageReader reader) => new(reader.Number());

    /// <inheritdoc/>
    public override void WriteAnswer(MessageWriter writer, ShardSearch search, SearchBudget budget)
    {
        var (matches, isLast) = (search.ExportFrom(Skip), false);
        for (var count = 0; count < MostArticles && writer.Length < MostBytes; count++)
        {
            if (!matches.MoveNext())
            {
                isLast = true;
                break;
            }

            writer.Flag(true);
            var (key, tie, article) = matches.Current;
            writer.Real(key);
            writer.Number(tie.Date);
            writer.Fixed(tie.Hash);
            MessageJson.Write(writer, article, StoredArticleJson.Write);
        }

        writer.Flag(false);
        writer.Flag(isLast);
    }

    /// <inheritdoc/>
    public override ExportPage Read(MessageReader reader, int shard)
    {
        var matches = new List<ExportedMatch>();
        while (reader.Flag())
        {
            matches.Add(new(reader.Real(), new Tie(reader.Number(), reader.Fixed()), MessageJson.Read(reader, StoredArticleJson.Read)));
        }

        return new(matches, reader.Flag());
    }
}
