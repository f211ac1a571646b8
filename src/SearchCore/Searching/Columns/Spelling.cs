using SearchCore.Searching.Messages;

namespace SearchCore.Searching.Columns;

/// <summary>A way in which articles spell a value.</summary>
/// <param name="Text">The spelling.</param>
/// <param name="Articles">How many live articles of the archive have it.</param>
internal readonly record struct Spelling(string Text, long Articles)
{
    /// <summary>Whether this one is shown rather than another: it is more frequent, else shorter, else first by code points.</summary>
    /// <remarks>Shorter, because a composed accent is one character and a stray blank is none that anybody meant.</remarks>
    public bool IsBetterThan(Spelling other) =>
        Articles != other.Articles ? Articles > other.Articles
        : Text.Length != other.Text.Length ? Text.Length < other.Text.Length
        : Utf8Order.Compare(Text, other.Text) < 0;

    public static void Write(MessageWriter writer, Spelling value)
    {
        writer.Text(value.Text);
        writer.Number(value.Articles);
    }

    public static Spelling Read(MessageReader reader) => new(reader.Text(), reader.Number());

    /// <summary>The spelling in which a value is shown that several indexes spell.</summary>
    /// <param name="indexes">The values of each.</param>
    /// <param name="folded">The value as it is compared.</param>
    public static string Of(IEnumerable<IFacetValues> indexes, string folded)
    {
        string? only = null;
        foreach (var values in indexes)
        {
            if (values.FindFolded(folded) is not (>= 0 and var number))
            {
                continue;
            }

            if (!values.IsSpelledVariously(number) && (only is null || values.Value(number) == only))
            {
                // All spell it alike so far: nobody needs to count.
                only = values.Value(number);
                continue;
            }

            // From the first index on: the one that spells it otherwise is not the only one that counts.
            return MostFrequent(indexes, folded);
        }

        return only ?? folded;
    }

    private static string MostFrequent(IEnumerable<IFacetValues> indexes, string folded)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var values in indexes)
        {
            if (values.FindFolded(folded) is >= 0 and var number)
            {
                foreach (var (text, articles) in values.Spellings(number))
                {
                    counts[text] = counts.GetValueOrDefault(text) + articles;
                }
            }
        }

        return counts.Select(c => new Spelling(c.Key, c.Value)).Aggregate((a, b) => a.IsBetterThan(b) ? a : b).Text;
    }
}
