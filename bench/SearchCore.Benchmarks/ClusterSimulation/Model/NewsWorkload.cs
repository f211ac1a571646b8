namespace SearchCore.Benchmarks.ClusterSimulation;

/// <summary>Searches as readers of news make them: a class, how costly this one of it is, whether with facets and a timeline.</summary>
/// <param name="settings">The cluster.</param>
internal sealed class NewsWorkload(SimulationSettings settings)
{
    /// <summary>Which share of searches has facets and a timeline: assumed.</summary>
    public const double WithFacets = 0.3;

    /// <summary>Which share has terms that its coordinator has not looked up in this version: assumed.</summary>
    public const double UnknownTerms = 0.3;

    // Searches of one class differ too, all shards alike: assumed; the mean of the factor is 1.
    private const double QuerySigma = 0.5;
    private const int Hits = 10;

    /// <summary>The mean work of a search on all shards, in milliseconds of a processor: the capacity follows from it.</summary>
    public double MeanWork
    {
        get
        {
            var draws = new Draws(settings.Seed, 77);
            var (searches, work) = (4_000, 0.0);
            for (var i = 0; i < searches; i++)
            {
                work += Draw(draws).Sum(r => r.Work() * (r.Shards?.Count ?? settings.Shards));
            }

            return work / searches;
        }
    }

    /// <summary>Searches a second that keep every processor busy.</summary>
    public double Capacity => 1000.0 * settings.Nodes * settings.Processors / MeanWork;

    public IReadOnlyList<SimulatedRound> Draw(Draws draws)
    {
        var share = draws.Uniform() * MeasuredCosts.Classes.Sum(c => c.Weight);
        var costs = MeasuredCosts.Classes[^1];
        foreach (var each in MeasuredCosts.Classes)
        {
            if ((share -= each.Weight) < 0)
            {
                costs = each;
                break;
            }
        }

        var (facets, unknown) = (draws.Uniform() < WithFacets, draws.Uniform() < UnknownTerms);
        var factor = draws.LogNormal(Math.Exp(-QuerySigma * QuerySigma / 2), QuerySigma);
        var articles = settings.ArticlesPerShard;
        var collect = factor * (facets ? costs.CollectFacets : costs.Collect).Of(articles);
        var merge = settings.Shards * (facets ? MeasuredCosts.MergeFacets : MeasuredCosts.Merge);
        var first = articles * (facets ? MeasuredCosts.FirstFacets : MeasuredCosts.FirstWords) / 1e6;
        var rounds = new List<SimulatedRound>();
        if (unknown)
        {
            rounds.Add(new(null, () => Spread(costs.LookUps.Of(articles))));
        }

        rounds.Add(new(null, () => Spread(collect), Coordinator: merge, First: first));
        rounds.Add(new(
            [.. Enumerable.Range(0, Hits).Select(_ => draws.Below(settings.Shards)).Distinct()],
            () => Spread(MeasuredCosts.FetchCall + MeasuredCosts.FetchHit)));
        if (facets)
        {
            rounds.Add(new(null, () => Spread(MeasuredCosts.Days), () => collect));
            rounds.Add(new(null, () => Spread(costs.Count.Of(articles)), () => collect));
        }

        return rounds;

        double Spread(double median) => median * draws.Of(MeasuredCosts.Spread);
    }
}
