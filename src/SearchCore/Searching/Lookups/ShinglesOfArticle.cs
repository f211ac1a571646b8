using System.Runtime.InteropServices;
using System.Text;

using SearchCore.Analysis;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Overlaps;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Lookups;

/// <summary>The shingles of the body of the article with an id.</summary>
/// <param name="Id">The id.</param>
internal sealed record ShinglesOfArticle(string Id) : Lookup<ShinglesOfArticle.Found>
{
    /// <inheritdoc/>
    public override Found Unknown => new(null, HasSignatures: true);

    /// <inheritdoc/>
    public override Found Answer(PointInTime point, SearchBudget budget)
    {
        var isPossible = SignatureScan.IsPossible(point);
        var id = Encoding.UTF8.GetBytes(Id);
        foreach (var segment in point.Segments)
        {
            if (segment.Find(id, budget) is >= 0 and var document)
            {
                return new(StoredBody.Shingles(segment, document), isPossible);
            }
        }

        return new(null, isPossible);
    }

    /// <inheritdoc/>
    public override Found Merge(IReadOnlyList<Found> answers) => new(
        answers.FirstOrDefault(a => a.Shingles is not null)?.Shingles, answers.All(a => a.HasSignatures));

    /// <inheritdoc/>
    public override void Write(MessageWriter writer) => writer.Text(Id);

    public static ShinglesOfArticle ReadFrom(MessageReader reader) => new(reader.Text());

    /// <inheritdoc/>
    public override void Write(MessageWriter writer, Found answer)
    {
        writer.Flag(answer.HasSignatures);
        writer.Flag(answer.Shingles is not null);
        if (answer.Shingles is { } shingles)
        {
            WriteShingles(writer, shingles);
        }
    }

    /// <inheritdoc/>
    public override Found Read(MessageReader reader)
    {
        var hasSignatures = reader.Flag();
        return new(reader.Flag() ? ReadShingles(reader) : null, hasSignatures);
    }

    /// <summary>Writes shingles, eight bytes each.</summary>
    public static void WriteShingles(MessageWriter writer, Shingles shingles) =>
        writer.List(shingles.Sorted.ToArray(), (w, shingle) => w.Fixed(shingle));

    /// <summary>Reads shingles.</summary>
    /// <exception cref="MessageException">There are none.</exception>
    public static Shingles ReadShingles(MessageReader reader) =>
        Shingles.FromHashes(CollectionsMarshal.AsSpan(reader.List(r => r.Fixed())).ToArray());

    /// <summary>What is known.</summary>
    /// <param name="Shingles">The article's; null where none has the id.</param>
    /// <param name="HasSignatures">Whether all indexes have signatures, by which near-duplicates are found.</param>
    internal sealed record Found(Shingles? Shingles, bool HasSignatures);
}
