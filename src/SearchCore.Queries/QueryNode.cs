using System.Text.Json.Serialization;

namespace SearchCore.Queries;

/// <summary>
/// A query as a tree of plain data. Every kind of node is a sealed record in this namespace, so that one exhaustive switch translates,
/// prints or counts it. Trees are immutable, compare by value (lists included) and are safe to share between threads as long as
/// the lists given to them are not changed afterwards.
/// </summary>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public abstract record QueryNode
{
    private protected QueryNode()
    {
    }

    /// <summary>Every article.</summary>
    public static QueryNode All { get; } = new MatchAllNode();

    /// <summary>No article.</summary>
    public static QueryNode None { get; } = new MatchNoneNode();

    /// <summary>A word, in title or body.</summary>
    public static QueryNode Word(string text) => new WordNode(text);

    /// <summary>Words in this order, at most <paramref name="slop"/> moves apart, in title or body.</summary>
    public static QueryNode Phrase(string text, int slop = 0) => new PhraseNode(text, slop);

    /// <summary>All of these.</summary>
    public static QueryNode And(params IReadOnlyList<QueryNode> nodes) => nodes is [var only] ? only : new BooleanNode { Must = nodes };

    /// <summary>Any of these.</summary>
    public static QueryNode Or(params IReadOnlyList<QueryNode> nodes) => nodes is [var only] ? only : new BooleanNode { Should = nodes };

    /// <summary>Every article but these.</summary>
    public static QueryNode Not(QueryNode node) => new BooleanNode { MustNot = [node] };

    /// <summary>Articles with a value of a kind: <c>Entity("person", "Vladimir Putin")</c>.</summary>
    public static QueryNode Entity(string? kind, string value) => new FacetNode(kind, value);

    /// <summary>Articles published in an interval.</summary>
    public static QueryNode Published(DateInterval interval) => new DateRangeNode(interval);
}

/// <summary>Every article; it does not score.</summary>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record MatchAllNode : QueryNode;

/// <summary>No article.</summary>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record MatchNoneNode : QueryNode;

/// <summary>
/// Conditions together. An article matches when every one of <see cref="Must"/> does, none of <see cref="MustNot"/> does, and, where there
/// is no <see cref="Must"/>, at least one of <see cref="Should"/> does. Beside a <see cref="Must"/>, <see cref="Should"/> only adds to the
/// score.
/// </summary>
/// <remarks>
/// AND is <see cref="Must"/> alone, OR is <see cref="Should"/> alone, NOT is one <see cref="MustNot"/> alone, which matches all articles
/// but those. Without any part it matches nothing.
/// </remarks>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record BooleanNode : QueryNode
{
    /// <summary>All of these must match.</summary>
    public IReadOnlyList<QueryNode> Must { get; init; } = [];

    /// <summary>These may match.</summary>
    public IReadOnlyList<QueryNode> Should { get; init; } = [];

    /// <summary>None of these may match; they do not score.</summary>
    public IReadOnlyList<QueryNode> MustNot { get; init; } = [];

    /// <summary>Equal when each part holds equal nodes in the same order.</summary>
    public bool Equals(BooleanNode? other) =>
        other is not null && Must.SequenceEqual(other.Must) && Should.SequenceEqual(other.Should) && MustNot.SequenceEqual(other.MustNot);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var part in (ReadOnlySpan<IReadOnlyList<QueryNode>>)[Must, Should, MustNot])
        {
            hash.Add(part.Count);
            foreach (var node in part)
            {
                hash.Add(node);
            }
        }

        return hash.ToHashCode();
    }
}

/// <summary>A node whose score counts more or less. What does not score is not changed.</summary>
/// <param name="Node">The node.</param>
/// <param name="Factor">What its score is multiplied with: 0 to 1,000.</param>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record BoostNode(QueryNode Node, float Factor) : QueryNode;
