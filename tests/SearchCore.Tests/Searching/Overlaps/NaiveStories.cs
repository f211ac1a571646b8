using System.Text;

using SearchCore.Analysis;
using SearchCore.Articles;
using SearchCore.Searching.Overlaps;

namespace SearchCore.Tests.Searching.Overlaps;

/// <summary>Near-duplicates by trying every pair of articles, with sets of strings.</summary>
internal sealed class NaiveStories
{
    private readonly Dictionary<string, HashSet<string>> shingles = [];
    private readonly Dictionary<string, byte[]> signatures = [];

    public NaiveStories(IEnumerable<Article> articles)
    {
        foreach (var article in articles)
        {
            var text = TextOf(article.Title, article.Body);
            shingles[article.Id] = Shingled(text);
            signatures[article.Id] = Signed(text);
        }
    }

    /// <summary>Pairs of so much overlap that signatures did not find.</summary>
    public int Missed { get; private set; }

    /// <summary>Pairs of so much overlap.</summary>
    public int Pairs { get; private set; }

    /// <summary>The part that two texts have in common.</summary>
    public static double Overlap(HashSet<string> one, HashSet<string> other) =>
        one.Count + other.Count == 0 ? 0 : 2.0 * one.Count(other.Contains) / (one.Count + other.Count);

    public double Overlap(string one, string other) => Overlap(shingles[one], shingles[other]);

    /// <summary>The ids of an article's near-duplicates, itself among them.</summary>
    public IEnumerable<string> Near(string id) => shingles.Keys.Where(other => other == id || AreNear(id, other));

    /// <summary>The ids of each article's story.</summary>
    public Dictionary<string, SortedSet<string>> Stories()
    {
        var stories = shingles.Keys.ToDictionary(id => id, id => new SortedSet<string>(StringComparer.Ordinal) { id });
        string[] ids = [.. shingles.Keys];
        for (var i = 0; i < ids.Length; i++)
        {
            for (var j = i + 1; j < ids.Length; j++)
            {
                if (AreNear(ids[i], ids[j]) && stories[ids[i]] != stories[ids[j]])
                {
                    stories[ids[i]].UnionWith(stories[ids[j]]);
                    foreach (var id in stories[ids[j]].ToList())
                    {
                        stories[id] = stories[ids[i]];
                    }
                }
            }
        }

        return stories;
    }

    /// <summary>What of an article is compared: its body, behind its headline where it has fewer than thirty words.</summary>
    public static string TextOf(string? title, string? body)
    {
        var (words, some) = (0, new WordSpan[16]);
        var reader = new WordBreaker(Encoding.UTF8.GetBytes(body ?? string.Empty));
        for (var count = reader.Next(some); count > 0; count = reader.Next(some))
        {
            words += count;
        }

        return words switch { 0 => string.Empty, < 30 => $"{title}\n{body}", _ => body! };
    }

    public static HashSet<string> Shingled(string text)
    {
        var words = text.ToLowerInvariant().Split([' ', '.', ',', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length is > 0 and < 3
            ? [string.Join(' ', words)]
            : [.. Enumerable.Range(0, Math.Max(0, words.Length - 2)).Select(i => string.Join(' ', words[i..(i + 3)]))];
    }

    /// <summary>The signature of a text, as the index path makes it.</summary>
    public static byte[] Signed(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var (signature, words, maker) = (new byte[BodySignature.Bytes], new WordSpan[7], new BodySignature());
        var breaker = new WordBreaker(bytes);
        for (var count = breaker.Next(words); count > 0; count = breaker.Next(words))
        {
            maker.Add(bytes, words.AsSpan(0, count));
        }

        maker.Finish(signature);
        return signature;
    }

    // Signatures are a function of the texts too; how many pairs they miss is counted.
    private bool AreNear(string one, string other)
    {
        if (Overlap(one, other) < 0.8)
        {
            return false;
        }

        Pairs++;
        var isFound = Likeness.MayBeNear(BodySignature.Common(signatures[one], signatures[other]));
        Missed += isFound ? 0 : 1;
        return isFound;
    }
}
