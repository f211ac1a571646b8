using System.Text;

using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Facets;
using SearchCore.Searching.Words;

namespace SearchCore.Searching.Trends;

/// <summary>Finds what sets the matches of a search apart from the archive; the measure is that of <see cref="Significance"/>.</summary>
internal static class SignificanceRun
{
    /// <summary>The most articles whose words are counted.</summary>
    public const int MaxSample = 200;

    private const int LeastMatches = 2;

    // Of four logarithms, and of looking for a term in every segment.
    private const int StepsARatio = 10, StepsATerm = 500;

    /// <summary>Compares how often the values of a kind occur among the matches with how often in the archive.</summary>
    /// <param name="kind">The kind, as it was asked for.</param>
    /// <param name="found">Counts of the matches.</param>
    /// <param name="archive">Counts of the archive; null where there was no time to count it.</param>
    /// <param name="matches">How many matches there are.</param>
    /// <param name="articles">How many articles the archive has.</param>
    /// <param name="top">How many values at most.</param>
    /// <param name="budget">The time there is; when it is over, those found until then are the answer.</param>
    public static Significance OfFacet(
        string kind, FacetTally found, FacetTally? archive, long matches, long articles, int top, SearchBudget budget)
    {
        var values = new List<(int Number, double Score, int Everywhere)>();
        for (var number = 0; archive is not null && number < found.Counts.Length && !budget.IsSpent(1); number++)
        {
            if (found.Counts[number] < LeastMatches || budget.IsSpent(StepsARatio))
            {
                continue;
            }

            var everywhere = archive.CountOf(found.Values, number);
            if (LogLikelihood.Of(found.Counts[number], matches, everywhere, articles) is >= LogLikelihood.Least and var score)
            {
                values.Add((number, score, everywhere));
            }
        }

        var best = new List<SignificantValue>();
        foreach (var (number, score, everywhere) in values.OrderByDescending(f => f.Score).ThenBy(f => f.Number).Take(top))
        {
            best.Add(new(found.Values.Value(number), score, found.Counts[number], everywhere));
        }

        return new() { Kind = kind, Values = best, Sample = matches, Archive = articles };
    }

    /// <summary>Compares the words of the first matches with those of the archive.</summary>
    /// <param name="terms">All articles.</param>
    /// <param name="sample">The documents to look at, by their numbers in its reader.</param>
    /// <param name="top">How many words at most.</param>
    /// <param name="budget">The time there is.</param>
    public static Significance OfWords(ITermView terms, IEnumerable<int> sample, int top, SearchBudget budget)
    {
        var reader = terms.Reader;
        using var words = new TextWords(terms.Analysis);
        var forms = new SpelledForms();
        var (counts, lastSeen) = (new List<int>(), new List<int>());
        var texts = new HashSet<string>(StringComparer.Ordinal);
        var articles = 0;
        foreach (var document in sample)
        {
            if (budget.IsExceeded())
            {
                break;
            }

            var stored = reader.Document(document, FieldTable.TextNameSet);
            var (title, body) = (stored.Get(FieldNames.Title), stored.Get(FieldNames.Body));

            // Wire copy that many papers print says no more than once.
            if (!texts.Add(body ?? title ?? string.Empty))
            {
                continue;
            }

            articles++;
            words.Visit(title, Count);
            words.Visit(body, Count);
        }

        return new()
        {
            Kind = SignificantRequest.Words,
            Values = Best(terms, words, forms, counts, articles, top, budget),
            Sample = articles,
            Archive = reader.NumDocs,
        };

        void Count(int term, ReadOnlySpan<byte> word)
        {
            while (counts.Count <= term)
            {
                counts.Add(0);
                lastSeen.Add(0);
            }

            if (lastSeen[term] != articles)
            {
                lastSeen[term] = articles;
                counts[term]++;
                forms.Add(term, word);
            }
        }
    }

    private static List<SignificantValue> Best(
        ITermView terms, TextWords words, SpelledForms forms, List<int> counts, int articles, int top, SearchBudget budget)
    {
        var reader = terms.Reader;
        var found = new List<(int Term, double Score, int Matches, int Articles)>();
        var seek = new TermFrequencies(reader);
        for (var term = 0; term < counts.Count && !budget.IsSpent(1); term++)
        {
            if (counts[term] < LeastMatches || !IsWord(words.Term(term)))
            {
                continue;
            }

            if (budget.IsSpent(StepsATerm * reader.Leaves.Count))
            {
                break;
            }

            var everywhere = Math.Max(seek.Articles(words.Term(term)), counts[term]);
            var archive = Math.Max(reader.NumDocs, everywhere);
            if (LogLikelihood.Of(counts[term], articles, everywhere, archive) is >= LogLikelihood.Least and var score)
            {
                found.Add((term, score, counts[term], everywhere));
            }
        }

        return [.. found.OrderByDescending(f => f.Score).ThenBy(f => Encoding.UTF8.GetString(words.Term(f.Term)), StringComparer.Ordinal)
            .Where(f => forms.Best(f.Term) is { } form && !terms.Analysis.IsStopWord(form.ToLowerInvariant()))
            .Take(top).Select(f => new SignificantValue(forms.Best(f.Term)!, f.Score, f.Matches, f.Articles))];
    }

    // Single letters and numbers set nothing apart that a person would want to read.
    private static bool IsWord(ReadOnlySpan<byte> term) => term.Length > 1 && term.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
