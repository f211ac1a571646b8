using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Lookups;

/// <summary>The names of members that are stored with the newest articles and are no fields.</summary>
internal sealed record MembersOfArticles : Lookup<IReadOnlyList<string>>
{
    // Only what articles have in common is worth looking for, and a misspelt name must not cost more than a query.
    private const int MostArticles = 256, MostNames = 8;

    private static readonly HashSet<string> MemberAlone = [FieldNames.Member];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Unknown => [];

    /// <summary>Looks through the newest articles of each segment, which say what the archive is like today.</summary>
    public override IReadOnlyList<string> Answer(PointInTime point, SearchBudget budget)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var share = Math.Max(MostNames, MostArticles / Math.Max(point.Segments.Count, 1));
        foreach (var leaf in point.Reader.Leaves)
        {
            var live = leaf.AtomicReader.LiveDocs;
            for (int doc = leaf.AtomicReader.MaxDoc - 1, left = share; doc >= 0 && left > 0; doc--)
            {
                if (live?.Get(doc) == false)
                {
                    continue;
                }

                left--;
                foreach (var value in leaf.AtomicReader.Document(doc, MemberAlone).GetValues(FieldNames.Member))
                {
                    names.Add(value[..Math.Max(value.IndexOf(':', StringComparison.Ordinal), 0)]);
                }
            }
        }

        return [.. names];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Merge(IReadOnlyList<IReadOnlyList<string>> answers) =>
        [.. answers.SelectMany(a => a).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <inheritdoc/>
    public override void Write(MessageWriter writer)
    {
    }

    /// <inheritdoc/>
    public override void Write(MessageWriter writer, IReadOnlyList<string> answer) => writer.Texts(answer);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Read(MessageReader reader) => reader.Texts();
}
