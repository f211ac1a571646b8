namespace SearchCore.Entities.Tests;

/// <summary>Recognizes a text and shows what was found in a form that tests can read.</summary>
internal static class Found
{
    public static List<EntityMention> In(string text, RecognizerOptions? options = null)
    {
        var mentions = new List<EntityMention>();
        (options is null ? EntityRecognizer.Default : EntityRecognizer.Create(options)).Recognize(text, mentions);
        return mentions;
    }

    /// <summary>The canonical names of one kind, each once, in the order of their first mention.</summary>
    public static string[] Names(string text, string kind, RecognizerOptions? options = null) =>
        [.. In(text, options).Where(m => m.Kind == kind).Select(m => m.Name).Distinct()];

    /// <summary>Every mention as <c>kind:words as they stand in the text</c>.</summary>
    public static string[] Spans(string text, RecognizerOptions? options = null) =>
        [.. In(text, options).Select(m => $"{m.Kind}:{text[m.Start..m.End]}")];
}
