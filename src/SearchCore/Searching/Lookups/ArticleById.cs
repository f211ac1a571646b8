using System.Text;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Snapshots;
using SearchCore.Storage;

namespace SearchCore.Searching.Lookups;

/// <summary>The stored article with an id.</summary>
/// <param name="Id">The id.</param>
internal sealed record ArticleById(string Id) : Lookup<ArticleById.Found>
{
    /// <inheritdoc/>
    public override Found Unknown => new(null);

    /// <inheritdoc/>
    public override Found Answer(PointInTime point, SearchBudget budget)
    {
        var id = Encoding.UTF8.GetBytes(Id);
        foreach (var segment in point.Segments)
        {
            if (segment.Find(id, budget) is >= 0 and var document)
            {
                return new(StoredArticleReader.Read(segment.Reader, document));
            }
        }

        return Unknown;
    }

    /// <inheritdoc/>
    public override Found Merge(IReadOnlyList<Found> answers) => answers.FirstOrDefault(a => a.Article is not null) ?? Unknown;

    /// <inheritdoc/>
    public override void Write(MessageWriter writer) => writer.Text(Id);

    public static ArticleById ReadFrom(MessageReader reader) => new(reader.Text());

    /// <inheritdoc/>
    public override void Write(MessageWriter writer, Found answer)
    {
        writer.Flag(answer.Article is not null);
        if (answer.Article is { } article)
        {
            MessageJson.Write(writer, article, StoredArticleJson.Write);
        }
    }

    /// <inheritdoc/>
    public override Found Read(MessageReader reader) => new(reader.Flag() ? MessageJson.Read(reader, StoredArticleJson.Read) : null);

    /// <summary>The article; null where none has the id.</summary>
    internal sealed record Found(StoredArticle? Article);
}
