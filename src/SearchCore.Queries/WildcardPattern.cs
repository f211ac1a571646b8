using System.Text;

namespace SearchCore.Queries;

internal enum WildcardFault
{
    None,
    ShortPrefix,
    TooWide,
}

/// <summary>
/// A pattern of letters, <c>?</c> and <c>*</c>. It is matched by walking, in time of pattern times word at worst: Lucene makes an automaton
/// of it, whose making can take a minute for twenty characters.
/// </summary>
internal sealed class WildcardPattern
{
    private const char AnyOne = '\uFFFF', AnyMany = '\uFFFE';

    private readonly string pattern;

    private WildcardPattern(string pattern)
    {
        this.pattern = pattern;
        var end = pattern.AsSpan().IndexOfAny(AnyOne, AnyMany);
        Prefix = end < 0 ? pattern : pattern[..end];
    }

    /// <summary>What every match begins with.</summary>
    public string Prefix { get; }

    /// <summary>Reads a pattern: a backslash takes away the special meaning of the character after it.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="fold">What is done to runs of letters.</param>
    public static WildcardPattern Parse(string text, Func<string, string> fold)
    {
        var result = new StringBuilder();
        var run = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '*' or '?')
            {
                result.Append(fold(run.ToString())).Append(text[i] == '*' ? AnyMany : AnyOne);
                run.Clear();
            }
            else
            {
                i += text[i] == '\\' && i + 1 < text.Length ? 1 : 0;
                run.Append(text[i] is AnyOne or AnyMany ? '\uFFFD' : text[i]);
            }
        }

        return new(result.Append(fold(run.ToString())).ToString());
    }

    /// <summary>Whether a pattern keeps the limits that make it cheap to look for.</summary>
    public static WildcardFault Check(string text, SyntaxLimits limits)
    {
        var parsed = Parse(text, run => run);
        if (parsed.Prefix.Length < limits.WildcardPrefix)
        {
            return WildcardFault.ShortPrefix;
        }

        var many = parsed.pattern.Count(c => c == AnyMany);
        var run = 0;
        for (var i = Math.Max(0, parsed.pattern.IndexOf(AnyMany, StringComparison.Ordinal)); many > 0 && i < parsed.pattern.Length; i++)
        {
            run = parsed.pattern[i] == AnyOne ? run + 1 : 0;
            if (run > limits.QuestionRun)
            {
                return WildcardFault.TooWide;
            }
        }

        return many > limits.Asterisks ? WildcardFault.TooWide : WildcardFault.None;
    }

    /// <summary>The pattern with a text for each wildcard: one of the words it means.</summary>
    public string Fill(string any) => string.Concat(pattern.Select(c => c is AnyOne or AnyMany ? any : c.ToString()));

    public bool Matches(ReadOnlySpan<char> word)
    {
        int p = 0, w = 0, star = -1, resume = 0;
        while (w < word.Length)
        {
            if (p < pattern.Length && (pattern[p] == AnyOne || (pattern[p] != AnyMany && pattern[p] == word[w])))
            {
                // A character beyond the basic plane is two units and still one character.
                w += pattern[p] == AnyOne && char.IsHighSurrogate(word[w]) && w + 1 < word.Length ? 2 : 1;
                p++;
            }
            else if (p < pattern.Length && pattern[p] == AnyMany)
            {
                star = p++;
                resume = w;
            }
            else if (star >= 0)
            {
                p = star + 1;
                w = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == AnyMany)
        {
            p++;
        }

        return p == pattern.Length;
    }
}
