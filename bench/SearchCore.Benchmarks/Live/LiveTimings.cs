using System.Globalization;

namespace SearchCore.Benchmarks.Live;

/// <summary>
/// What an index costs that is searched while it changes, beside raw Lucene.Net (IndexWriter, SearcherManager) in one run: single
/// operations, warm searches, a load of searches beside a writer that commits all the time, and fifty open indexes.
/// </summary>
internal static class LiveTimings
{
    public static int Run(Arguments arguments)
    {
        int Number(string name, string standard) => int.Parse(arguments.Option(name, standard), CultureInfo.InvariantCulture);

        if (arguments.Positional.Count > 1)
        {
            return arguments.Misused();
        }

        var parts = arguments.Option("parts", "operations,searches,load,open").Split(',');
        var engines = LiveEngine.All.Where(e => arguments.Option("engines", "SearchCore,Lucene.Net").Split(',').Contains(e.Name)).ToList();
        var corpus = LiveCorpus.Read(arguments.Positional is [var file] ? file : null, Number("articles", "15000"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{corpus.Base.Count:N0} articles, {corpus.Live.Count:N0} to be added; {Environment.ProcessorCount} processors; "
                + $"{corpus.Queries.Count} queries of two words\n"));
        var isRight = true;
        if (parts.Contains("operations"))
        {
            isRight &= Operations.Run(engines, corpus, Number("rounds", "200"));
        }

        if (parts.Contains("searches"))
        {
            isRight &= Searches.Run(engines, corpus, Number("rounds", "200"));
        }

        if (parts.Contains("open"))
        {
            OpenIndexes.Run(engines, corpus, Number("indexes", "50"));
        }

        if (parts.Contains("load"))
        {
            var minutes = double.Parse(arguments.Option("minutes", "10"), CultureInfo.InvariantCulture);
            isRight &= Load.Run(engines, corpus, TimeSpan.FromMinutes(minutes));
        }

        return isRight ? 0 : 1;
    }
}
