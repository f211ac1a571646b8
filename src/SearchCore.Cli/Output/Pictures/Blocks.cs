namespace SearchCore.Cli.Output.Pictures;

/// <summary>Bars of block characters: lying ones to an eighth of a cell, standing ones of one cell.</summary>
internal static class Blocks
{
    /// <summary>What stands where the archive has nothing, so that nothing can be said.</summary>
    public const char Unknown = '–';

    /// <summary>What stands where there are articles and none matches.</summary>
    public const char None = '·';

    private const string Lying = " ▏▎▍▌▋▊▉█", Standing = "▁▂▃▄▅▆▇█";

    /// <summary>A lying bar: so many cells where the value is the most; the least there is where it is more than nothing.</summary>
    public static string Bar(double value, double most, int cells)
    {
        if (value <= 0 || most <= 0 || cells < 1)
        {
            return "";
        }

        var eighths = Math.Clamp((int)Math.Round(value / most * cells * 8), 1, cells * 8);
        return new string('█', eighths / 8) + (eighths % 8 > 0 ? Lying[eighths % 8].ToString() : "");
    }

    /// <summary>A standing bar of one cell.</summary>
    public static char Spark(double value, double most) => value <= 0 || most <= 0
        ? None
        : Standing[Math.Clamp((int)Math.Ceiling(value / most * Standing.Length) - 1, 0, Standing.Length - 1)];
}
