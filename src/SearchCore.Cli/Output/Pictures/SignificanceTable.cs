using System.Globalization;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Output.Pictures;

/// <summary>
/// What sets matches apart, as a table: <c>10 of 63 · 400 of 20,841 · 8×</c>. A count by itself does not say whether it is many.
/// </summary>
internal static class SignificanceTable
{
    private const int WidestValue = 32, LeastValue = 8;

    /// <summary>The rows, each of at most so many cells.</summary>
    public static IReadOnlyList<PictureRow> Of(Significance kind, long total, int width)
    {
        var looked = kind.Sample < total
            ? string.Create(CultureInfo.InvariantCulture, $", by {kind.Sample:N0} of {total:N0}")
            : "";
        var lines = kind.Values.Select(v => (
            Value: SafeText.Line(v.Value),
            Here: string.Create(CultureInfo.InvariantCulture, $"{v.Matches:N0} of {kind.Sample:N0}"),
            There: string.Create(CultureInfo.InvariantCulture, $"{v.Articles:N0} of {kind.Archive:N0}"),
            Times: Times(kind, v))).ToList();
        int here = lines.Max(l => l.Here.Length), there = lines.Max(l => l.There.Length), times = lines.Max(l => l.Times.Length);
        var whole = width >= 2 + LeastValue + 2 + here + 3 + there + 3 + times;
        if (!whole && width < 2 + LeastValue + 2 + here + 3 + times)
        {
            lines = lines.ConvertAll(l => l with { Here = l.Here.Replace(" of ", "/", StringComparison.Ordinal) });
            here = lines.Max(l => l.Here.Length);
        }

        var narrow = !whole && width < 2 + LeastValue + 2 + here + 3 + times;
        var between = narrow ? " " : " · ";
        var used = 2 + (narrow ? 1 : 2) + here + (whole ? 3 + there : 0) + between.Length + times;
        var value = Math.Min(Math.Min(WidestValue, Math.Max(narrow ? 4 : LeastValue, width - used)), lines.Max(l => CellWidth.Of(l.Value)));
        var heading = Fitted.To($"sets apart ({SafeText.Line(kind.Kind)}{looked})", width);
        var rows = new List<PictureRow> { new((heading, PictureStyle.Accent)) };
        foreach (var line in lines)
        {
            var name = Fitted.To(line.Value, value);
            var gap = Math.Max(0, value - CellWidth.Of(name)) + (narrow ? 1 : 2);
            var numbers = line.Here.PadLeft(here) + (whole ? $" · {line.There.PadLeft(there)}" : "")
                + (line.Times.Length > 0 ? between + line.Times.PadLeft(times) : "");
            rows.Add(new(($"  {name}{new string(' ', gap)}", PictureStyle.Plain), (numbers, PictureStyle.Quiet)));
        }

        return rows;
    }

    /// <summary>What is to be said of a value: <c>10 of 63 · 400 of 20,841 · 8×</c>.</summary>
    public static string Figures(Significance kind, SignificantValue value)
    {
        var times = Times(kind, value);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{value.Matches:N0} of {kind.Sample:N0} · {value.Articles:N0} of {kind.Archive:N0}{(times.Length > 0 ? " · " : "")}{times}");
    }

    private static string Times(Significance kind, SignificantValue value) => kind.RatioOf(value) switch
    {
        null => "",
        < 5 and var few => string.Create(CultureInfo.InvariantCulture, $"{few:0.#}×"),
        var many => string.Create(CultureInfo.InvariantCulture, $"{many:N0}×"),
    };
}
