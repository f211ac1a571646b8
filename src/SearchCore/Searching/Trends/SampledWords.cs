using System.Text;

using SearchCore.Articles.Checksums;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Words;

namespace SearchCore.Searching.Trends;

/// <summary>The words of a sample of articles, and in how many of these each stands: of one index, or of several together.</summary>
/// <param name="Articles">How many articles were looked at.</param>
/// <param name="Terms">The terms.</param>
internal sealed record SampledWords(int Articles, IReadOnlyDictionary<string, SampledWords.Word> Terms)
{
    /// <summary>The most articles whose words are counted.</summary>
    public const int MaxArticles = 200;

    /// <summary>In how many of the articles a term stands.</summary>
    public int Count(string term) => Terms.TryGetValue(term, out var word) ? word.Articles : 0;

    /// <summary>
    /// What tells the texts of articles apart: wire copy that many papers print says no more than once, so that of each text one article is
    /// looked at, whichever index it is in.
    /// </summary>
    /// <param name="point">The index.</param>
    /// <param name="documents">The articles' numbers there.</param>
    /// <param name="budget">The time there is; where it is up, of those that were read until then.</param>
    public static IReadOnlyList<ulong> Texts(PointInTime point, IReadOnlyList<int> documents, SearchBudget budget)
    {
        var texts = new List<ulong>(documents.Count);
        foreach (var document in documents)
        {
            if (budget.IsExceeded())
            {
                break;
            }

            var stored = point.Reader.Document(document, FieldTable.TextNameSet);
            texts.Add(Fingerprint.ShortOf(TextOf(stored.Get(FieldNames.Title), stored.Get(FieldNames.Body))));
        }

        return texts;
    }

    /// <summary>Counts the words of articles, of each text one, until they are enough or the time is up.</summary>
    /// <param name="sample">The articles: their indexes, and their numbers there.</param>
    /// <param name="budget">The time there is.</param>
    public static SampledWords Of(IEnumerable<(PointInTime Point, int Document)> sample, SearchBudget budget)
    {
        using var words = new TextWords();
        var (seen, articles, texts) = (new List<Word?>(), 0, new HashSet<string>(StringComparer.Ordinal));
        foreach (var (point, document) in sample)
        {
            if (articles == MaxArticles || budget.IsExceeded())
            {
                break;
            }

            var stored = point.Reader.Document(document, FieldTable.TextNameSet);
            var analysis = point.AnalysisFor(stored.Get(FieldNames.Language));
            var (title, body) = (stored.Get(FieldNames.Title), stored.Get(FieldNames.Body));
            if (texts.Add(TextOf(title, body)))
            {
                articles++;
                words.Visit(title, analysis, Add);
                words.Visit(body, analysis, Add);
            }
        }

        var terms = new Dictionary<string, Word>(seen.Count, StringComparer.Ordinal);
        for (var term = 0; term < seen.Count; term++)
        {
            if (seen[term] is { } word)
            {
                terms.Add(Encoding.UTF8.GetString(words.Term(term)), word);
            }
        }

        return new(articles, terms);

        void Add(int term, ReadOnlySpan<byte> written)
        {
            while (seen.Count <= term)
            {
                seen.Add(null);
            }

            var word = seen[term] ??= new();
            if (word.Last != articles)
            {
                (word.Last, word.Articles) = (articles, word.Articles + 1);
                word.Forms.Add(written);
            }
        }
    }

    /// <summary>Those of several indexes, put together. Changes none of them.</summary>
    public static SampledWords Merge(IReadOnlyList<SampledWords> parts)
    {
        if (parts is [var only])
        {
            return only;
        }

        var terms = new Dictionary<string, Word>(StringComparer.Ordinal);
        foreach (var (term, word) in parts.SelectMany(p => p.Terms))
        {
            if (!terms.TryGetValue(term, out var sum))
            {
                terms[term] = sum = new();
            }

            sum.Articles += word.Articles;
            sum.Forms.Add(word.Forms);
        }

        return new(parts.Sum(p => p.Articles), terms);
    }

    public void Write(MessageWriter writer)
    {
        writer.Number(Articles);
        writer.List(Terms, (w, t) =>
        {
            w.Text(t.Key);
            w.Number(t.Value.Articles);
            t.Value.Forms.Write(w);
        });
    }

    public static SampledWords Read(MessageReader reader)
    {
        var articles = reader.Small();
        var terms = new Dictionary<string, Word>(StringComparer.Ordinal);
        foreach (var (term, word) in reader.List(r => (r.Text(), new Word { Articles = r.Small(), Forms = SpelledForms.Read(r) })))
        {
            terms[term] = word;
        }

        return new(articles, terms);
    }

    private static string TextOf(string? title, string? body) => body ?? title ?? string.Empty;

    /// <summary>A term in a sample.</summary>
    internal sealed class Word
    {
        /// <summary>In how many articles it stands.</summary>
        public int Articles { get; set; }

        /// <summary>How it is written.</summary>
        public SpelledForms Forms { get; init; } = new();

        /// <summary>The number of the article in which it was seen last, while they are read.</summary>
        public int Last { get; set; }
    }
}
