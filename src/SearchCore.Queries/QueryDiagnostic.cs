using System.Text.Json.Serialization;

namespace SearchCore.Queries;

/// <summary>One thing to say about a query: where, what, what was expected, and how to mend it.</summary>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record QueryDiagnostic
{
    /// <summary>A stable code, <c>SC</c> and three digits.</summary>
    public required string Code { get; init; }

    /// <summary>Whether the query can run.</summary>
    public required DiagnosticSeverity Severity { get; init; }

    /// <summary>The first UTF-16 code unit concerned; never inside of a text element (what a person takes for one character).</summary>
    public int Start { get; init; }

    /// <summary>The unit after the last (exclusive), likewise; equal to <see cref="Start"/> where something is missing.</summary>
    public int End { get; init; }

    /// <summary>What is wrong, for a person, with the fix where there is one.</summary>
    public required string Message { get; init; }

    /// <summary>
    /// What to put in the span's place, or null. The text with it in place is understood, as far as this diagnostic is concerned.
    /// </summary>
    public string? Fix { get; init; }

    /// <summary>What could have stood there, in a few words, or null where nothing could.</summary>
    public string? Expected { get; init; }
}

/// <summary>Whether a query can run.</summary>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public enum DiagnosticSeverity
{
    /// <summary>It runs; this is worth knowing.</summary>
    Warning,

    /// <summary>It does not run.</summary>
    Error,
}
