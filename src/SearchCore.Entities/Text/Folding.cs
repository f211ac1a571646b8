using SearchCore.Articles.Folding;

namespace SearchCore.Entities.Text;

/// <summary>One character's form for comparing names: folded as words and values of an index are, and without apostrophes.</summary>
internal static class Folding
{
    /// <summary>The most UTF-16 units that one character is folded to.</summary>
    public const int Longest = CharacterFolding.Longest;

    /// <summary>Whether the character belongs to the word around it without being a letter of it.</summary>
    public static bool IsIgnorable(char c) => CharacterFolding.IsLeftOut(c);

    /// <summary>Folds a character into a buffer of <see cref="Longest"/> units; gives how many were written, none for marks.</summary>
    public static int Fold(char c, Span<char> folded)
    {
        var length = CharacterFolding.Fold(c, folded);
        return length == 1 && folded[0] == '\'' ? 0 : length;
    }

    /// <summary>A whole string, folded.</summary>
    public static string Fold(ReadOnlySpan<char> text)
    {
        var folded = new System.Text.StringBuilder(text.Length);
        Span<char> units = stackalloc char[Longest];
        foreach (var c in text)
        {
            folded.Append(units[..Fold(c, units)]);
        }

        return folded.ToString();
    }
}
