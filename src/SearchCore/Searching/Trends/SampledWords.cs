using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Words;

namespace SearchCore.Searching.Trends;

/// <summary>The words of a sample of articles, and in how many of these each stands. For one thread.</summary>
/// <param name="words">Breaks texts; several samples can share it, and terms have the same numbers in them.</param>
internal sealed class SampledWords(TextWords words)
{
    /// <summary>The most articles whose words are counted.</summary>
    public const int MaxArticles = 200;

    private readonly List<int> counts = [];
    private readonly List<int> lastSeen = [];

    /// <summary>How the words are written.</summary>
    public SpelledForms Forms { get; } = new();

    /// <summary>How many articles were looked at, the same text once.</summary>
    public int Articles { get; private set; }

    /// <summary>How many terms there are, counted or not.</summary>
    public int Terms => counts.Count;

    /// <summary>In how many articles a term stands.</summary>
    public int Count(int term) => term < counts.Count ? counts[term] : 0;

    /// <summary>Counts the words of articles, until they are enough or the time is up.</summary>
    /// <param name="terms">All articles.</param>
    /// <param name="documents">Their numbers there.</param>
    /// <param name="budget">The time there is.</param>
    public void Read(ITermView terms, IEnumerable<int> documents, SearchBudget budget)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var document in documents)
        {
            if (Articles == MaxArticles || budget.IsExceeded())
            {
                break;
            }

            var stored = terms.Reader.Document(document, FieldTable.TextNameSet);
            var analysis = terms.AnalysisFor(stored.Get(FieldNames.Language));
            var (title, body) = (stored.Get(FieldNames.Title), stored.Get(FieldNames.Body));

            // Wire copy that many papers print says no more than once.
            if (texts.Add(body ?? title ?? string.Empty))
            {
                Articles++;
                words.Visit(title, analysis, Add);
                words.Visit(body, analysis, Add);
            }
        }
    }

    private void Add(int term, ReadOnlySpan<byte> word)
    {
        while (counts.Count <= term)
        {
            counts.Add(0);
            lastSeen.Add(0);
        }

        if (lastSeen[term] != Articles)
        {
            lastSeen[term] = Articles;
            counts[term]++;
            Forms.Add(term, word);
        }
    }
}
