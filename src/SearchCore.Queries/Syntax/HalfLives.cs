using System.Globalization;

namespace SearchCore.Queries.Syntax;

/// <summary>Half-lives as people write them: <c>30d</c>, <c>12h</c>, <c>2w</c>.</summary>
internal static class HalfLives
{
    private static readonly (string Name, TimeSpan Length)[] Units =
    [
        ("y", TimeSpan.FromDays(365.25)), ("w", TimeSpan.FromDays(7)), ("d", TimeSpan.FromDays(1)), ("h", TimeSpan.FromHours(1)),
        ("min", TimeSpan.FromMinutes(1)), ("s", TimeSpan.FromSeconds(1)),
    ];

    /// <summary>The names of the units, for a message.</summary>
    public const string UnitNames = "y, w, d, h, min or s";

    /// <summary>Whether a word is a whole number with something behind it: no weight, at least.</summary>
    public static bool Looks(ReadOnlySpan<char> text) => text.Length > 0 && char.IsAsciiDigit(text[0]) && char.IsAsciiLetter(text[^1]);

    /// <summary>Reads a half-life.</summary>
    /// <returns>Null where it is none, or out of bounds.</returns>
    public static TimeSpan? Read(ReadOnlySpan<char> text)
    {
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        if (digits < 1 || !long.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        foreach (var (name, length) in Units)
        {
            if (text[digits..].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                var ticks = (Int128)count * length.Ticks;
                return ticks <= ScoreBoost.MaxHalfLife.Ticks && ScoreBoost.IsHalfLife(new((long)ticks)) ? new TimeSpan((long)ticks) : null;
            }
        }

        return null;
    }

    /// <summary>Writes a half-life so that it is read again: in days where they are whole.</summary>
    public static string Write(TimeSpan halfLife)
    {
        var (name, length) = Units.First(u => u.Name is not ("y" or "w") && halfLife.Ticks % u.Length.Ticks == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{halfLife.Ticks / length.Ticks}{name}");
    }
}
