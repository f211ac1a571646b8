using System.Text;

using SearchCore.Queries;
using SearchCore.Schema;

namespace SearchCore.Searching.Planning;

/// <summary>A condition that an article meets or does not; it scores nothing. Plain data.</summary>
internal abstract record ArticleCondition
{
    /// <summary>
    /// Whether it is cheap to ask of any one article, so that it is asked before anything is scored instead of being enumerated.
    /// </summary>
    public virtual bool IsPointwise => false;
}

/// <summary>Every article meets it.</summary>
internal sealed record EveryArticle : ArticleCondition;

/// <summary>Articles with a term.</summary>
internal sealed record HasTerm(FieldTerm Term) : ArticleCondition;

/// <summary>Articles with any of some terms.</summary>
internal sealed record HasAnyTerm(IReadOnlyList<FieldTerm> Terms) : ArticleCondition;

/// <summary>Articles with a term of a field that begins in one of several ways.</summary>
internal sealed record HasTermStarting(string Field, IReadOnlyList<string> Beginnings) : ArticleCondition;

/// <summary>Articles that have a title, or a body.</summary>
/// <param name="Field">The field of text.</param>
internal sealed record HasText(string Field) : ArticleCondition;

/// <summary>Articles with a date.</summary>
internal sealed record HasDate : ArticleCondition;

/// <summary>Articles whose number in a column lies between two, both inclusive; those without a number are in no range.</summary>
/// <param name="Column">The column.</param>
/// <param name="First">The least: a second since 1970, or a <see cref="SortableNumber"/>.</param>
/// <param name="Last">The greatest.</param>
internal sealed record NumberWithin(string Column, long First, long Last) : ArticleCondition
{
    // Less stands for no number at all (Columns.OptionalNumbers.None).
    private const long Least = long.MinValue + 1;

    /// <summary>Articles published in an interval.</summary>
    public static NumberWithin Published(DateInterval interval) => Dated(FieldNames.Published, interval);

    /// <summary>Articles with a moment of an interval in a column.</summary>
    public static NumberWithin Dated(string column, DateInterval interval) =>
        new(column, Math.Max(interval.From ?? Least, Least), interval.To - 1 ?? long.MaxValue) { IsMoment = true };

    /// <summary>Articles with a number of a range.</summary>
    public static NumberWithin Of(NumberRangeNode node)
    {
        var (least, greatest) = (SortableNumber.Of(node.Least), SortableNumber.Of(node.Greatest));
        return new(
            IndexSchema.ColumnOf(node.Field), node.ExcludesLeast ? least + 1 : least, node.ExcludesGreatest ? greatest - 1 : greatest);
    }

    /// <summary>Whether the numbers are seconds since 1970.</summary>
    public bool IsMoment { get; init; }

    /// <summary>Articles with any number in a column.</summary>
    public static NumberWithin Any(string column) => new(column, Least, long.MaxValue);

    public override bool IsPointwise => true;
}

/// <summary>Articles with a number of a column in any of some ranges.</summary>
/// <param name="Column">The column.</param>
/// <param name="Ranges">The ranges, all of that column; one at least.</param>
internal sealed record NumberWithinAny(string Column, IReadOnlyList<NumberWithin> Ranges) : ArticleCondition;

/// <summary>Articles that a clause matches, whatever they score there.</summary>
internal sealed record Matching(PlanClause Clause) : ArticleCondition;

/// <summary>A term of a field, as its bytes.</summary>
/// <param name="Field">The field.</param>
/// <param name="Bytes">The term, in UTF-8; it must not change.</param>
internal readonly record struct FieldTerm(string Field, ReadOnlyMemory<byte> Bytes)
{
    public FieldTerm(string field, string text)
        : this(field, Encoding.UTF8.GetBytes(text)) => Text = text;

    /// <summary>The term as text, where it was made of one.</summary>
    public string? Text { get; }

    public bool Equals(FieldTerm other) => Field == other.Field && Bytes.Span.SequenceEqual(other.Bytes.Span);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Field, StringComparer.Ordinal);
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }
}
