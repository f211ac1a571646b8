using System.Globalization;

using SearchCore.Queries;

namespace SearchCore.Cli.Interactive.Completion;

/// <summary>What an index has that a text may be completed to, with how many articles have it. Thread-safe.</summary>
/// <param name="open">Opens a searcher of what is searched; the caller of the searcher disposes it.</param>
/// <param name="own">The fields of the archive's own.</param>
internal sealed class IndexValues(Func<ArticleSearcher> open, Func<IReadOnlyList<FieldDeclaration>> own)
{
    private const int MostValues = 60, MostWords = 12;

    // A person who types on is not kept waiting; what was found until then is shown.
    private static readonly TimeSpan Patience = new SearchRequest().TimeLimit;

    private static readonly TimelineUnit[] Units = [TimelineUnit.Year, TimelineUnit.Month, TimelineUnit.Day];

    /// <summary>The kinds of facet there are.</summary>
    public IReadOnlyList<string> Kinds()
    {
        using var searcher = open();
        return searcher.Kinds();
    }

    /// <summary>The fields of the archive's own, each with what it is in a few words.</summary>
    public IEnumerable<(string Name, string Help)> Own() => own().Select(f => (f.Name, f.Type switch
    {
        FieldType.Number => "a number of this archive's own: >100, 1..5",
        FieldType.Date => "a date of this archive's own",
        FieldType.Boolean => "yes or no, of this archive's own",
        _ => "of this archive's own",
    }));

    /// <summary>Whether a field of the archive's own is of that type.</summary>
    public bool IsOwn(string name, FieldType type) => own().Any(f => f.Name == name && f.Type == type);

    /// <summary>The fields of the archive's own that hits can be sorted by.</summary>
    public IEnumerable<string> OwnOrders() => own().Where(f => f.Type is FieldType.Number or FieldType.Date).Select(f => f.Name);

    /// <summary>The values of a kind (null: of every kind) in which a word begins so, the most frequent first.</summary>
    public IReadOnlyList<(string Kind, string Value, long Articles)> Values(string? kind, string typed, CancellationToken cancellation)
    {
        using var searcher = open();
        if (typed.Length > 0 && !char.IsWhiteSpace(typed[^1]))
        {
            var request = new CompletionRequest(typed)
            {
                Kinds = kind is null ? null : [kind],
                Words = false,
                Titles = false,
                Top = MostValues,
                TimeLimit = Patience,
            };
            return [.. searcher.Complete(request, cancellation).Values.Select(v => (v.Kind!, v.Text, v.Articles))];
        }

        if (kind is null)
        {
            return [];
        }

        var whole = new SearchRequest { Facets = [new(kind) { Top = MostValues }], Limit = 0, Suggest = false, TimeLimit = Patience };
        return
        [
            .. searcher.Search(whole, cancellation).Facet(kind)
                .Where(v => v.Value.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Select(v => (kind, v.Value, v.Count)),
        ];
    }

    /// <summary>The words of the archive that begin so, as articles write them, the most frequent first.</summary>
    public IReadOnlyList<(string Word, long Articles)> Words(string typed, CancellationToken cancellation)
    {
        using var searcher = open();
        var request = new CompletionRequest(typed) { Kinds = [], Titles = false, Top = MostWords, TimeLimit = Patience };
        return [.. searcher.Complete(request, cancellation).Values.Select(v => (v.Text, v.Articles))];
    }

    /// <summary>
    /// The years, the months of a year (<c>2017-</c>), the days of a month (<c>2017-12-</c>) in which there are articles, latest first.
    /// </summary>
    /// <param name="typed">What was typed of a date.</param>
    /// <param name="cancellation">Stops it.</param>
    public IReadOnlyList<(string Date, long Articles)> Dates(string typed, CancellationToken cancellation)
    {
        var parts = typed.Split('-');
        if (parts.Length > Units.Length || parts.Any(p => p.Any(c => !char.IsAsciiDigit(c))))
        {
            return [];
        }

        var within = string.Join('-', parts.SkipLast(1));
        using var searcher = open();
        var request = new SearchRequest
        {
            Query = within.Length == 0 ? null : $"date:{within}",
            Timeline = new(Units[parts.Length - 1]),
            Limit = 0,
            Suggest = false,
            TimeLimit = Patience,
        };
        string[] forms = ["yyyy", "yyyy-MM", "yyyy-MM-dd"];
        return
        [
            .. (searcher.Search(request, cancellation).Timeline?.Buckets ?? []).Where(b => b.Count > 0).Reverse()
                .Select(b => (b.Start.ToString(forms[parts.Length - 1], CultureInfo.InvariantCulture), b.Count))
                .Where(d => d.Item1.StartsWith(typed, StringComparison.Ordinal)).Take(MostValues),
        ];
    }
}
