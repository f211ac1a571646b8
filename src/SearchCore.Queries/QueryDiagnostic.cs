namespace SearchCore.Queries;

/// <summary>One thing to say about a query: where, what, what was expected, and how to mend it.</summary>
/// <param name="Code">A stable code, <c>SC</c> and three digits.</param>
/// <param name="Severity">Whether the query can run.</param>
/// <param name="Start">The first UTF-16 code unit concerned; never inside of a text element (what a person takes for one character).</param>
/// <param name="End">The unit behind the last (exclusive), likewise; equal to <paramref name="Start"/> where something is missing.</param>
/// <param name="Message">What is wrong, for a person, with the fix where there is one.</param>
/// <param name="Fix">What to put in the span's place, or null. The text with it in place is understood, as far as this diagnostic is concerned.</param>
public sealed record QueryDiagnostic(string Code, DiagnosticSeverity Severity, int Start, int End, string Message, string? Fix = null)
{
    /// <summary>What could have stood there, in a few words, or null where nothing could.</summary>
    public string? Expected { get; init; }
}

/// <summary>Whether a query can run.</summary>
public enum DiagnosticSeverity
{
    /// <summary>It runs; this is worth knowing.</summary>
    Warning,

    /// <summary>It does not run.</summary>
    Error,
}
