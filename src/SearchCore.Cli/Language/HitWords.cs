using System.Globalization;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Language;

/// <summary>
/// What a word means where a command takes a hit of the list or an article's id. While there is a list a number is a hit of it; an id that
/// is a number, or has blanks, stands in quotes or behind <c>id:</c>.
/// </summary>
internal static class HitWords
{
    private const string Mark = "id:";

    /// <summary>The id that is meant.</summary>
    /// <param name="workspace">Whose list and index.</param>
    /// <param name="command">Whose word it is.</param>
    /// <param name="word">The word; empty for the first hit.</param>
    /// <param name="isKept">Whether something is kept of an id, which then need not be in the index any more.</param>
    /// <exception cref="UsageException">The list has no such number, or there is no list.</exception>
    /// <exception cref="MissingArticleException">No article has the id.</exception>
    public static string Id(Workspace workspace, string command, string word, Func<string, bool>? isKept = null)
    {
        var hits = workspace.Trail.Hits;
        if (word.Length == 0)
        {
            return hits.Count > 0 ? hits[0].Id : throw new UsageException($"there is nothing to {command[1..]} yet; search first");
        }

        if (hits.Count > 0 && IsNumber(word, out var number))
        {
            return number >= 1 && number <= hits.Count ? hits[number - 1].Id
                : throw new UsageException(
                    $"{command} is a number from 1 to {hits.Count:N0}, or an article's id, not '{word}' (id:{word} is an id)");
        }

        return Find(workspace, word, isKept)
            ?? throw new MissingArticleException($"no article has the id '{SafeText.Line(Unquoted(word))}'");
    }

    /// <summary>The id that a text is, as it stands, without its quotes or behind <c>id:</c>; null where no article has it.</summary>
    public static string? Find(Workspace workspace, string text, Func<string, bool>? isKept = null)
    {
        using var searcher = workspace.OpenSearcher();
        var marked = text.StartsWith(Mark, StringComparison.Ordinal) ? Unquoted(text[Mark.Length..]) : "";
        return ((string[])[text, Unquoted(text), marked])
            .FirstOrDefault(id => id.Length > 0 && (searcher.Get(id) is not null || isKept?.Invoke(id) == true));
    }

    /// <summary>Whether a word is the number of a hit, wherever the list ends.</summary>
    public static bool IsNumber(string word, out int number) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string Unquoted(string text) =>
        text is ['"', .. { Length: > 0 } two, '"'] ? two : text is ['\'', .. { Length: > 0 } one, '\''] ? one : text;
}
