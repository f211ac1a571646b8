using Lucene.Net.Codecs;
using Lucene.Net.Util;

using SearchCore.Analysis;
using SearchCore.Indexing.Segments;

namespace SearchCore.Benchmarks.Stages;

/// <summary>A field as IndexWriter holds it when a flush begins: terms in order, and of each its articles and positions.</summary>
internal sealed class InvertedField
{
    private readonly (BytesRef Term, (int Article, int Position)[] Places)[] terms;
    private readonly int articles;

    public InvertedField(TokenLog log, ByteKeys keys)
    {
        var places = new Dictionary<int, List<(int, int)>>();
        var (article, place) = (0, 0);
        for (var page = 0; page < log.PageCount; page++)
        {
            foreach (var term in log.Page(page))
            {
                while (log.Starts[article + 1] <= place)
                {
                    article++;
                }

                if (term >= 0)
                {
                    (places.TryGetValue(term, out var list) ? list : places[term] = []).Add((article, place - log.Starts[article]));
                }

                place++;
            }
        }

        terms = [.. places.Select(p => (Term: new BytesRef(keys[p.Key].ToArray()), Places: p.Value.ToArray())).OrderBy(t => t.Term)];
        articles = log.DocumentsWithTokens;
    }

    /// <summary>Gives everything to a writer of the codec.</summary>
    public void WriteTo(TermsConsumer consumer)
    {
        var (occurrences, holders) = (0L, 0L);
        foreach (var (term, places) in terms)
        {
            var postings = consumer.StartTerm(term);
            var count = 0;
            for (var i = 0; i < places.Length; count++)
            {
                var article = places[i].Article;
                var end = i + 1;
                while (end < places.Length && places[end].Article == article)
                {
                    end++;
                }

                postings.StartDoc(article, end - i);
                for (; i < end; i++)
                {
                    postings.AddPosition(places[i].Position, null, -1, -1);
                }

                postings.FinishDoc();
            }

            consumer.FinishTerm(term, new TermStats(count, places.Length));
            (occurrences, holders) = (occurrences + places.Length, holders + count);
        }

        consumer.Finish(occurrences, holders, articles);
    }
}
