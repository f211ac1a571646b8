using System.Globalization;

using SearchCore.Queries.Syntax;

namespace SearchCore.Queries.Parsing;

/// <summary>One reading of one text: gathers its diagnostics and where in the text its nodes come from.</summary>
/// <param name="text">The text.</param>
/// <param name="options">What else reading depends on.</param>
/// <param name="syntax">The dialect; null for SearchCore's own.</param>
/// <param name="written">The text as it was written, where <paramref name="text"/> has blanks for some of its punctuation.</param>
internal sealed class ParseContext(string text, QueryTextOptions options, QuerySyntax? syntax = null, string? written = null)
{
    private const int Enough = 64;

    private static readonly HashSet<string> Nothing = [];

    private readonly List<QueryDiagnostic> diagnostics = [];
    private readonly HashSet<(string, int, int)> reported = [];
    private int errors;
    private readonly Dictionary<QueryNode, (int Start, int End)> spans = new(ReferenceEqualityComparer.Instance);

    private readonly Dictionary<string, string?> suggestions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, QueryFields.Target> fields = new(StringComparer.Ordinal);

    public string Text { get; } = text;

    public QueryTextOptions Options { get; } = options;

    public QuerySyntax Syntax { get; } = syntax ?? OwnSyntax.Syntax;

    public bool HasErrors => diagnostics.Exists(d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>How many diagnostics there are so far.</summary>
    public int Count => diagnostics.Count;

    /// <summary>
    /// The known name nearest to a misspelt one; looked up once a name, and for no more names than are likely to be mistyped.
    /// </summary>
    public string? Suggest(string name)
    {
        if (!suggestions.TryGetValue(name, out var near) && suggestions.Count < Enough)
        {
            var kinds = Options.Fields is { } own ? own.Keys.Concat(Options.Kinds ?? Nothing).ToHashSet() : Options.Kinds;
            suggestions[name] = near = QueryFields.Suggest(name, kinds);
        }

        return near;
    }

    /// <summary>What a field's name stands for; looked up once a name.</summary>
    public QueryFields.Target Field(ReadOnlySpan<char> name)
    {
        var known = fields.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!known.TryGetValue(name, out var target))
        {
            var own = QueryFields.ResolveOwn(name.ToString(), Options.Fields);
            target = own ?? QueryFields.Resolve(Syntax.FieldOf(name) ?? name.ToString(), Options.Kinds);
            known[name] = target;
        }

        return target;
    }

    /// <summary>Whether another error would not be shown, because enough were reported.</summary>
    public bool HasEnough => errors >= Enough;

    /// <summary>Whether there will be no tree and no further diagnostic, so that reading on is of no use.</summary>
    public bool IsHopeless => HasEnough && !Options.Lenient;

    public void Report(QueryDiagnostic diagnostic)
    {
        if (diagnostic.Severity == DiagnosticSeverity.Error && HasEnough)
        {
            return;
        }

        if (!reported.Add((diagnostic.Code, diagnostic.Start, diagnostic.End)))
        {
            return;
        }

        errors += diagnostic.Severity == DiagnosticSeverity.Error ? 1 : 0;
        if (Options.Lenient && diagnostic.Severity == DiagnosticSeverity.Error)
        {
            diagnostic = diagnostic with { Severity = DiagnosticSeverity.Warning };
        }

        diagnostics.Add(diagnostic);
    }

    /// <summary>Says of question marks and asterisks that they were taken for punctuation.</summary>
    public void ReportPunctuation(IReadOnlyList<int> marks, string written)
    {
        foreach (var mark in marks.Take(1))
        {
            Report(SyntaxFaults.Punctuation((mark, mark + 1), written[mark]));
        }
    }

    public T Place<T>(T node, (int Start, int End) span)
        where T : QueryNode
    {
        spans[node] = span;
        return node;
    }

    public (int Start, int End) SpanOf(QueryNode node) => spans.GetValueOrDefault(node);

    public QueryParseResult Result(QueryNode? tree, QueryDirectives? directives = null)
    {
        var ordered = diagnostics.OrderBy(d => d.Start).ToList();
        var (errors, warnings) = (0, 0);
        ordered.RemoveAll(d => d.Severity == DiagnosticSeverity.Error
            ? ++errors > SyntaxLimits.MaxErrors
            : Options.Lenient && ++warnings > 3 * SyntaxLimits.MaxErrors);
        return new(written ?? Text, errors == 0 ? tree : null, ordered.ConvertAll(Whole), spans)
        {
            Directives = errors == 0 ? directives : null,
        };
    }

    // A span that would cut what a person takes for one character is widened to it.
    private QueryDiagnostic Whole(QueryDiagnostic diagnostic)
    {
        var (start, end) = (Boundary(diagnostic.Start, up: false), Boundary(diagnostic.End, up: true));
        return diagnostic.Start == diagnostic.End || (start == diagnostic.Start && end == diagnostic.End)
            ? diagnostic
            : diagnostic with { Start = start, End = end };
    }

    private int Boundary(int place, bool up)
    {
        if (place <= 0 || place >= Text.Length || (char.IsAscii(Text[place]) && char.IsAscii(Text[place - 1]) && Text[place] != '\n'))
        {
            return Math.Clamp(place, 0, Text.Length);
        }

        // An element is cut from the left, so the search begins at an ASCII letter, which begins one, or not too far off.
        var at = place;
        while (at > 0 && place - at < 64 && !(char.IsAscii(Text[at]) && !char.IsControl(Text[at])))
        {
            at--;
        }

        while (at < place)
        {
            var next = at + StringInfo.GetNextTextElementLength(Text.AsSpan(at));
            if (next > place)
            {
                return up ? next : at;
            }

            at = next;
        }

        return place;
    }
}
