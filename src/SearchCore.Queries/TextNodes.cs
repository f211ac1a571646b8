using System.Text.Json.Serialization;

namespace SearchCore.Queries;

/// <summary>The part of an article a word is looked for in.</summary>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public enum TextField
{
    /// <summary>Title or body; the scores of both add up.</summary>
    Any,

    /// <summary>The headline.</summary>
    Title,

    /// <summary>The text.</summary>
    Body,
}

/// <summary>
/// A word, matched by its stem. One that breaks into several (<c>state-run</c>) is a phrase; one without a letter or digit is ignored with
/// a warning. A stop word neither scores nor must match, unless the query has no other words or it is negated.
/// </summary>
/// <param name="Text">The word as written.</param>
/// <param name="Field">Where.</param>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record WordNode(string Text, TextField Field = TextField.Any) : QueryNode;

/// <summary>Words in this order, each matched by its stem; stop words count. It matches inside one field, never across two.</summary>
/// <param name="Text">The words as written.</param>
/// <param name="Slop">How many moves of a word by one position are allowed in all, 0 to 1,000; to swap two neighbours takes two.</param>
/// <param name="Field">Where.</param>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record PhraseNode(string Text, int Slop = 0, TextField Field = TextField.Any) : QueryNode;

/// <summary>Words that begin so; the score is constant.</summary>
/// <param name="Prefix">At least two characters, without the asterisk.</param>
/// <param name="Field">Where.</param>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record PrefixNode(string Prefix, TextField Field = TextField.Any) : QueryNode;

/// <summary>Words of this shape; the score is constant.</summary>
/// <param name="Pattern"><c>?</c> is any one character, <c>*</c> any number of them; a backslash makes the character after it a letter
/// like others.</param>
/// <param name="Field">Where.</param>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record WildcardNode(string Pattern, TextField Field = TextField.Any) : QueryNode;

/// <summary>
/// Words spelled much like this one: the same first letter, and at most <paramref name="MaxEdits"/> letters added, dropped, changed or
/// swapped with a neighbour.
/// </summary>
/// <param name="Text">The word.</param>
/// <param name="MaxEdits">0, 1 or 2.</param>
/// <param name="Field">Where.</param>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record FuzzyNode(string Text, int MaxEdits, TextField Field = TextField.Any) : QueryNode;

/// <summary>
/// A word as it is written, not its stem: <c>=organise</c> matches neither <c>organised</c> nor <c>organiser</c>. Case is folded. Several
/// words are a phrase of such. It needs an index that keeps exact forms.
/// </summary>
/// <param name="Text">The word or words as written.</param>
/// <param name="Field">Where.</param>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record ExactNode(string Text, TextField Field = TextField.Any) : QueryNode;
