using SearchCore.Queries;

namespace SearchCore.Searching.Dialects;

/// <summary>One reading of one text: gathers what is to be said and where nodes come from.</summary>
internal sealed class ParseContext(string text, QueryTextOptions options)
{
    private readonly List<QueryDiagnostic> diagnostics = [];
    private readonly Dictionary<QueryNode, (int Start, int End)> spans = new(ReferenceEqualityComparer.Instance);

    public string Text { get; } = text;

    public QueryTextOptions Options { get; } = options;

    public bool HasErrors => diagnostics.Exists(d => d.Severity == DiagnosticSeverity.Error);

    public void Report(QueryDiagnostic diagnostic)
    {
        if (!diagnostics.Contains(diagnostic))
        {
            diagnostics.Add(diagnostic);
        }
    }

    public QueryNode Place(QueryNode node, (int Start, int End) span)
    {
        spans[node] = span;
        return node;
    }

    public QueryParseResult Result(QueryNode? tree)
    {
        var ordered = diagnostics.OrderBy(d => d.Start).ToList();
        var errors = 0;
        ordered.RemoveAll(d => d.Severity == DiagnosticSeverity.Error && ++errors > QueryLimits.MaxErrors);
        return new(Text, errors == 0 ? tree : null, ordered, spans);
    }
}
