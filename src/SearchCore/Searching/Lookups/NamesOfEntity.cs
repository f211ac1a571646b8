using SearchCore.Articles;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Lookups;

/// <summary>
/// Under which other names an entity that is asked for stands in articles: those of the recognizer that an index was opened with, as far as
/// its articles have them.
/// </summary>
/// <param name="Kind">The kind asked for; null for any entity.</param>
/// <param name="Value">The value asked for.</param>
internal sealed record NamesOfEntity(string? Kind, string Value) : Lookup<IReadOnlyList<NamesOfEntity.Name>>
{
    /// <inheritdoc/>
    public override IReadOnlyList<Name> Unknown => [];

    /// <inheritdoc/>
    public override IReadOnlyList<Name> Answer(PointInTime point, SearchBudget budget) => point.Aliases is not { } aliases ? [] :
    [
        .. aliases.Canonical(Kind, Value).Select((name, rank) => new Name(rank, name))
            .Where(n => FacetTerm.Term(n.Entity.Kind, n.Entity.Name) is var term && term != FacetTerm.Term(n.Entity.Kind, Value)
                && point.Terms.Articles(FieldNames.Facet, term, live: true, budget) > 0),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Name> Merge(IReadOnlyList<IReadOnlyList<Name>> answers) =>
        [.. answers.SelectMany(a => a).OrderBy(n => n.Rank).DistinctBy(n => n.Entity)];

    /// <inheritdoc/>
    public override void Write(MessageWriter writer)
    {
        writer.Optional(Kind);
        writer.Text(Value);
    }

    public static NamesOfEntity ReadFrom(MessageReader reader) => new(reader.Optional(), reader.Text());

    /// <inheritdoc/>
    public override void Write(MessageWriter writer, IReadOnlyList<Name> answer) => writer.List(answer, (w, n) =>
    {
        w.Number(n.Rank);
        w.Text(n.Entity.Kind);
        w.Text(n.Entity.Name);
    });

    /// <inheritdoc/>
    public override IReadOnlyList<Name> Read(MessageReader reader) =>
        reader.List(r => new Name(r.Small(), new EntityName(r.Text(), r.Text())));

    /// <summary>A name.</summary>
    /// <param name="Rank">Its place among all that the recognizer knows.</param>
    /// <param name="Entity">The name.</param>
    internal readonly record struct Name(int Rank, EntityName Entity);
}
