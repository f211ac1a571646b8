using System.Text;

using Lucene.Net.Util;

using SearchCore.Analysis;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Lookups;

namespace SearchCore.Searching.Trends;

/// <summary>
/// Compares how often words occur in a sample of matches with how often in the archive, or in other articles; the measure is that of
/// <see cref="Significance"/>.
/// </summary>
/// <param name="own">What the query asked for itself.</param>
/// <param name="budget">The time there is.</param>
internal sealed class SignificantWords(QueryOwn own, SearchBudget budget)
{
    // Of one ratio; of sorting one.
    private const int StepsATerm = 20, StepsACandidate = 20;

    // Of two samples, so many of the best are counted in all articles.
    private const int MostCandidates = 2_000, FewestCandidates = 60;

    /// <summary>The terms of a sample that may set it apart.</summary>
    public List<string> Candidates(SampledWords sample)
    {
        var found = new List<string>();
        foreach (var (term, word) in sample.Terms)
        {
            if (budget.IsSpent(1))
            {
                break;
            }

            if (word.Articles >= SignificantValues.LeastMatches && IsWord(term))
            {
                found.Add(term);
            }
        }

        return found;
    }

    /// <summary>Compares matches with the archive.</summary>
    /// <param name="sample">A sample of them.</param>
    /// <param name="candidates">Its candidates.</param>
    /// <param name="counts">In how many articles of the archive each of them stands.</param>
    /// <param name="articles">How many articles the archive has.</param>
    /// <param name="top">How many words at most.</param>
    public Significance AgainstArchive(
        SampledWords sample, IReadOnlyList<string> candidates, WordCounts.Counts counts, long articles, int top)
    {
        var found = new List<Found>();
        for (var i = 0; i < candidates.Count && !budget.IsSpent(StepsATerm); i++)
        {
            var matches = sample.Count(candidates[i]);
            var everywhere = Math.Max(counts.Of(i), matches);
            if (LogLikelihood.Of(matches, sample.Articles, everywhere, Math.Max(articles, everywhere))
                is >= LogLikelihood.Least and var score)
            {
                found.Add(new(candidates[i], score, everywhere));
            }
        }

        return Shown(sample, found, articles, top);
    }

    /// <summary>Those of the candidates that are worth counting in all other articles.</summary>
    /// <param name="sample">A sample of the matches.</param>
    /// <param name="others">A sample of the articles that are no matches.</param>
    /// <param name="top">How many words are wanted.</param>
    public IReadOnlyList<BytesRef> Best(SampledWords sample, SampledWords others, int top)
    {
        var candidates = new List<(string Term, double Score)>();
        foreach (var term in Candidates(sample))
        {
            var (matches, rest) = (sample.Count(term), others.Count(term));
            candidates.Add((
                term, LogLikelihood.Of(matches, sample.Articles, matches + rest, sample.Articles + Math.Max(1, others.Articles))));
        }

        budget.IsSpent(StepsACandidate * candidates.Count);
        return [.. candidates.OrderByDescending(c => c.Score).ThenByDescending(c => sample.Count(c.Term))
            .ThenBy(c => c.Term, StringComparer.Ordinal)
            .Take(Math.Clamp(4 * top, FewestCandidates, MostCandidates)).Select(c => new BytesRef(c.Term))];
    }

    /// <summary>Compares matches with other articles.</summary>
    /// <param name="sample">A sample of the matches.</param>
    /// <param name="best">The words that were counted (<see cref="Best"/>).</param>
    /// <param name="counts">In how many of the others each of them stands.</param>
    /// <param name="background">How many articles there are.</param>
    /// <param name="top">How many words at most.</param>
    public Significance Against(
        SampledWords sample, IReadOnlyList<BytesRef> best, IReadOnlyList<WordCount> counts, Background background, int top)
    {
        var found = new List<Found>();
        for (var i = 0; i < best.Count; i++)
        {
            var term = Encoding.UTF8.GetString(best[i].Bytes, best[i].Offset, best[i].Length);
            var matches = sample.Count(term);
            if (LogLikelihood.Of(matches, sample.Articles, matches + counts[i].Others, sample.Articles + background.Others)
                is >= LogLikelihood.Least and var score)
            {
                found.Add(new(term, score, counts[i].Articles));
            }
        }

        return Shown(sample, found, background.Articles, top);
    }

    // Single letters and numbers set nothing apart that a person would want to read.
    private static bool IsWord(string term)
    {
        var word = term.AsSpan(LanguageMark.LengthOf(term));
        return Encoding.UTF8.GetByteCount(word) > 1 && word.ContainsAnyExceptInRange('0', '9');
    }

    private static bool IsStopWord(string term, string form) => TextLanguages.OfTerm(term).IsStopWord(TextFolding.FoldValue(form));

    private Significance Shown(SampledWords sample, List<Found> found, long articles, int top) => new()
    {
        Kind = SignificantRequest.Words,
        Sample = sample.Articles,
        Archive = articles,
        Values = [.. found.OrderByDescending(f => f.Score).ThenBy(f => f.Term, StringComparer.Ordinal)
            .Select(f => (Found: f, Form: sample.Terms[f.Term].Forms.Best()))
            .Where(f => !IsStopWord(f.Found.Term, f.Form) && !own.HasWord(f.Found.Term, f.Form))
            .Take(top)
            .Select(f => new SignificantValue(f.Form, f.Found.Score, sample.Count(f.Found.Term), f.Found.Articles))],
    };

    private readonly record struct Found(string Term, double Score, long Articles);
}
