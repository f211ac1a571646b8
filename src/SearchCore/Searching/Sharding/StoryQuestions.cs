using SearchCore.Analysis;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Overlaps;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Sharding;

/// <summary>Whether a shard can say what its stories are.</summary>
internal enum StoryState
{
    /// <summary>It can.</summary>
    Known,

    /// <summary>It has no signatures.</summary>
    NoSignatures,

    /// <summary>It is too large, or too much of it alike.</summary>
    TooMany,
}

/// <summary>Some of a shard's articles with their signatures, and the stories that they make among themselves.</summary>
/// <param name="State">Whether there are any to tell.</param>
/// <param name="Why">What is too much; null where nothing is.</param>
/// <param name="Next">The document with which the next page begins; -1 where there is none.</param>
/// <param name="Articles">Documents that have a text, ascending, each with the number of its story in the shard; 0 where it is alone.
/// </param>
/// <param name="Signatures">Their signatures, one behind the other.</param>
internal sealed record SignaturePage(
    StoryState State, string? Why, int Next, IReadOnlyList<(int Document, int Story)> Articles, ReadOnlyMemory<byte> Signatures)
{
    // A page is so many documents: 2.5 MB at most.
    private const int Documents = 32_768;

    /// <summary>Writes a page.</summary>
    /// <param name="writer">To where.</param>
    /// <param name="points">The shard, alone.</param>
    /// <param name="from">The first document.</param>
    /// <param name="budget">The time there is.</param>
    /// <exception cref="BudgetExceededException">The deadline passed; the shard's stories go on being made.</exception>
    public static void Write(MessageWriter writer, PointInTimeSet points, int from, SearchBudget budget)
    {
        var point = points.Members[0];
        if (!SignatureScan.IsPossible(point))
        {
            writer.Number((int)StoryState.NoSignatures);
            return;
        }

        MemberStories stories;
        try
        {
            stories = ArchiveStories.Of(points, budget).Of(points, 0);
        }
        catch (StoryLimitException e)
        {
            writer.Number((int)StoryState.TooMany);
            writer.Text(e.Message);
            return;
        }

        var (articles, signatures) = (new List<(int Document, int Story)>(), new List<byte>());
        foreach (var segment in point.Segments)
        {
            var first = segment.Leaf.DocBase;
            SignatureScan.Visit(
                segment, budget,
                (document, signature) =>
                {
                    articles.Add((first + document, stories.Of(first + document)));
                    signatures.AddRange(signature);
                },
                from - first, Documents);
        }

        writer.Number((int)StoryState.Known);
        writer.Number(from + Documents < point.Reader.MaxDoc ? from + Documents : -1);
        var last = 0;
        writer.List(articles, (w, article) =>
        {
            w.Number(article.Document - last);
            w.Number(article.Story);
            last = article.Document;
        });
        writer.Block(signatures.ToArray());
    }

    /// <summary>Reads a page.</summary>
    /// <exception cref="MessageException">It is none.</exception>
    public static SignaturePage Read(MessageReader reader)
    {
        var state = (StoryState)reader.Small();
        if (state != StoryState.Known)
        {
            return new(state, state == StoryState.TooMany ? reader.Text() : null, -1, [], default);
        }

        var (next, last) = (reader.Small(), 0);
        var articles = reader.List(r => (last += r.Small(), r.Small()));
        var signatures = reader.Block();
        return signatures.Length == articles.Count * BodySignature.Bytes
            ? new(state, null, next, articles, signatures)
            : throw new MessageException("it does not have a signature for each article");
    }
}

/// <summary>What is read of single articles when stories are made and named.</summary>
internal static class StoryTexts
{
    // An answer ends behind the text with which it has so many bytes; a text has one at least.
    private const int MostBytes = 4 << 20, StepsAText = 5_000;

    /// <summary>Writes the shingles of the first of some articles, as many as an answer has room for.</summary>
    /// <exception cref="MessageException">There is no such article.</exception>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public static void WriteShingles(MessageWriter writer, PointInTimeSet points, IReadOnlyList<int> documents, SearchBudget budget)
    {
        foreach (var document in documents)
        {
            budget.Spend(StepsAText);
            var (segment, local) = Located(points, document);
            writer.Flag(true);
            ShinglesOfArticle.WriteShingles(writer, StoredBody.Shingles(segment, local));
            if (writer.Length >= MostBytes)
            {
                break;
            }
        }

        writer.Flag(false);
    }

    /// <summary>Reads shingles.</summary>
    /// <exception cref="MessageException">There are none.</exception>
    public static IReadOnlyList<Shingles> ReadShingles(MessageReader reader)
    {
        var texts = new List<Shingles>();
        while (reader.Flag())
        {
            texts.Add(ShinglesOfArticle.ReadShingles(reader));
        }

        return texts.Count > 0 ? texts : throw new MessageException("it reads no text of those that were asked for");
    }

    /// <summary>Writes the ids of articles.</summary>
    /// <exception cref="MessageException">There is no such article.</exception>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public static void WriteIds(MessageWriter writer, PointInTimeSet points, IReadOnlyList<int> documents, SearchBudget budget) =>
        writer.List(documents, (w, document) =>
        {
            budget.Spend(StepsAText);
            var (segment, local) = Located(points, document);
            w.Text(StoredBody.Id(segment, local));
        });

    private static (SegmentView Segment, int Document) Located(PointInTimeSet points, int document) =>
        (uint)document < (uint)points.Reader.MaxDoc
            ? points.Locate(document)
            : throw new MessageException("it names an article that there is not");
}
