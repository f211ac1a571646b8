using Lucene.Net.Index;
using Lucene.Net.Util;
using Lucene.Net.Util.Automaton;

using SearchCore.Analysis;
using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Lookups;

/// <summary>A term that is spelled nearly as another.</summary>
/// <param name="Term">The term.</param>
/// <param name="Edits">How many edits it is away.</param>
/// <param name="Documents">How often it was found: in how many articles, once a field.</param>
internal readonly record struct NearTerm(string Term, int Edits, long Documents);

/// <summary>The terms at most so many edits from a word's, with the same first letter and of the same language.</summary>
/// <param name="Term">The word's term.</param>
/// <param name="Edits">How many edits.</param>
/// <param name="Fields">In which fields.</param>
internal sealed record NearTerms(string Term, int Edits, IReadOnlyList<string> Fields) : Lookup<IReadOnlyList<NearTerm>>
{
    private const int StepsATerm = 100;

    // Lucene's automaton of a longer word takes tens of milliseconds to make; few words are so long, and looking at all terms that begin
    // like it takes less.
    private const int LongestByAutomaton = 32;

    /// <inheritdoc/>
    public override IReadOnlyList<NearTerm> Unknown => [];

    /// <summary>Nearest first, then the most frequent.</summary>
    public static IOrderedEnumerable<NearTerm> InOrder(IEnumerable<NearTerm> terms) =>
        terms.OrderBy(t => t.Edits).ThenByDescending(t => t.Documents).ThenBy(t => t.Term, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override IReadOnlyList<NearTerm> Answer(PointInTime point, SearchBudget budget)
    {
        // Its language and its first letter stay.
        var letter = LanguageMark.LengthOf(Term);
        if (letter == Term.Length)
        {
            return [];
        }

        var first = Term[..(letter + (char.IsHighSurrogate(Term[letter]) && Term.Length > letter + 1 ? 2 : 1))];
        var near = Term.Length - letter > LongestByAutomaton ? null : AutomatonOf(first, Term[first.Length..], Edits);
        var found = new Dictionary<string, NearTerm>(StringComparer.Ordinal);
        foreach (var field in Fields)
        {
            if (MultiFields.GetTerms(point.Reader, field) is not { } terms)
            {
                continue;
            }

            budget.Check();
            foreach (var candidate in near is null ? Beginning(terms, first) : Accepted(terms, near))
            {
                var text = candidate.Term.Utf8ToString();
                budget.Spend(StepsATerm + (near is null && Math.Abs(text.Length - Term.Length) <= Edits ? text.Length * Term.Length : 0));
                if (EditDistance.Between(Term, text, Edits + 1) is var distance && (near is not null || distance <= Edits))
                {
                    var articles = point.HasDeletions ? point.Terms.Articles(field, text, live: true, budget) : candidate.DocFreq;
                    if (articles > 0)
                    {
                        found[text] = new(text, distance, found.GetValueOrDefault(text).Documents + articles);
                    }
                }
            }
        }

        return [.. found.Values];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<NearTerm> Merge(IReadOnlyList<IReadOnlyList<NearTerm>> answers) =>
        [.. answers.SelectMany(a => a).GroupBy(t => t.Term, StringComparer.Ordinal)
            .Select(g => g.First() with { Documents = g.Sum(t => t.Documents) })];

    /// <inheritdoc/>
    public override void Write(MessageWriter writer)
    {
        writer.Text(Term);
        writer.Number(Edits);
        writer.Texts(Fields);
    }

    public static NearTerms ReadFrom(MessageReader reader) => new(reader.Text(), reader.Small(), reader.Texts());

    /// <inheritdoc/>
    public override void Write(MessageWriter writer, IReadOnlyList<NearTerm> answer) => writer.List(answer, (w, t) =>
    {
        w.Text(t.Term);
        w.Number(t.Edits);
        w.Number(t.Documents);
    });

    /// <inheritdoc/>
    public override IReadOnlyList<NearTerm> Read(MessageReader reader) =>
        reader.List(r => new NearTerm(r.Text(), r.Small(), r.Number()));

    private static CompiledAutomaton AutomatonOf(string first, string rest, int edits) =>
        new(
            BasicOperations.Concatenate(BasicAutomata.MakeString(first), new LevenshteinAutomata(rest, true).ToAutomaton(edits)),
            true,
            false);

    private static IEnumerable<TermsEnum> Accepted(Terms terms, CompiledAutomaton automaton)
    {
        for (var candidates = automaton.GetTermsEnum(terms); candidates.MoveNext();)
        {
            yield return candidates;
        }
    }

    private static IEnumerable<TermsEnum> Beginning(Terms terms, string prefix)
    {
        var (all, start) = (terms.GetEnumerator(), new BytesRef(prefix));
        for (var found = all.SeekCeil(start) != TermsEnum.SeekStatus.END;
             found && StringHelper.StartsWith(all.Term, start);
             found = all.MoveNext())
        {
            yield return all;
        }
    }
}
