using SearchCore.Analysis;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Overlaps;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Lookups;

/// <summary>The articles whose bodies overlap with a text, by id, and how much they do.</summary>
/// <param name="Text">The text's shingles.</param>
/// <param name="AtLeast">The least overlap, <see cref="Likeness.Least"/> to 1.</param>
internal sealed record NearArticles(Shingles Text, double AtLeast) : Lookup<IReadOnlyList<(string Id, double Overlap)>>
{
    /// <inheritdoc/>
    public override IReadOnlyList<(string Id, double Overlap)> Unknown => [];

    /// <inheritdoc/>
    public override IReadOnlyList<(string Id, double Overlap)> Answer(PointInTime point, SearchBudget budget) =>
        NearSearch.Find(point, Text, AtLeast, budget);

    /// <inheritdoc/>
    public override IReadOnlyList<(string Id, double Overlap)> Merge(IReadOnlyList<IReadOnlyList<(string Id, double Overlap)>> answers) =>
        [.. answers.SelectMany(a => a)];

    /// <inheritdoc/>
    public override void Write(MessageWriter writer)
    {
        writer.Real(AtLeast);
        ShinglesOfArticle.WriteShingles(writer, Text);
    }

    public static NearArticles ReadFrom(MessageReader reader)
    {
        var atLeast = reader.Real();
        return atLeast is >= Likeness.Least and <= 1
            ? new(ShinglesOfArticle.ReadShingles(reader), atLeast)
            : throw new MessageException("an overlap is out of bounds");
    }

    /// <inheritdoc/>
    public override void Write(MessageWriter writer, IReadOnlyList<(string Id, double Overlap)> answer) =>
        writer.List(answer, (w, article) =>
        {
            w.Text(article.Id);
            w.Real(article.Overlap);
        });

    /// <inheritdoc/>
    public override IReadOnlyList<(string Id, double Overlap)> Read(MessageReader reader) => reader.List(r => (r.Text(), r.Real()));
}
