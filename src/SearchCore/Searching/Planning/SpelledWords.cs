using System.Text;

using SearchCore.Analysis;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Words;
using SearchCore.Storage;

namespace SearchCore.Searching.Planning;

/// <summary>
/// The terms of all words that are spelled alike but for accents, in languages whose stemmers know endings by accents: there the stem of a
/// word that is typed without them may be another one. The lists of the segments' words tell them. For one thread.
/// </summary>
internal sealed class SpelledWords(ITermView terms, SearchBudget budget)
{
    private const int StepsASeek = 200, StepsAWord = 10;

    private readonly Dictionary<(TextAnalysis, string), IReadOnlyList<string>> known = [];
    private List<WordListCursor>? cursors;

    /// <summary>The terms of words with a written form: stems, or in an index with exact forms these, as the list has them.</summary>
    public IReadOnlyList<string> Of(TextAnalysis analysis, string written)
    {
        if (!known.TryGetValue((analysis, written), out var found))
        {
            known[(analysis, written)] = found = Find(analysis, written);
        }

        return found;
    }

    private IReadOnlyList<string> Find(TextAnalysis analysis, string written)
    {
        cursors ??= [.. terms.Reader.Leaves.Select(leaf => WordList.Of(leaf.AtomicReader)).OfType<WordList>()
            .Select(list => new WordListCursor(list))];
        var (form, mark) = (Encoding.UTF8.GetBytes(written), Encoding.UTF8.GetBytes(analysis.Mark));
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var cursor in cursors)
        {
            budget.Spend(StepsASeek);
            for (var more = cursor.Seek(form); more && cursor.Word.SequenceEqual(form); more = cursor.Next())
            {
                budget.Spend(StepsAWord);
                if (cursor.Term.StartsWith(mark) && Encoding.UTF8.GetString(cursor.Term) is var term
                    && terms.Has(written, terms.HasExactForms ? (char)ExactForm.Mark + term : term, budget))
                {
                    found.Add(term);
                }
            }
        }

        return [.. found];
    }
}
