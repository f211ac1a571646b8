using System.Collections.Concurrent;

using Lucene.Net.Index;
using Lucene.Net.Search;

using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Words;

namespace SearchCore.Searching.Snapshots;

/// <summary>
/// Which words, as they are written, stand in the articles of a scope. The list of a segment's words knows those of all its articles: what
/// it says is asked of the scope's own terms and, where these are stems, of the texts that have the stem. Thread-safe.
/// </summary>
/// <param name="reader">The articles of the scope.</param>
/// <param name="schema">What the index holds.</param>
internal sealed class VisibleWords(IndexReader reader, IndexSchema schema)
{
    private const int StepsATerm = 200, StepsAnArticle = 5_000, MostKept = 65_536;

    private readonly IReadOnlyList<string> fields = [.. FieldTable.TextNames, .. schema.Texts.Select(t => t.Definition.Name)];
    private readonly HashSet<string> read =
        schema.Texts.Any() ? [.. FieldTable.TextNameSet, FieldNames.Member] : FieldTable.TextNameSet;

    private readonly ConcurrentDictionary<(string Written, string Term), bool> known = new();

    /// <summary>Whether an article of the scope has a word.</summary>
    /// <param name="written">Its written form.</param>
    /// <param name="term">Its term.</param>
    /// <param name="budget">The time there is.</param>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public bool Has(string written, string term, SearchBudget budget)
    {
        if (known.TryGetValue((written, term), out var answer))
        {
            return answer;
        }

        if (known.Count >= MostKept)
        {
            known.Clear();
        }

        return known[(written, term)] = Find(written, term, budget);
    }

    private bool Find(string written, string term, SearchBudget budget)
    {
        using var texts = schema.ExactForms ? null : new TextWords();
        foreach (var leaf in reader.Leaves)
        {
            foreach (var field in fields)
            {
                budget.Spend(StepsATerm);
                var docs = leaf.AtomicReader.GetTermDocsEnum(new Term(field, term));
                while (docs is not null && docs.NextDoc() is not DocIdSetIterator.NO_MORE_DOCS and var doc)
                {
                    if (texts is null || Stands(leaf.AtomicReader, doc, field, written, texts, budget))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private bool Stands(AtomicReader segment, int doc, string field, string written, TextWords texts, SearchBudget budget)
    {
        budget.Spend(StepsAnArticle);
        var stored = segment.Document(doc, read);
        var analysis = schema.AnalysisFor(stored.Get(FieldNames.Language));
        var found = false;
        texts.Visit(IndexSchema.TextOf(stored, field), analysis, Look);
        return found;

        void Look(int number, ReadOnlySpan<byte> word) => found = found || analysis.WrittenFormOf(word) == written;
    }
}
