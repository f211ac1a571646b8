using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Standing;

/// <summary>
/// What words of the archive wildcards stand for, kept by segment: between small commits most segments stay, and looking through the words
/// of all of them was most of what a commit of one article cost. Words of deleted articles are words of their segment until it is merged,
/// so that answers of a segment do not change. Thread-safe.
/// </summary>
internal sealed class SegmentWords
{
    // Of some hundred bytes each, mostly; one of many words is looked up again.
    private const int MostKept = 8_192, MostWords = 128;

    private readonly ConditionalWeakTable<object, ConcurrentDictionary<WrittenTerms, WordTerms>> known = [];

    /// <summary>The words of an archive and of a batch, which nobody's scope hides.</summary>
    /// <param name="words">What they must look like.</param>
    /// <param name="view">The archive and the batch.</param>
    /// <param name="batch">The batch, of which nothing is kept.</param>
    /// <param name="budget">The time there is.</param>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public WordTerms Ask(WrittenTerms words, PointInTimeSet view, PointInTime batch, SearchBudget budget)
    {
        var answers = new List<WordTerms>();
        foreach (var member in view.Members)
        {
            foreach (var segment in member.Segments)
            {
                answers.Add(member == batch ? words.Answer(member, [segment], budget) : Of(words, member, segment, budget));
            }
        }

        return words.Merge(answers);
    }

    private WordTerms Of(WrittenTerms words, PointInTime member, SegmentView segment, SearchBudget budget)
    {
        var answers = known.GetOrCreateValue(segment.Reader.CoreCacheKey);
        if (answers.TryGetValue(words, out var answer))
        {
            return answer;
        }

        answer = words.Answer(member, [segment], budget);
        if (answer.Found.Count <= MostWords)
        {
            if (answers.Count >= MostKept)
            {
                answers.Clear();
            }

            answers[words] = answer;
        }

        return answer;
    }
}
