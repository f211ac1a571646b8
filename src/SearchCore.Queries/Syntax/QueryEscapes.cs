using System.Text;

namespace SearchCore.Queries.Syntax;

/// <summary>Backslashes: one takes the meaning of an operator from the character after it, in words as in quotation marks.</summary>
internal static class QueryEscapes
{
    /// <summary>The text without its backslashes; one at the end, which escapes nothing, is dropped.</summary>
    public static string Unescape(string image)
    {
        if (!image.Contains('\\', StringComparison.Ordinal))
        {
            return image;
        }

        var text = new StringBuilder(image.Length);
        for (var i = 0; i < image.Length; i++)
        {
            i += image[i] == '\\' ? 1 : 0;
            if (i < image.Length)
            {
                text.Append(image[i]);
            }
        }

        return text.ToString();
    }

    /// <summary>Whether an asterisk or a question mark is not escaped.</summary>
    public static bool HasWildcard(ReadOnlySpan<char> image)
    {
        for (var i = 0; i < image.Length; i++)
        {
            if (image[i] == '\\')
            {
                i++;
            }
            else if (image[i] is '*' or '?')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// A word with wildcards as the pattern of a <see cref="WildcardNode"/>, which escapes nothing but wildcards and backslashes.
    /// </summary>
    public static string ToPattern(string image)
    {
        var pattern = new StringBuilder(image.Length);
        for (var i = 0; i < image.Length; i++)
        {
            if (image[i] == '\\' && ++i < image.Length)
            {
                pattern.Append(image[i] is '*' or '?' or '\\' ? "\\" : string.Empty);
            }

            pattern.Append(i < image.Length ? image[i].ToString() : string.Empty);
        }

        return pattern.ToString();
    }
}
