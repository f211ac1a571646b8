using System.Text;

using Lucene.Net.Index;
using Lucene.Net.Search;

using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Words;

namespace SearchCore.Searching.Lookups;

/// <summary>
/// How a term, a stem, is written in the first articles that have it, in the order of the hashes of their ids: which these are does not
/// depend on how an archive is cut. Of a large segment the first few in its own order are looked at: the hashes of all would be more than a
/// search reads besides, for a word that is written alike in all of them.
/// </summary>
/// <param name="Term">The term.</param>
internal sealed record FormsOfTerm(string Term) : Lookup<IReadOnlyList<FormsOfTerm.Article>>
{
    /// <summary>How many articles are read.</summary>
    public const int Articles = 4;

    private const int StepsAMatch = 20;

    // So many hashes are a page; of a segment with more, each article may be another page.
    private const int LargeSegment = 8_192, MostOfLarge = 16;

    /// <inheritdoc/>
    public override IReadOnlyList<Article> Unknown => [];

    /// <inheritdoc/>
    public override IReadOnlyList<Article> Answer(PointInTime point, SearchBudget budget)
    {
        var first = new SortedDictionary<ulong, (AtomicReader Reader, int Document)>();
        foreach (var segment in point.Segments)
        {
            var most = segment.DocumentCount > LargeSegment ? MostOfLarge : int.MaxValue;
            foreach (var field in point.WordFields)
            {
                var docs = segment.Reader.GetTermDocsEnum(new Term(field, Term));
                for (var i = 0; i < most && docs?.NextDoc() is not (null or DocIdSetIterator.NO_MORE_DOCS) and { } doc; i++)
                {
                    budget.Spend(StepsAMatch);
                    var hash = (ulong)(segment.Columns.IdHashes?[doc] ?? 0);
                    if (first.Count < Articles || hash < first.Keys.Last())
                    {
                        first[hash] = (segment.Reader, doc);
                        if (first.Count > Articles)
                        {
                            first.Remove(first.Keys.Last());
                        }
                    }
                }
            }
        }

        using var words = new TextWords();
        var wanted = Encoding.UTF8.GetBytes(Term);
        var found = new List<Article>();
        foreach (var (hash, (reader, document)) in first)
        {
            budget.Check();
            var forms = new HashSet<string>(StringComparer.Ordinal);
            var stored = reader.Document(document, point.Schema.StoredTexts);
            var analysis = point.AnalysisFor(stored.Get(FieldNames.Language));
            foreach (var field in point.WordFields)
            {
                words.Visit(IndexSchema.TextOf(stored, field), analysis, Take);
            }

            found.Add(new(hash, [.. forms]));

            void Take(int number, ReadOnlySpan<byte> word)
            {
                if (words.Term(number).SequenceEqual(wanted))
                {
                    forms.Add(Encoding.UTF8.GetString(word).ToLowerInvariant());
                }
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Article> Merge(IReadOnlyList<IReadOnlyList<Article>> answers) =>
        [.. answers.SelectMany(a => a).OrderBy(a => a.Hash).Take(Articles)];

    /// <inheritdoc/>
    public override void Write(MessageWriter writer) => writer.Text(Term);

    public static FormsOfTerm ReadFrom(MessageReader reader) => new(reader.Text());

    /// <inheritdoc/>
    public override void Write(MessageWriter writer, IReadOnlyList<Article> answer) => writer.List(answer, (w, a) =>
    {
        w.Fixed(a.Hash);
        w.Texts(a.Forms);
    });

    /// <inheritdoc/>
    public override IReadOnlyList<Article> Read(MessageReader reader) => reader.List(r => new Article(r.Fixed(), r.Texts()));

    /// <summary>An article's ways of writing the term.</summary>
    internal readonly record struct Article(ulong Hash, IReadOnlyList<string> Forms);
}

/// <summary>The values of a kind that are spelled nearly as one is, with the number of articles that have each.</summary>
/// <param name="Kind">The kind, as the index has it.</param>
/// <param name="Folded">The value, as values are compared. It is among them where articles have it.</param>
/// <param name="Edits">How many edits away they may be.</param>
internal sealed record NearValues(string Kind, string Folded, int Edits) : Lookup<IReadOnlyList<NearValues.Value>>
{
    /// <inheritdoc/>
    public override IReadOnlyList<Value> Unknown => [];

    /// <inheritdoc/>
    public override IReadOnlyList<Value> Answer(PointInTime point, SearchBudget budget)
    {
        var values = point.Facets.Kind(Kind, budget);
        var (archive, found) = (values.Archive(budget), new List<Value>());
        for (var number = 0; number < values.Size; number++)
        {
            if ((number & 1023) == 0)
            {
                budget.Check();
            }

            if (archive[number] > 0 && EditDistance.Between(Folded, values.Folded(number), Edits) is var edits && edits <= Edits)
            {
                found.Add(ValueOf(values, number, edits, archive[number]));
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Value> Merge(IReadOnlyList<IReadOnlyList<Value>> answers) => Together(answers);

    /// <summary>A value of an index. Of one that is spelled in one way nobody needs to count how often.</summary>
    public static Value ValueOf(IFacetValues values, int number, int edits, int articles) => new(
        values.Folded(number), edits, articles,
        values.IsSpelledVariously(number) ? values.Spellings(number) : [new(values.Value(number), articles)]);

    /// <summary>Values of several indexes, put together.</summary>
    public static IReadOnlyList<Value> Together(IReadOnlyList<IReadOnlyList<Value>> answers) =>
    [
        .. answers.SelectMany(a => a).GroupBy(v => v.Folded, StringComparer.Ordinal).Select(g => g.First() with
        {
            Articles = g.Sum(v => v.Articles),
            Spellings = [.. g.SelectMany(v => v.Spellings).GroupBy(s => s.Text, StringComparer.Ordinal)
                .Select(s => new Spelling(s.Key, s.Sum(one => one.Articles)))],
        }),
    ];

    /// <inheritdoc/>
    public override void Write(MessageWriter writer)
    {
        writer.Text(Kind);
        writer.Text(Folded);
        writer.Number(Edits);
    }

    public static NearValues ReadFrom(MessageReader reader) => new(reader.Text(), reader.Text(), reader.Small());

    /// <inheritdoc/>
    public override void Write(MessageWriter writer, IReadOnlyList<Value> answer) => WriteAll(writer, answer);

    /// <inheritdoc/>
    public override IReadOnlyList<Value> Read(MessageReader reader) => ReadAll(reader);

    public static void WriteAll(MessageWriter writer, IReadOnlyList<Value> answer) => writer.List(answer, (w, v) =>
    {
        w.Text(v.Folded);
        w.Number(v.Edits);
        w.Number(v.Articles);
        w.List(v.Spellings, Spelling.Write);
    });

    public static IReadOnlyList<Value> ReadAll(MessageReader reader) =>
        reader.List(r => new Value(r.Text(), r.Small(), r.Number(), r.List(Spelling.Read)));

    /// <summary>A value.</summary>
    internal sealed record Value(string Folded, int Edits, long Articles, IReadOnlyList<Spelling> Spellings)
    {
        /// <summary>The spelling in which it is shown.</summary>
        public string Shown => Spellings.Aggregate((a, b) => a.IsBetterThan(b) ? a : b).Text;
    }
}
