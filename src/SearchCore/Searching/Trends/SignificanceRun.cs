using System.Text;

using Lucene.Net.Index;

using SearchCore.Analysis;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Facets;
using SearchCore.Searching.Ranking;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Suggesting;

namespace SearchCore.Searching.Trends;

/// <summary>Finds what sets the matches of a search apart from the archive; the measure is that of <see cref="Significance"/>.</summary>
internal static class SignificanceRun
{
    /// <summary>The most articles whose words are counted.</summary>
    public const int MaxSample = 200;

    private const int LeastMatches = 2;

    // Of four logarithms, and of looking for a term in every segment.
    private const int StepsARatio = 10, StepsATerm = 500;

    private static readonly HashSet<string> TextFields = [FieldNames.Title, FieldNames.Body];

    /// <summary>Compares a facet's counts over the matches with those over the archive.</summary>
    public static Significance OfFacet(string kind, FacetCounter counts, long matches, int archive, int top, SearchBudget budget)
    {
        var found = new List<(int Number, double Score)>();
        var everywhere = budget.IsExceeded() ? [] : Archive(counts.Kind, budget);
        for (var number = 0; number < everywhere.Length && !budget.IsSpent(1); number++)
        {
            if (counts.Totals[number] >= LeastMatches && !budget.IsSpent(StepsARatio) && LogLikelihood.Of(counts.Totals[number], matches, everywhere[number], archive) is >= LogLikelihood.Least and var score)
            {
                found.Add((number, score));
            }
        }

        var best = new List<SignificantValue>();
        foreach (var (number, score) in found.OrderByDescending(f => f.Score).ThenBy(f => f.Number).Take(top))
        {
            best.Add(new(counts.Kind.Value(number), score, counts.Totals[number], everywhere[number]));
        }

        return new() { Kind = kind, Values = best, Sample = matches, Archive = archive };
    }

    /// <summary>Compares the words of the first matches with those of the archive.</summary>
    public static Significance OfWords(PointInTime point, IEnumerable<RankedHit> sample, int top, SearchBudget budget)
    {
        using var words = new TextWords();
        var forms = new SpelledForms();
        var (counts, lastSeen) = (new List<int>(), new List<int>());
        var texts = new HashSet<string>(StringComparer.Ordinal);
        var articles = 0;
        foreach (var hit in sample)
        {
            if (budget.IsExceeded())
            {
                break;
            }

            var stored = hit.Leaf.AtomicReader.Document(hit.Doc, TextFields);
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
            Values = Best(point.Reader, words, forms, counts, articles, top, budget),
            Sample = articles,
            Archive = point.Reader.NumDocs,
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

    // Nothing where there is no time to count it.
    private static int[] Archive(KindOrdinals kind, SearchBudget budget)
    {
        try
        {
            return kind.Archive(budget);
        }
        catch (BudgetExceededException)
        {
            return [];
        }
    }

    private static List<SignificantValue> Best(IndexReader reader, TextWords words, SpelledForms forms, List<int> counts, int articles, int top, SearchBudget budget)
    {
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
            if (LogLikelihood.Of(counts[term], articles, everywhere, reader.MaxDoc) is >= LogLikelihood.Least and var score)
            {
                found.Add((term, score, counts[term], everywhere));
            }
        }

        return [.. found.OrderByDescending(f => f.Score).ThenBy(f => Encoding.UTF8.GetString(words.Term(f.Term)), StringComparer.Ordinal)
            .Where(f => forms.Best(f.Term) is { } form && !TextAnalysis.IsStopWord(form.ToLowerInvariant()))
            .Take(top).Select(f => new SignificantValue(forms.Best(f.Term)!, f.Score, f.Matches, f.Articles))];
    }

    // Single letters and numbers set nothing apart that a person would want to read.
    private static bool IsWord(ReadOnlySpan<byte> term) => term.Length > 1 && term.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
