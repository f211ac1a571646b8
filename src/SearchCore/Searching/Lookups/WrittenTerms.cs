using System.Text;

using Lucene.Net.Index;

using SearchCore.Analysis;
using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Snapshots;
using SearchCore.Storage;

namespace SearchCore.Searching.Lookups;

/// <summary>A beginning or a shape of words as they are written. Plain data.</summary>
/// <param name="Language">The code of the language by whose rules the shape is folded.</param>
/// <param name="Beginning">What all of them begin with, folded.</param>
/// <param name="Shape">The pattern that they have besides, as the query has it; null for none.</param>
internal sealed record WordShape(string Language, string Beginning, string? Shape)
{
    private readonly WildcardPattern? pattern =
        Shape is null ? null : WildcardPattern.Parse(Shape, TextLanguages.OfCode(Language).WrittenFormOf);

    /// <summary>Whether a word that begins so is meant.</summary>
    public bool Accepts(string word) => pattern?.Matches(word) != false;

    public void Write(MessageWriter writer)
    {
        writer.Text(Language);
        writer.Text(Beginning);
        writer.Optional(Shape);
    }

    public static WordShape Read(MessageReader reader) => new(reader.Text(), reader.Text(), reader.Optional());
}

/// <summary>Words as they are written, with their terms.</summary>
/// <param name="Found">By term the first of its words, in the order of words.</param>
/// <param name="Capped">Whether there are more.</param>
internal sealed record WordTerms(IReadOnlyList<(string Word, string Term)> Found, bool Capped);

/// <summary>The terms of words of a shape: those of the first words, in their order.</summary>
/// <remarks>
/// Terms are stems, and people think of words: <c>organiz*</c> means <c>organization</c>, whose term is <c>organ</c>. So prefixes and
/// wildcards look through the words of each segment as they are written (<see cref="WordList"/>), which tell their terms. Where those are
/// stems, articles with other words of such a stem match as well, as they do for a word; where they are exact forms, none does.
/// </remarks>
/// <param name="Words">The shape.</param>
/// <param name="Most">How many terms at most.</param>
internal sealed record WrittenTerms(WordShape Words, int Most) : Lookup<WordTerms>
{
    private const int StepsAWord = 10;

    /// <inheritdoc/>
    public override WordTerms Unknown => new([], false);

    /// <inheritdoc/>
    public override WordTerms Answer(PointInTime point, SearchBudget budget) => Answer(point, point.Segments, budget);

    /// <summary>Answers it from some of an index's segments.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public WordTerms Answer(PointInTime point, IReadOnlyList<SegmentView> segments, SearchBudget budget)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var isCapped = false;
        var start = Encoding.UTF8.GetBytes(Words.Beginning);
        foreach (var cursor in WordLists.Cursors(segments, budget))
        {
            var here = 0;
            for (var more = cursor.Seek(start); more && cursor.Word.StartsWith(start); more = cursor.Next())
            {
                budget.Spend(StepsAWord);
                var word = Encoding.UTF8.GetString(cursor.Word);
                if (!Words.Accepts(word))
                {
                    continue;
                }

                var term = WordLists.TermOf(cursor, point);
                if (found.TryGetValue(term, out var before) && string.CompareOrdinal(before, word) <= 0)
                {
                    continue;
                }

                if (point.Has(word, term, budget))
                {
                    found[term] = word;
                    if (before is null && ++here > Most)
                    {
                        isCapped = true;
                        break;
                    }
                }
            }
        }

        return First(found, isCapped);
    }

    /// <inheritdoc/>
    public override WordTerms Merge(IReadOnlyList<WordTerms> answers)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (word, term) in answers.SelectMany(a => a.Found))
        {
            if (!found.TryGetValue(term, out var before) || string.CompareOrdinal(word, before) < 0)
            {
                found[term] = word;
            }
        }

        return First(found, answers.Any(a => a.Capped));
    }

    private WordTerms First(Dictionary<string, string> found, bool isCapped) => new(
        [.. found.OrderBy(f => f.Value, StringComparer.Ordinal).ThenBy(f => f.Key, StringComparer.Ordinal).Take(Most)
            .Select(f => (f.Value, f.Key))],
        isCapped || found.Count > Most);

    /// <inheritdoc/>
    public override void Write(MessageWriter writer)
    {
        Words.Write(writer);
        writer.Number(Most);
    }

    public static WrittenTerms ReadFrom(MessageReader reader) => new(WordShape.Read(reader), reader.Small());

    /// <inheritdoc/>
    public override void Write(MessageWriter writer, WordTerms answer)
    {
        writer.List(answer.Found, (w, f) =>
        {
            w.Text(f.Word);
            w.Text(f.Term);
        });
        writer.Flag(answer.Capped);
    }

    /// <inheritdoc/>
    public override WordTerms Read(MessageReader reader) => new(reader.List(r => (r.Text(), r.Text())), reader.Flag());
}

/// <summary>
/// A word that was not asked for and is found too, because its stem is that of a word that was: what a reader is told of. Only words that
/// begin much as those do are looked through: other words of the stem are seldom elsewhere.
/// </summary>
/// <param name="Words">What was asked for.</param>
/// <param name="Terms">The terms that were found.</param>
internal sealed record OtherWord(WordShape Words, IReadOnlyList<string> Terms) : Lookup<WordTerms>
{
    // Other words of a stem mostly share the beginning that is asked for but for so many letters, and so many at least.
    private const int LettersThatDiffer = 3, LettersShared = 2;

