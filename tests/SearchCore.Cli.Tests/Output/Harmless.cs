using System.Text.RegularExpressions;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Tests.Output;

/// <summary>What may reach a terminal.</summary>
internal static partial class Harmless
{
    /// <summary>Nothing in it acts on a terminal, line ends aside.</summary>
    public static void Check(string text) =>
        Assert.DoesNotContain(
        text.Replace("\r\n", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal)
        .Replace("\t", "", StringComparison.Ordinal).EnumerateRunes(), SafeText.IsUnsafe);

    /// <summary>The text without the style sequences that a layout puts in.</summary>
    public static string WithoutOurStyles(string text) => Style().Replace(text, "");

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Style();
}
