using System.Text.Json.Serialization;

namespace SearchCore.Queries;

/// <summary>What became of a query's text: a tree, or errors; warnings beside either. Reading a text never throws.</summary>
/// <remarks>Compares by what it says: text, tree, directives, diagnostics, and where the nodes come from.</remarks>
[JsonConverter(typeof(QueryParseResultConverter))]
public sealed class QueryParseResult : IEquatable<QueryParseResult>
{
    private readonly IReadOnlyDictionary<QueryNode, (int Start, int End)> spans;

    /// <summary>Makes the result.</summary>
    /// <param name="text">The text that was read.</param>
    /// <param name="tree">The tree, or null where there are errors.</param>
    /// <param name="diagnostics">What is to be said, in the order of the text.</param>
    /// <param name="spans">Where in the text nodes come from, by the node itself, not its value; half-open, in UTF-16 units.</param>
    public QueryParseResult(
        string text, QueryNode? tree, IReadOnlyList<QueryDiagnostic> diagnostics,
        IReadOnlyDictionary<QueryNode, (int Start, int End)>? spans = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(diagnostics);
        (Text, Tree, Diagnostics) = (text, tree, diagnostics);
        this.spans = spans ?? new Dictionary<QueryNode, (int, int)>();
    }

    /// <summary>The text that was read.</summary>
    public string Text { get; }

    /// <summary>The tree, or null where <see cref="Diagnostics"/> hold an error.</summary>
    public QueryNode? Tree { get; }

    /// <summary>What the text asks for after its bar; null where it has none, or errors.</summary>
    public QueryDirectives? Directives { get; init; }

    /// <summary>What is to be said, in the order of the text; at most three errors.</summary>
    public IReadOnlyList<QueryDiagnostic> Diagnostics { get; }

    /// <summary>Whether the query can run.</summary>
    public bool IsValid => Tree is not null;

    /// <summary>Where in the text a node of <see cref="Tree"/> comes from.</summary>
    /// <returns>A half-open range of UTF-16 units; empty at 0 where that is not known.</returns>
    public (int Start, int End) SpanOf(QueryNode node) => spans.TryGetValue(node, out var span) ? span : default;

    /// <summary>The same with other things to be said.</summary>
    internal QueryParseResult Saying(IReadOnlyList<QueryDiagnostic> diagnostics) =>
        new(Text, Tree, diagnostics, spans) { Directives = Directives };

    /// <inheritdoc/>
    public bool Equals(QueryParseResult? other) =>
        other is not null && Text == other.Text && Equals(Tree, other.Tree) && Equals(Directives, other.Directives)
        && Diagnostics.SequenceEqual(other.Diagnostics) && Spans().SequenceEqual(other.Spans());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as QueryParseResult);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Text, Tree, Diagnostics.Count);

    private IEnumerable<(int Start, int End)> Spans() => Tree is null ? [] : QueryTree.All(Tree).Select(SpanOf);
}
