using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.TokenAttributes;

using SearchCore.Analysis;
using SearchCore.Queries;

namespace SearchCore.Searching.Highlighting;

/// <summary>A word of a text that matched.</summary>
/// <param name="Start">Its first UTF-16 unit.</param>
/// <param name="End">The unit behind its last.</param>
/// <param name="Mark">What it matched, by number.</param>
internal readonly record struct MarkedWord(int Start, int End, int Mark);

/// <summary>
/// Finds in a text what a query looks for, by breaking it into words again as the index path did. What becomes of a spelling is remembered, so that a long
/// text costs its word breaking and little more. For one thread and one search.
/// </summary>
internal sealed class MarkFinder : IDisposable
{
    /// <summary>Where reading stops in a text in which something was found.</summary>
    private const int FarEnough = 200_000;

    private const int FirstLook = 4_000;

    private readonly MarkPlan plan;
    private readonly WordNormalizer normalizer = new();
    private readonly Dictionary<string, Part[]> spellings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Part[]>.AlternateLookup<ReadOnlySpan<char>> bySpan;
    private readonly StandardTokenizer tokenizer;
    private readonly ICharTermAttribute term;
    private readonly IOffsetAttribute offset;
    private readonly IPositionIncrementAttribute step;

    public MarkFinder(MarkPlan plan)
    {
        this.plan = plan;
        bySpan = spellings.GetAlternateLookup<ReadOnlySpan<char>>();
        tokenizer = new StandardTokenizer(TextAnalysis.Version, TextReader.Null) { MaxTokenLength = TextAnalysis.MaxTokenLength };
        term = tokenizer.GetAttribute<ICharTermAttribute>();
        offset = tokenizer.GetAttribute<IOffsetAttribute>();
        step = tokenizer.GetAttribute<IPositionIncrementAttribute>();
    }

    /// <summary>The words of a text that matched, in order, each once.</summary>
    /// <param name="text">The text.</param>
    /// <param name="field">Title or body: marks of the other are left out.</param>
    /// <param name="enough">Asked now and then about what was found so far: whether more is not needed.</param>
    public IReadOnlyList<MarkedWord> Find(string text, TextField field, Func<IReadOnlyList<MarkedWord>, bool> enough)
    {
        if (!plan.Marks.Any(m => Applies(m, field)))
        {
            return [];
        }

        var occurrences = new List<Occurrence>();
        var position = -1;
        var look = FirstLook;
        using var reader = new StringReader(text);
        tokenizer.SetReader(reader);
        tokenizer.Reset();
        try
        {
            while (tokenizer.IncrementToken())
            {
                position += step.PositionIncrement;
                foreach (var part in PartsOf(term.Buffer.AsSpan(0, term.Length)))
                {
                    if (Applies(plan.Marks[part.Mark], field))
                    {
                        occurrences.Add(new(part, position, offset.StartOffset, offset.EndOffset));
                    }
                }

                if (offset.EndOffset > look)
                {
                    look *= 2;
                    if (occurrences.Count > 0 && Assemble(occurrences) is { Count: > 0 } found && (offset.EndOffset > FarEnough || enough(found)))
                    {
                        return found;
                    }
                }
            }
        }
        finally
        {
            // Lucene's way to say that the next reader may come.
            tokenizer.End();
            tokenizer.Dispose();
        }

        return Assemble(occurrences);
    }

    public void Dispose()
    {
        tokenizer.Dispose();
        normalizer.Dispose();
    }

    private static bool Applies(Mark mark, TextField field) => mark.Field == TextField.Any || mark.Field == field;

    private Part[] PartsOf(ReadOnlySpan<char> spelling)
    {
        if (bySpan.TryGetValue(spelling, out var known))
        {
            return known;
        }

        var word = spelling.ToString();
        var stem = normalizer.Normalize(word);
        var folded = TextFolding.FoldValue(word);
        var parts = new List<Part>();
        for (var i = 0; i < plan.Marks.Count; i++)
        {
            switch (plan.Marks[i])
            {
                case PhraseMark phrase:
                    for (var part = 0; part < phrase.Terms.Count; part++)
                    {
                        if (phrase.Terms[part] == stem)
                        {
                            parts.Add(new(i, part));
                        }
                    }

                    break;
                case TermsMark terms when terms.Terms.Contains(stem):
                case PrefixMark prefix when folded.StartsWith(prefix.Prefix, StringComparison.Ordinal):
                case PatternMark pattern when pattern.Pattern.Matches(folded):
                    parts.Add(new(i, 0));
                    break;
            }
        }

        return spellings[word] = [.. parts];
    }

    private List<MarkedWord> Assemble(List<Occurrence> occurrences)
    {
        var words = new List<MarkedWord>();
        foreach (var group in occurrences.GroupBy(o => o.Part.Mark))
        {
            words.AddRange(plan.Marks[group.Key] is PhraseMark { Terms.Count: > 1 } phrase
                ? PhraseMatcher.Match(phrase, group.ToList()).Select(o => new MarkedWord(o.Start, o.End, group.Key))
                : group.Select(o => new MarkedWord(o.Start, o.End, group.Key)));
        }

        // By place; a word that matched in two ways is kept once for each, and marked once.
        words.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.Mark.CompareTo(b.Mark));
        return words;
    }

    /// <summary>A part of a mark: the n-th word of a phrase, or the only one.</summary>
    internal readonly record struct Part(int Mark, int Index);

    /// <summary>Where a part occurs.</summary>
    internal readonly record struct Occurrence(Part Part, int Position, int Start, int End);
}
