namespace SearchCore.Cli.Interactive.Editing;

/// <summary>
/// How parts of a line are set off. Colours are those of the terminal's own sixteen, which fit its background, light or dark; without
/// colours lines, reversal and intensity do the same.
/// </summary>
internal sealed class LineStyles(bool color)
{
    private const string End = "\e[0m";

    /// <summary>The prompt.</summary>
    public static string Prompt(string text) => $"\e[1m{text}{End}";

    /// <summary>What is less important.</summary>
    public string Quiet(string text) => $"{(color ? "\e[90m" : "\e[2m")}{text}{End}";

    /// <summary>What is wrong.</summary>
    public string Wrong(string text) => $"{(color ? "\e[4;31m" : "\e[4m")}{text}{End}";

    /// <summary>The candidate that is chosen.</summary>
    public static string Chosen(string text) => $"\e[7m{text}{End}";
}
