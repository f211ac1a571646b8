namespace SearchCore.Formats.Mapping;

/// <summary>Where a property of an article comes from. Immutable.</summary>
public sealed record MemberSource
{
    /// <summary>
    /// The members that it is taken from, the first that has a value; a path leads into objects and lists: <c>meta.section</c>,
    /// <c>authors.name</c>. Empty where it is a constant, a template, or nothing at all.
    /// </summary>
    public IReadOnlyList<string> From { get; init; } = [];

    /// <summary>A constant; null for none.</summary>
    public string? Value { get; init; }

    /// <summary>
    /// A text with members in braces: <c>{source}-{number}</c>; null for none. Without a value of each of them there is none.
    /// </summary>
    public string? Template { get; init; }

    /// <summary>
    /// For a date: how it is written, as a format of .NET, <c>dd.MM.yyyy HH:mm</c>, with English names of months; null for any of the
    /// spellings that are read without being told.
    /// </summary>
    public string? Format { get; init; }

    /// <summary>For lists: what stands between values in a text; null for what is usual (<c>;</c>, <c>,</c>).</summary>
    public string? Split { get; init; }

    /// <summary>Whether the property is to stay empty.</summary>
    public bool IsNone => From.Count == 0 && Value is null && Template is null;

    /// <inheritdoc/>
    public bool Equals(MemberSource? other) =>
        other is not null && From.SequenceEqual(other.From, StringComparer.Ordinal)
        && (Value, Template, Format, Split) == (other.Value, other.Template, other.Format, other.Split);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(From.Count, Value, Template, Format, Split);
}
