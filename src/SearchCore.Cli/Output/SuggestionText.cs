using System.Globalization;
using System.Text.Json;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Output;

/// <summary>Did you mean, for a person and for a program.</summary>
internal static class SuggestionText
{
    public static void Write(TextWriter output, IReadOnlyList<Suggestion> suggestions)
    {
        foreach (var suggestion in suggestions)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"did you mean '{SafeText.Line(suggestion.Replacement)}' for '{SafeText.Line(suggestion.Text)}'? {Amounts.Count(suggestion.Articles, "article")}{(suggestion.Query is null ? "" : $": {SafeText.Line(suggestion.Query)}")}"));
        }
    }

    /// <summary>As a member of a result; none where there is nothing to suggest.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<Suggestion> suggestions)
    {
        if (suggestions.Count == 0)
        {
            return;
        }

        json.WriteStartArray("suggestions"u8);
        foreach (var suggestion in suggestions)
        {
            json.WriteStartObject();
            json.WriteString("text"u8, suggestion.Text);
            json.WriteString("replacement"u8, suggestion.Replacement);
            json.WriteNumber("articles"u8, suggestion.Articles);
            json.WriteString("query"u8, suggestion.Query);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
