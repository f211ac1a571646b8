using SearchCore.Analysis;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Lookups;

/// <summary>The synonyms of the longest row of terms that begins at one of them. Of several indexes the first one's count.</summary>
/// <param name="Language">The code of the language.</param>
/// <param name="Terms">The terms of a query's words.</param>
/// <param name="At">Where the row begins.</param>
internal sealed record RowSynonyms(string Language, IReadOnlyList<string> Terms, int At) : Lookup<RowSynonyms.Found>
{
    /// <summary>What is found where there are none.</summary>
    public static Found None { get; } = new(0, []);

    /// <inheritdoc/>
    public override Found Unknown => None;

    /// <inheritdoc/>
    public override Found Answer(PointInTime point, SearchBudget budget) =>
        SynonymLookup.Of(point.Synonyms, TextLanguages.OfCode(Language))?.Find(Terms, At) is var (length, synonyms)
            ? new(length, synonyms)
            : None;

    /// <inheritdoc/>
    public override Found Merge(IReadOnlyList<Found> answers) => answers[0];

    /// <inheritdoc/>
    public override void Write(MessageWriter writer)
    {
        writer.Text(Language);
        writer.Texts(Terms);
        writer.Number(At);
    }

    public static RowSynonyms ReadFrom(MessageReader reader) => new(reader.Text(), reader.Texts(), reader.Small());

    /// <inheritdoc/>
    public override void Write(MessageWriter writer, Found answer)
    {
        writer.Number(answer.Length);
        writer.List(answer.Synonyms, (w, s) =>
        {
            w.Text(s.Text);
            w.Texts(s.Terms);
        });
    }

    /// <inheritdoc/>
    public override Found Read(MessageReader reader) =>
        new(reader.Small(), reader.List(r => new SynonymLookup.Synonym(r.Text(), r.Texts())));

    /// <summary>How many terms the row has, 0 where there is none; and its synonyms.</summary>
    internal sealed record Found(int Length, IReadOnlyList<SynonymLookup.Synonym> Synonyms);
}
