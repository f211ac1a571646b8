using SearchCore.Articles;

namespace SearchCore.Entities.Training;

/// <summary>Counts exact matches (start, end and kind) as the CoNLL shared tasks do.</summary>
internal sealed class Score
{
    public static readonly string[] Kinds = [EntityKinds.Person, EntityKinds.Organization, EntityKinds.Place];

    private readonly Dictionary<string, (int Gold, int Found, int Right)> counts = [];

    public void Add(IEnumerable<EntityMention> gold, IEnumerable<EntityMention> found)
    {
        var expected = gold.Where(m => Kinds.Contains(m.Kind)).Select(m => (m.Start, m.End, m.Kind)).ToHashSet();
        var actual = found.Where(m => Kinds.Contains(m.Kind)).Select(m => (m.Start, m.End, m.Kind)).ToHashSet();
        foreach (var kind in Kinds)
        {
            var (g, f, r) = counts.GetValueOrDefault(kind);
            var ofKind = actual.Where(m => m.Kind == kind).ToList();
            counts[kind] = (g + expected.Count(m => m.Kind == kind), f + ofKind.Count, r + ofKind.Count(expected.Contains));
        }
    }

    /// <summary>Precision, recall and their harmonic mean, in percent; of all kinds together where none is named.</summary>
    public (double Precision, double Recall, double F1) Of(string? kind = null)
    {
        var (gold, found, right) = (0, 0, 0);
        foreach (var (name, (g, f, r)) in counts)
        {
            if (kind is null || kind == name)
            {
                (gold, found, right) = (gold + g, found + f, right + r);
            }
        }

        var precision = found == 0 ? 0 : 100.0 * right / found;
        var recall = gold == 0 ? 0 : 100.0 * right / gold;
        return (precision, recall, right == 0 ? 0 : 2 * precision * recall / (precision + recall));
    }
}
