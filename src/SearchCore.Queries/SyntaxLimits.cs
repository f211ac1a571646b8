using System.Text.Json.Serialization;

namespace SearchCore.Queries;

/// <summary>
/// What the text of a query may ask for. What goes beyond is reported and never crashes: a parser that calls itself for each bracket would
/// overflow its stack on a text of brackets, and that cannot be caught.
/// </summary>
/// <remarks>All bounds are inclusive. Raise them for trusted queries only.</remarks>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record SyntaxLimits
{
    /// <summary>The deepest nesting that may be allowed.</summary>
    internal const int DeepestNesting = 200;

    /// <summary>The most levels that any tree may have, whatever its limits.</summary>
    internal const int DeepestTree = (4 * DeepestNesting) + 4;

    /// <summary>The longest word or phrase apart that can be asked for: <c>"a b"~1000</c>.</summary>
    internal const int MaxSlop = 1_000;

    /// <summary>The largest boost.</summary>
    internal const float MaxBoost = 1_000;

    /// <summary>The most letters in which a word may differ: a larger automaton takes too long to make.</summary>
    internal const int MaxEdits = 2;

    /// <summary>The last hit that can be asked for by number.</summary>
    internal const int MaxWindow = 10_000;

    /// <summary>The most values of a facet.</summary>
    internal const int MaxFacetValues = 1_000;

    /// <summary>How many errors are reported for one text at most: more do not help.</summary>
    internal const int MaxErrors = 3;

    /// <summary>The defaults.</summary>
    public static SyntaxLimits Default { get; } = new();

    /// <summary>The longest text, in UTF-16 units. Default 8,192.</summary>
    public int TextLength { get; init; } = 8_192;

    /// <summary>Levels of brackets, and operators of proximity in a row, 1 to 200. Default 50.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Beyond its bounds.</exception>
    public int Nesting
    {
        get;
        init => field = value is >= 1 and <= DeepestNesting
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"1 to {DeepestNesting} levels are safe.");
    } = 50;

    /// <summary>Words, phrases, dates and other conditions in all. Default 1,024.</summary>
    public int Clauses { get; init; } = 1_024;

    /// <summary>Characters before a word's first wildcard, at least 1. Default 2.</summary>
    public int WildcardPrefix { get; init; } = 2;

    /// <summary>Asterisks in a word. Default 2.</summary>
    public int Asterisks { get; init; } = 2;

    /// <summary>Question marks in a row after an asterisk. Default 2.</summary>
    public int QuestionRun { get; init; } = 2;

    /// <summary>
    /// The widest proximity in words: <c>W/1000</c>; also the most words of <c>FIRST/n</c> and the highest count of <c>ATLEASTn</c>.
    /// Default 1,000.
    /// </summary>
    public int Distance { get; init; } = 1_000;

    /// <summary>
    /// Levels a tree may have: those of its brackets, each with an OR, an AND and a boost, and the outermost; proximity nests no deeper
    /// than brackets.
    /// </summary>
    internal int TreeDepth => (4 * Nesting) + 4;
}
