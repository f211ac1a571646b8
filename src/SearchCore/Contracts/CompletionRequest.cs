using System.Text.Json.Serialization;

namespace SearchCore;

/// <summary>What somebody has typed, to be completed while they type. Plain data.</summary>
/// <param name="Text">What was typed up to the cursor, without query syntax; its last word counts as unfinished.</param>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record CompletionRequest(string Text)
{
    /// <summary>How many completions of each sort to give at most: of words, of titles, and of each kind. 1 to 100. Default 5.</summary>
    public int Top { get; init; } = 5;

    /// <summary>
    /// The kinds of facet whose values complete the text, such as <c>person</c> or <c>source</c>; null (the default) for all that the
    /// archive has but <c>lang</c>.
    /// </summary>
    public IReadOnlyList<string>? Kinds { get; init => field = value is null ? null : ValueList.Of(value, nameof(Kinds)); }

    /// <summary>Whether words of the archive complete the last word. Default: they do, from its second letter on.</summary>
    public bool Words { get; init; } = true;

    /// <summary>Whether titles that have all the words complete the text. Default: they do, from the second letter on.</summary>
    public bool Titles { get; init; } = true;

    /// <summary>How long it may take; then what was found until then is the answer. Default a quarter of a second.</summary>
    public TimeSpan TimeLimit { get; init; } = StandardTimeLimits.Completion;
}

/// <summary>What a text may be completed to, the most frequent of each sort first: values of kinds, then words, then titles.</summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record Completions
{
    /// <summary>The completions.</summary>
    public required IReadOnlyList<Completion> Values { get; init => field = ValueList.Of(value, nameof(Values)); }

    /// <summary>Whether the time limit, or the most words that are looked through, cut the work short: there may be better ones.</summary>
    public bool IsPartial { get; init; }
}

/// <summary>One thing that a text may be completed to.</summary>
/// <param name="Sort">What it is.</param>
/// <param name="Kind">The kind of a value; null of words and titles.</param>
/// <param name="Text">What to put in place of what was typed from <paramref name="Start"/> on, as articles write it.</param>
/// <param name="Start">The UTF-16 unit of what was typed at which it begins.</param>
/// <param name="Articles">
/// How many articles have the value; how many have the word or one of the same stem, deleted ones included until they are merged away; how
/// many of the hundred newest that match have the title.
/// </param>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public readonly record struct Completion(CompletionSort Sort, string? Kind, string Text, int Start, long Articles);

/// <summary>What a completion is.</summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public enum CompletionSort
{
    /// <summary>A value of a kind of facet: a person, a source.</summary>
    Value,

    /// <summary>A word.</summary>
    Word,

    /// <summary>A title.</summary>
    Title,
}
