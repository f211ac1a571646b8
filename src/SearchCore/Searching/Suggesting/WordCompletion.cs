using System.Text;

using Lucene.Net.Index;
using Lucene.Net.Search;

using SearchCore.Analysis;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Words;
using SearchCore.Storage;

namespace SearchCore.Searching.Suggesting;

/// <summary>The words of the archive that begin in some way, from the lists of the segments' words. For one thread.</summary>
internal sealed class WordCompletion(PointInTimeSet points, SearchBudget budget)
{
    private const int StepsASeek = 200, StepsAWord = 20, StepsATerm = 200, StepsAnArticle = 5_000;

    // More than that begin like two letters in a large archive; who types on looks through fewer.
    private const int MostWords = 20_000;

    /// <summary>The most frequent words that begin so, ties in ordinal order, and whether not all could be looked through.</summary>
    /// <param name="typed">What they begin with, whatever its case and accents.</param>
    /// <param name="top">How many.</param>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public (IReadOnlyList<(string Text, long Articles)> Words, bool Cut) Complete(string typed, int top)
    {
        var (words, cut) = Collect(points.Analyses[0].WrittenFormOf(typed));
        var frequencies = new TermFrequencies(points.Reader);
        var counted = new List<(string Written, string Term, long Articles)>();
        foreach (var (written, terms) in words)
        {
            budget.Spend(StepsATerm * terms.Count);
            var counts = terms.Select(t => (Term: t, Articles: (long)frequencies.Articles(Encoding.UTF8.GetBytes(t)))).ToList();
            counted.Add((written, counts.MaxBy(c => c.Articles).Term, counts.Sum(c => c.Articles)));
        }

        var found = new List<(string, long)>();
        foreach (var (written, term, articles) in counted.Where(c => c.Articles > 0)
            .OrderByDescending(c => c.Articles).ThenBy(c => c.Written, StringComparer.Ordinal))
        {
            if (points.Has(written, term, budget))
            {
                found.Add((SpellingOf(written, term), articles));
                if (found.Count == top)
                {
                    break;
                }
            }
        }

        return (found, cut);
    }

    private (Dictionary<string, SortedSet<string>> Words, bool Cut) Collect(string beginning)
    {
        var words = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(beginning);
        if (bytes.Length == 0)
        {
            return (words, false);
        }

        foreach (var list in points.Reader.Leaves.Select(leaf => WordList.Of(leaf.AtomicReader)).OfType<WordList>())
        {
            budget.Spend(StepsASeek);
            var cursor = new WordListCursor(list);
            for (var more = cursor.Seek(bytes); more && cursor.Word.StartsWith(bytes); more = cursor.Next())
            {
                budget.Spend(StepsAWord);
                var written = Encoding.UTF8.GetString(cursor.Word);
                if (!words.TryGetValue(written, out var terms))
                {
                    if (words.Count == MostWords)
                    {
                        return (words, true);
                    }

                    words.Add(written, terms = new(StringComparer.Ordinal));
                }

                var term = Encoding.UTF8.GetString(cursor.Term);
                terms.Add(points.HasExactForms ? (char)ExactForm.Mark + term : term);
            }
        }

        return (words, false);
    }

    // The list has words folded; an article tells how they are spelled.
    private string SpellingOf(string written, string term)
    {
        using var words = new TextWords();
        foreach (var leaf in points.Reader.Leaves)
        {
            foreach (var field in FieldTable.TextNames)
            {
                budget.Spend(StepsATerm);
                if (leaf.AtomicReader.GetTermDocsEnum(new Term(field, term)) is not { } docs
                    || docs.NextDoc() == DocIdSetIterator.NO_MORE_DOCS)
                {
                    continue;
                }

                budget.Spend(StepsAnArticle);
                string? found = null;
                var stored = leaf.AtomicReader.Document(docs.DocID, FieldTable.TextNameSet);
                var analysis = points.AnalysisFor(stored.Get(FieldNames.Language));
                words.Visit(stored.Get(field), analysis, (_, word) =>
                {
                    if (found is null && analysis.WrittenFormOf(word) == written)
                    {
                        found = Encoding.UTF8.GetString(word).ToLowerInvariant();
                    }
                });
                if (found is not null)
                {
                    return found;
                }
            }
        }

        return written;
    }
}
