namespace SearchCore.Articles.Formats.Clippings;

/// <summary>
/// Gives back <c>ti</c>, <c>tt</c> and <c>ft</c> where a printed page's ligatures came out as letters of other languages:
/// <c>Educaĕon</c> was <c>Education</c>.
/// </summary>
/// <remarks>
/// Fonts number their ligatures as they like and pages are made without saying what the numbers mean, so the wrong letters come in
/// families. A family is only believed where the text itself gives it away: its letter for <c>ti</c> stands before <c>on</c>,
/// <c>ng</c> or <c>ve</c> at least twice. Other ligature damage is left as it is.
/// </remarks>
internal static class Ligatures
{
    private const int Evidence = 2;

    private static readonly (char Ti, char Tt, char Ft)[] Families = [('\u0115', '\u0125', '\0'), ('\u019F', '\u01A9', '\u014C')];

    /// <summary>The repaired text; the same instance where there is nothing to repair.</summary>
    public static string Repair(string text)
    {
        foreach (var (ti, tt, ft) in Families)
        {
            if (!IsGivenAway(text, ti))
            {
                continue;
            }

            text = text.Replace(ti.ToString(), "ti", StringComparison.Ordinal).Replace(tt.ToString(), "tt", StringComparison.Ordinal);
            if (ft != '\0')
            {
                text = text.Replace(ft.ToString(), "ft", StringComparison.Ordinal);
            }
        }

        return text;
    }

    private static bool IsGivenAway(string text, char ti)
    {
        var seen = 0;
        for (var i = text.IndexOf(ti); i >= 0 && seen < Evidence; i = text.IndexOf(ti, i + 1))
        {
            if (i > 0 && char.IsAsciiLetter(text[i - 1]) && text.AsSpan(i + 1) is ['o', 'n', ..] or ['n', 'g', ..] or ['v', 'e', ..])
            {
                seen++;
            }
        }

        return seen >= Evidence;
    }
}