    private const int StepsAWord = 10;

    /// <inheritdoc/>
    public override WordTerms Unknown => new([], false);

    /// <inheritdoc/>
    public override WordTerms Answer(PointInTime point, SearchBudget budget)
    {
        var known = Terms.ToHashSet(StringComparer.Ordinal);
        var asked = Words.Beginning;
        var start = Encoding.UTF8.GetBytes(asked[..Math.Min(asked.Length, Math.Max(LettersShared, asked.Length - LettersThatDiffer))]);
        (string Word, string Term)? first = null;
        foreach (var cursor in WordLists.Cursors(point, budget))
        {
            for (var more = cursor.Seek(start); more && cursor.Word.StartsWith(start); more = cursor.Next())
            {
                budget.Spend(StepsAWord);
                var term = WordLists.TermOf(cursor, point);
                if (!known.Contains(term))
                {
                    continue;
                }

                var word = Encoding.UTF8.GetString(cursor.Word);
                if (first is { Word: var before } && string.CompareOrdinal(before, word) <= 0)
                {
                    break;
                }

                if (!(word.StartsWith(asked, StringComparison.Ordinal) && Words.Accepts(word)) && point.Has(word, term, budget))
                {
                    first = (word, term);
                    break;
                }
            }
        }

        return new(first is { } found ? [found] : [], false);
    }

    /// <inheritdoc/>
    public override WordTerms Merge(IReadOnlyList<WordTerms> answers) =>
        new([.. answers.SelectMany(a => a.Found).OrderBy(f => f.Word, StringComparer.Ordinal).Take(1)], false);

    /// <inheritdoc/>
    public override void Write(MessageWriter writer)
    {
        Words.Write(writer);
        writer.Texts(Terms);
    }

    public static OtherWord ReadFrom(MessageReader reader) => new(WordShape.Read(reader), reader.Texts());

    /// <inheritdoc/>
    public override void Write(MessageWriter writer, WordTerms answer) => writer.List(answer.Found, (w, f) =>
    {
        w.Text(f.Word);
        w.Text(f.Term);
    });

    /// <inheritdoc/>
    public override WordTerms Read(MessageReader reader) => new(reader.List(r => (r.Text(), r.Text())), false);
}

/// <summary>
/// The terms of all words that are spelled alike but for accents, in languages whose stemmers know endings by accents: there the stem of a
/// word that is typed without them may be another one. In an index with exact forms these, as the list has them.
/// </summary>
/// <param name="Language">The code of the language.</param>
/// <param name="Written">The written form.</param>
internal sealed record SpelledTerms(string Language, string Written) : Lookup<IReadOnlyList<string>>
{
    private const int StepsASeek = 200, StepsAWord = 10;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Unknown => [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Answer(PointInTime point, SearchBudget budget)
    {
        var (form, mark) = (Encoding.UTF8.GetBytes(Written), Encoding.UTF8.GetBytes(TextLanguages.OfCode(Language).Mark));
        SortedSet<string>? found = null;
        foreach (var list in point.Segments.Select(s => s.Words).OfType<WordList>())
        {
            budget.Spend(StepsASeek);
            var cursor = new WordListCursor(list);
            for (var more = cursor.Seek(form); more && cursor.Word.SequenceEqual(form); more = cursor.Next())
            {
                budget.Spend(StepsAWord);
                if (cursor.Term.StartsWith(mark) && Encoding.UTF8.GetString(cursor.Term) is var term
                    && point.Has(Written, point.HasExactForms ? (char)ExactForm.Mark + term : term, budget))
                {
                    (found ??= new(StringComparer.Ordinal)).Add(term);
                }
            }
        }

        return found is null ? [] : [.. found];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Merge(IReadOnlyList<IReadOnlyList<string>> answers) =>
        [.. answers.SelectMany(a => a).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public override void Write(MessageWriter writer)
    {
        writer.Text(Language);
        writer.Text(Written);
    }

    public static SpelledTerms ReadFrom(MessageReader reader) => new(reader.Text(), reader.Text());

    /// <inheritdoc/>
    public override void Write(MessageWriter writer, IReadOnlyList<string> answer) => writer.Texts(answer);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Read(MessageReader reader) => reader.Texts();
}

/// <summary>The words of an index's segments as they are written.</summary>
internal static class WordLists
{
    /// <summary>One for each segment of an index.</summary>
    /// <exception cref="CorruptIndexException">A segment has no list of its words.</exception>
    public static IEnumerable<WordListCursor> Cursors(PointInTime point, SearchBudget budget) => Cursors(point.Segments, budget);

    /// <summary>One for each segment.</summary>
    /// <exception cref="CorruptIndexException">A segment has no list of its words.</exception>
    public static IEnumerable<WordListCursor> Cursors(IReadOnlyList<SegmentView> segments, SearchBudget budget)
    {
        foreach (var segment in segments)
        {
            budget.Check();
            yield return new WordListCursor(segment.Words
                ?? throw new CorruptIndexException($"the segment {segment.Reader} has no list of its words"));
        }
    }

    /// <summary>The term as the index has it: in a list of exact forms it stands without its mark.</summary>
    public static string TermOf(WordListCursor cursor, PointInTime point) =>
        point.HasExactForms ? (char)ExactForm.Mark + Encoding.UTF8.GetString(cursor.Term) : Encoding.UTF8.GetString(cursor.Term);
}
