namespace SearchCore.Cli.Language;

/// <summary>
/// The searches of a session, to go back and forward through, and what the current one has shown: all hits since it began keep their
/// numbers.
/// </summary>
internal sealed class SearchTrail
{
    // A day's work; the oldest are forgotten.
    private const int MostSteps = 200;

    private readonly List<Step> steps = [];
    private readonly List<SearchHit> hits = [];
    private int at = -1;

    /// <summary>A search: what was typed and everything that was set when it ran.</summary>
    /// <param name="Request">The request, without a number of hits to skip.</param>
    /// <param name="Dates">The interval of publication as it was typed.</param>
    /// <param name="Label">What it is called where it has no text of its own; null where it has.</param>
    /// <param name="Whole">The search of which this one shows a part, as what is new; null where it is whole.</param>
    public sealed record Step(SearchRequest Request, string? Dates, string? Label = null, SearchRequest? Whole = null);

    /// <summary>The current search; null before the first.</summary>
    public Step? Current => at >= 0 ? steps[at] : null;

    /// <summary>The hits that the current search has shown so far, from number 1 on.</summary>
    public IReadOnlyList<SearchHit> Hits => hits;

    /// <summary>The last page of results; null before the first.</summary>
    public SearchResults? Results { get; private set; }

    /// <summary>The values of the last facets shown, by number from 1.</summary>
    public IReadOnlyList<Queries.DrillDown> FacetRows { get; private set; } = [];

    /// <summary>A new search: what lay ahead of <see cref="Current"/> is forgotten.</summary>
    public void Add(Step step, SearchResults results)
    {
        if (at >= 0 && steps[at] == step)
        {
            Replace(step, results);
            return;
        }

        steps.RemoveRange(at + 1, steps.Count - at - 1);
        steps.Add(step);
        if (steps.Count > MostSteps)
        {
            steps.RemoveAt(0);
        }

        at = steps.Count - 1;
        Begin(results);
    }

    /// <summary>The current search ran again.</summary>
    public void Replace(Step step, SearchResults results)
    {
        steps[at] = step;
        Begin(results);
    }

    /// <summary>Further hits of the current search.</summary>
    public void Continue(SearchResults results)
    {
        hits.AddRange(results.Hits);
        Results = results;
    }

    /// <summary>The search so many steps away; null where there is none.</summary>
    public Step? Look(int steps) => at + steps is var there && there >= 0 && there < this.steps.Count ? this.steps[there] : null;

    /// <summary>Makes that one the current search.</summary>
    public void Move(int steps, SearchResults results)
    {
        at += steps;
        Begin(results);
    }

    private void Begin(SearchResults results)
    {
        hits.Clear();
        Continue(results);
        FacetRows = [.. results.Facets.SelectMany(f => f.Values.Select(v => new Queries.DrillDown(f.Kind, v.Value)))];
    }
}
