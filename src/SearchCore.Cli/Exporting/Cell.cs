using System.Globalization;

namespace SearchCore.Cli.Exporting;

/// <summary>A cell of a sheet: a text, or a number with the way it is shown.</summary>
/// <param name="Text">For a person; not made safe yet.</param>
/// <param name="Number">For programs and spreadsheets; null for a text.</param>
internal readonly record struct Cell(string Text, double? Number = null)
{
    /// <summary>What programs and spreadsheets get.</summary>
    public string Plain => Number is { } number ? number.ToString("0.######", CultureInfo.InvariantCulture) : Text;

    public static implicit operator Cell(string? text) => new(text ?? "");

    public static implicit operator Cell(long count) => new(count.ToString("N0", CultureInfo.InvariantCulture), count);

    /// <summary>A part of a whole, in percent; empty where the whole is nothing.</summary>
    public static Cell Share(long part, long whole) => whole == 0 ? "" : Share((double)part / whole);

    /// <summary>A part of one, in percent.</summary>
    public static Cell Share(double part) => new(part.ToString("P1", CultureInfo.InvariantCulture), part);

    /// <summary>How many times as much.</summary>
    public static Cell Times(double? times, string none) => times is { } number
        ? new Cell(number.ToString("0.#", CultureInfo.InvariantCulture) + "×", Math.Round(number, 6))
        : new Cell(none);
}
