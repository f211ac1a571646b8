using SearchCore.Cli.Terminal;
using SearchCore.Queries;

namespace SearchCore.Cli.Output;

/// <summary>What is to be said about a query, with carets under the part it is about.</summary>
internal static class DiagnosticText
{
    private const int MaxErrors = 3;
    private const int Window = 100;

    // The blanks before, and an ellipsis on each side.
    private const int Margin = 5;

    public static void Write(TextWriter output, string query, IEnumerable<QueryDiagnostic> diagnostics)
    {
        var errors = 0;
        foreach (var diagnostic in diagnostics)
        {
            if (diagnostic.Severity == DiagnosticSeverity.Error && ++errors > MaxErrors)
            {
                continue;
            }

            output.WriteLine($"{SafeText.Line(diagnostic.Code)} {SafeText.Line(diagnostic.Message)}");

            // What is about nothing in the text (a choice, a setting) has no place in it to point at.
            if (diagnostic is { Start: 0, End: 0 })
            {
                continue;
            }

            var (text, before, under) = Cut(
                query, diagnostic.Start, diagnostic.End, Math.Min(Window, WrappingWriter.WidthOf(output) - Margin));
            if (text.Length > 0)
            {
                output.WriteLine($"  {text}");
                output.WriteLine($"  {new string(' ', before)}{new string('^', under)}");
            }
        }
    }

    /// <summary>The query on one safe line, cut to a window where it is long, with the cells before and under the span.</summary>
    internal static (string Text, int Before, int Under) Cut(string query, int start, int end, int window = Window)
    {
        start = Math.Clamp(start, 0, query.Length);
        end = Math.Clamp(end, start, query.Length);
        var from = query.Length <= window ? 0 : WholeCharacter(query, Math.Max(0, start - (window / 2)));
        var to = query.Length <= window ? query.Length : WholeCharacter(query, Math.Min(query.Length, from + window));
        end = Math.Min(end, to);
        string head = Piece(query, from, start), middle = Piece(query, start, end), tail = Piece(query, end, to);
        var left = from > 0 ? "…" : "";
        var text = string.Concat(left, head, middle) + tail + (to < query.Length ? "…" : "");
        return (text.TrimEnd(), left.Length + CellWidth.Of(head), Math.Max(1, CellWidth.Of(middle)));
    }

    private static int WholeCharacter(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;

    // Each kind of white space becomes one blank here and none is folded, so that the carets stay under their text.
    private static string Piece(string query, int from, int to) => SafeText.Block(query[from..to].Replace('\n', ' ').Replace('\r', ' '));
}
