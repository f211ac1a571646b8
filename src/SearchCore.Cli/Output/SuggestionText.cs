using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Output;

/// <summary>Did you mean, for a person.</summary>
internal static class SuggestionText
{
    public static void Write(TextWriter output, IReadOnlyList<Suggestion> suggestions)
    {
        foreach (var suggestion in suggestions)
        {
            var whole = suggestion.Query is null ? "" : $": {SafeText.Line(suggestion.Query)}";
            output.WriteLine(
                $"did you mean '{SafeText.Line(suggestion.Replacement)}' for '{SafeText.Line(suggestion.Text)}'? "
                + $"{Amounts.Count(suggestion.Articles, "article")}{whole}");
        }
    }
}
