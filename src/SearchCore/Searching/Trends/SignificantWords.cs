using System.Text;

using Lucene.Net.Util;

using SearchCore.Analysis;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Words;

namespace SearchCore.Searching.Trends;

/// <summary>
/// Compares how often words occur in a sample of matches with how often in the archive, or in other articles; the measure is that of
/// <see cref="Significance"/>.
/// </summary>
/// <param name="terms">All articles.</param>
/// <param name="own">What the query asked for itself.</param>
/// <param name="budget">The time there is.</param>
internal sealed class SignificantWords(ITermView terms, QueryOwn own, SearchBudget budget)
{
    // Of looking for a term in every segment; of sorting one.
    private const int StepsATerm = 500, StepsACandidate = 20;

    // Of two samples, so many of the best are counted in all articles.
    private const int MostCandidates = 2_000, FewestCandidates = 60;

    /// <summary>Counts words in all articles of a background.</summary>
    internal delegate IReadOnlyList<WordCount> Counting(IReadOnlyList<BytesRef> words);

    /// <summary>Compares matches with the archive.</summary>
    /// <param name="sample">A sample of them, by their numbers in the reader of all articles.</param>
    /// <param name="top">How many words at most.</param>
    public Significance AgainstArchive(IEnumerable<int> sample, int top)
    {
        var reader = terms.Reader;
        using var words = new TextWords();
        var counted = new SampledWords(words);
        counted.Read(terms, sample, budget);
        var found = new List<Found>();
        var seek = new TermFrequencies(reader);
        foreach (var term in Candidates(words, counted))
        {
            if (budget.IsSpent(StepsATerm * reader.Leaves.Count))
            {
                break;
            }

            var everywhere = Math.Max(seek.Articles(words.Term(term)), counted.Count(term));
            var archive = Math.Max(reader.NumDocs, everywhere);
            if (LogLikelihood.Of(counted.Count(term), counted.Articles, everywhere, archive) is >= LogLikelihood.Least and var score)
            {
                found.Add(new(term, score, everywhere));
            }
        }

        return Shown(words, counted, found, reader.NumDocs, top);
    }

    /// <summary>Compares matches with other articles.</summary>
    /// <param name="sample">A sample of the matches.</param>
    /// <param name="others">A sample of the articles that are no matches: it decides which words are counted in all of them.</param>
    /// <param name="background">How many articles there are.</param>
    /// <param name="count">Counts words in all of them.</param>
    /// <param name="top">How many words at most.</param>
    public Significance Against(IEnumerable<int> sample, IEnumerable<int> others, Background background, Counting count, int top)
    {
        using var words = new TextWords();
        var (counted, compared) = (new SampledWords(words), new SampledWords(words));
        counted.Read(terms, sample, budget);
        compared.Read(terms, others, budget);
        var candidates = new List<(int Term, double Score)>();
        foreach (var term in Candidates(words, counted))
        {
            var (matches, rest) = (counted.Count(term), compared.Count(term));
            candidates.Add((
                term, LogLikelihood.Of(matches, counted.Articles, matches + rest, counted.Articles + Math.Max(1, compared.Articles))));
        }

        budget.IsSpent(StepsACandidate * candidates.Count);
        var best = candidates.OrderByDescending(c => c.Score).ThenByDescending(c => counted.Count(c.Term))
            .ThenBy(c => Text(words, c.Term), StringComparer.Ordinal)
            .Take(Math.Clamp(4 * top, FewestCandidates, MostCandidates)).Select(c => c.Term).ToList();
        var everywhere = budget.WasExceeded ? null : count(best.ConvertAll(t => new BytesRef(words.Term(t).ToArray())));
        var found = new List<Found>();
        for (var i = 0; everywhere is not null && i < best.Count; i++)
        {
            var matches = counted.Count(best[i]);
            if (LogLikelihood.Of(matches, counted.Articles, matches + everywhere[i].Others, counted.Articles + background.Others)
                is >= LogLikelihood.Least and var score)
            {
                found.Add(new(best[i], score, everywhere[i].Articles));
            }
        }

        return Shown(words, counted, found, background.Articles, top);
    }

    private static string Text(TextWords words, int term) => Encoding.UTF8.GetString(words.Term(term));

    // Single letters and numbers set nothing apart that a person would want to read.
    private static bool IsWord(ReadOnlySpan<byte> term)
    {
        var word = term[LanguageMark.LengthOf(term)..];
        return word.Length > 1 && word.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    private static bool IsStopWord(string term, string form) => TextLanguages.OfTerm(term).IsStopWord(TextFolding.FoldValue(form));

    private IEnumerable<int> Candidates(TextWords words, SampledWords counted)
    {
        for (var term = 0; term < counted.Terms && !budget.IsSpent(1); term++)
        {
            if (counted.Count(term) >= SignificantValues.LeastMatches && IsWord(words.Term(term)))
            {
                yield return term;
            }
        }
    }

    private Significance Shown(TextWords words, SampledWords counted, List<Found> found, long articles, int top) => new()
    {
        Kind = SignificantRequest.Words,
        Sample = counted.Articles,
        Archive = articles,
        Values = [.. found.OrderByDescending(f => f.Score).ThenBy(f => Text(words, f.Term), StringComparer.Ordinal)
            .Where(f => counted.Forms.Best(f.Term) is { } form && !IsStopWord(Text(words, f.Term), form)
                && !own.HasWord(Text(words, f.Term), form))
            .Take(top)
            .Select(f => new SignificantValue(counted.Forms.Best(f.Term)!, f.Score, counted.Count(f.Term), f.Articles))],
    };

    private readonly record struct Found(int Term, double Score, long Articles);
}
