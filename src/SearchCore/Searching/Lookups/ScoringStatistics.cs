using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Lookups;

/// <summary>
/// What scores depend on besides the article itself: how many articles there are, how many words their fields have, in how many each term
/// stands. Indexes that are searched as one score by their sums. Plain data.
/// </summary>
/// <param name="Articles">How many articles.</param>
/// <param name="Names">The fields that words which name none are looked for in, in the order in which their scores are added.</param>
/// <param name="Fields">By field: how many words over all of them.</param>
/// <param name="Terms">By field and term: articles that have it.</param>
internal sealed record ScoringStatistics(
    long Articles, IReadOnlyList<string> Names, IReadOnlyDictionary<string, long> Fields,
    IReadOnlyDictionary<(string Field, string Term), long> Terms)
{
    public static void Write(MessageWriter writer, ScoringStatistics value)
    {
        writer.Number(value.Articles);
        writer.Texts(value.Names);
        writer.List(value.Fields, (w, field) =>
        {
            w.Text(field.Key);
            w.Number(field.Value);
        });
        writer.List(value.Terms, (w, term) =>
        {
            w.Text(term.Key.Field);
            w.Text(term.Key.Term);
            w.Number(term.Value);
        });
    }

    public static ScoringStatistics Read(MessageReader reader)
    {
        var (articles, names) = (reader.Number(), reader.Texts());
        var fields = new Dictionary<string, long>(StringComparer.Ordinal);
        reader.List(r => fields[r.Text()] = r.Number());
        var terms = new Dictionary<(string, string), long>();
        reader.List(r => terms[(r.Text(), r.Text())] = r.Number());
        return new(articles, names, fields, terms);
    }
}

/// <summary>The statistics of terms that a plan scores.</summary>
/// <param name="Terms">The terms, each once.</param>
/// <param name="Live">
/// Whether articles count that are not deleted, so that scores do not depend on how the index is cut into segments and when these were
/// merged; without, all that are in a segment count, as for Lucene.
/// </param>
internal sealed record ScoringCounts(IReadOnlyList<string> Terms, bool Live) : Lookup<ScoringStatistics>
{
    /// <inheritdoc/>
    public override ScoringStatistics Unknown => new(
        0, FieldTable.TextNames, FieldTable.TextNames.ToDictionary(f => f, _ => 0L, StringComparer.Ordinal),
        FieldTable.TextNames.SelectMany(name => Terms.Select(term => (name, term))).ToDictionary(key => key, _ => 0L));

    /// <inheritdoc/>
    public override ScoringStatistics Answer(PointInTime point, SearchBudget budget)
    {
        var fields = new Dictionary<string, long>(StringComparer.Ordinal);
        var names = point.WordFields;
        var terms = new Dictionary<(string, string), long>(names.Count * Terms.Count);

        // Of all fields, also where only one is asked for: what a word is worth is one number.
        foreach (var field in Terms.Count == 0 ? [] : names)
        {
            foreach (var term in Terms)
            {
                terms[(field, term)] = point.Terms.Articles(field, term, Live, budget);
            }

            // A word stands in the index as its stem and, where the index has those, as its exact form.
            var words = point.Terms.Occurrences(field) / (point.Schema.ExactForms ? 2 : 1);
            fields[field] = Live ? words - point.Terms.DeletedWords(field) : words;
        }

        return new(Live ? point.Reader.NumDocs : point.Reader.MaxDoc, names, fields, terms);
    }

    /// <inheritdoc/>
    public override ScoringStatistics Merge(IReadOnlyList<ScoringStatistics> answers)
    {
        if (answers is [var only])
        {
            return only;
        }

        var (fields, terms) = (new Dictionary<string, long>(StringComparer.Ordinal), new Dictionary<(string, string), long>());
        foreach (var answer in answers)
        {
            foreach (var (field, words) in answer.Fields)
            {
                fields[field] = fields.GetValueOrDefault(field) + words;
            }

            foreach (var (term, articles) in answer.Terms)
            {
                terms[term] = terms.GetValueOrDefault(term) + articles;
            }
        }

        return new(answers.Sum(a => a.Articles), answers[0].Names, fields, terms);
    }

    /// <inheritdoc/>
    public override void Write(MessageWriter writer)
    {
        writer.Flag(Live);
        writer.Texts(Terms);
    }

    public static ScoringCounts ReadFrom(MessageReader reader)
    {
        var live = reader.Flag();
        return new(reader.Texts(), live);
    }

    /// <inheritdoc/>
    public override void Write(MessageWriter writer, ScoringStatistics answer) => ScoringStatistics.Write(writer, answer);

    /// <inheritdoc/>
    public override ScoringStatistics Read(MessageReader reader) => ScoringStatistics.Read(reader);
}
