using System.Text;

namespace SearchCore.Articles.Tests.Formats.Clippings;

/// <summary>Phrases in texts, as plainly as can be: runs of letters and digits in small letters, one after the other.</summary>
internal static class WordRuns
{
    public static List<string> Of(string? text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in (text ?? "") + " ")
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToLowerInvariant(c));
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        return words;
    }

    public static bool Holds(Article article, string phrase)
    {
        var text = Of(article.Title + "\n" + article.Body);
        var sought = Of(phrase);
        return Enumerable.Range(0, Math.Max(0, text.Count - sought.Count + 1))
            .Any(at => text.Skip(at).Take(sought.Count).SequenceEqual(sought));
    }

    public static string Folded(string? text) => string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();
}
