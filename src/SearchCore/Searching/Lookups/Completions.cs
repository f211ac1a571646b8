using System.Text;

using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Facets;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Words;
using SearchCore.Storage;

namespace SearchCore.Searching.Lookups;

/// <summary>The words that begin in some way, as they are written, with their terms, from the lists of the segments' words.</summary>
/// <param name="Beginning">What they begin with, folded.</param>
internal sealed record WordsStarting(string Beginning) : Lookup<WordsStarting.Found>
{
    private const int StepsASeek = 200, StepsAWord = 20;

    // More than that begin like two letters in a large archive; who types on looks through fewer.
    private const int MostWords = 20_000;

    /// <inheritdoc/>
    public override Found Unknown => new([], false);

    /// <inheritdoc/>
    public override Found Answer(PointInTime point, SearchBudget budget)
    {
        var words = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(Beginning);
        if (bytes.Length == 0)
        {
            return Unknown;
        }

        foreach (var list in point.Segments.Select(s => s.Words).OfType<WordList>())
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
                        return new(Rows(words), true);
                    }

                    words.Add(written, terms = new(StringComparer.Ordinal));
                }

                terms.Add(WordLists.TermOf(cursor, point));
            }
        }

        return new(Rows(words), false);
    }

    /// <inheritdoc/>
    public override Found Merge(IReadOnlyList<Found> answers)
    {
        var words = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var (written, terms) in answers.SelectMany(a => a.Words))
        {
            if (!words.TryGetValue(written, out var all))
            {
                words[written] = all = new(StringComparer.Ordinal);
            }

            all.UnionWith(terms);
        }

        return new(Rows(words), answers.Any(a => a.Cut));
    }

    /// <inheritdoc/>
    public override void Write(MessageWriter writer) => writer.Text(Beginning);

    public static WordsStarting ReadFrom(MessageReader reader) => new(reader.Text());

    /// <inheritdoc/>
    public override void Write(MessageWriter writer, Found answer)
    {
        writer.List(answer.Words, (w, word) =>
        {
            w.Text(word.Written);
            w.Texts(word.Terms);
        });
        writer.Flag(answer.Cut);
    }

    /// <inheritdoc/>
    public override Found Read(MessageReader reader) =>
        new(reader.List(r => (r.Text(), (IReadOnlyCollection<string>)r.Texts())), reader.Flag());

    private static (string, IReadOnlyCollection<string>)[] Rows(Dictionary<string, SortedSet<string>> words) =>
        [.. words.Select(w => (w.Key, (IReadOnlyCollection<string>)w.Value))];

    /// <summary>The words, and whether not all could be looked through.</summary>
    internal sealed record Found(IReadOnlyList<(string Written, IReadOnlyCollection<string> Terms)> Words, bool Cut);
}

/// <summary>
/// How words that lists have folded are spelled in an article; null where no article that may be known of has the word, and the word itself
/// where none tells.
/// </summary>
/// <param name="Words">The words, each with a term of its.</param>
internal sealed record SpellingsOfWords(IReadOnlyList<(string Written, string Term)> Words) : Lookup<string?[]>
{
    private const int StepsATerm = 200, StepsAnArticle = 5_000;

    /// <inheritdoc/>
    public override string?[] Unknown => [.. Words.Select(w => w.Written)];

    /// <inheritdoc/>
    public override string?[] Answer(PointInTime point, SearchBudget budget)
    {
        using var words = new TextWords();
        return [.. Words.Select(w => !point.Has(w.Written, w.Term, budget) ? null : Find(w.Written, w.Term))];

        string Find(string written, string term)
        {
            foreach (var leaf in point.Reader.Leaves)
            {
                foreach (var field in point.WordFields)
                {
                    budget.Spend(StepsATerm);
                    if (leaf.AtomicReader.GetTermDocsEnum(new Term(field, term)) is not { } docs
                        || docs.NextDoc() == DocIdSetIterator.NO_MORE_DOCS)
                    {
                        continue;
                    }

                    budget.Spend(StepsAnArticle);
                    string? found = null;
                    var stored = leaf.AtomicReader.Document(docs.DocID, point.Schema.StoredTexts);
                    var analysis = point.AnalysisFor(stored.Get(FieldNames.Language));
                    words.Visit(IndexSchema.TextOf(stored, field), analysis, (_, word) =>
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

    /// <inheritdoc/>
    public override string?[] Merge(IReadOnlyList<string?[]> answers) =>
        [.. Words.Select((w, i) => answers.Select(a => a[i]).FirstOrDefault(a => a is not null && a != w.Written)
            ?? answers.Select(a => a[i]).FirstOrDefault(a => a is not null))];

    /// <inheritdoc/>
    public override void Write(MessageWriter writer) => writer.List(Words, (w, word) =>
    {
        w.Text(word.Written);
        w.Text(word.Term);
    });

    public static SpellingsOfWords ReadFrom(MessageReader reader) => new(reader.List(r => (r.Text(), r.Text())));

    /// <inheritdoc/>
    public override void Write(MessageWriter writer, string?[] answer) => writer.List(answer, (w, text) => w.Optional(text));

    /// <inheritdoc/>
    public override string?[] Read(MessageReader reader) => reader.List(r => r.Optional()) is var found && found.Count == Words.Count
        ? [.. found]
        : throw new MessageException("there is not an answer for each word");
}

/// <summary>The values of a kind in which a word begins in some way, with the number of articles that have each.</summary>
/// <param name="Kind">The kind, as the index has it.</param>
/// <param name="Prefix">What a word in them begins with.</param>
internal sealed record ValuesStarting(string Kind, string Prefix) : Lookup<IReadOnlyList<NearValues.Value>>
{
    private const int StepsAValue = 20;

    /// <inheritdoc/>
    public override IReadOnlyList<NearValues.Value> Unknown => [];

    /// <inheritdoc/>
    public override IReadOnlyList<NearValues.Value> Answer(PointInTime point, SearchBudget budget)
    {
        var values = point.Facets.Kind(Kind, budget);
        var (archive, found, accepts) = (values.Archive(budget), new List<NearValues.Value>(), ValuePrefix.Accepts(values, Prefix));
        for (var number = 0; number < values.Size; number++)
        {
            budget.Spend(StepsAValue);
            if (archive[number] > 0 && accepts?.Invoke(number) != false)
            {
                found.Add(NearValues.ValueOf(values, number, 0, archive[number]));
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<NearValues.Value> Merge(IReadOnlyList<IReadOnlyList<NearValues.Value>> answers) =>
        NearValues.Together(answers);

    /// <inheritdoc/>
    public override void Write(MessageWriter writer)
    {
        writer.Text(Kind);
        writer.Text(Prefix);
    }

    public static ValuesStarting ReadFrom(MessageReader reader) => new(reader.Text(), reader.Text());

    /// <inheritdoc/>
    public override void Write(MessageWriter writer, IReadOnlyList<NearValues.Value> answer) => NearValues.WriteAll(writer, answer);

    /// <inheritdoc/>
    public override IReadOnlyList<NearValues.Value> Read(MessageReader reader) => NearValues.ReadAll(reader);
}
