using System.Globalization;

namespace SearchCore.Cli.Output;

/// <summary>Figures as people read them.</summary>
internal static class Amounts
{
    /// <summary>A number of bytes in decimal units: <c>27.6 MB</c>.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:F1} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:F1} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:F1} GB"),
    };

    /// <summary>A count with its noun: <c>1 article</c>, <c>1,234 articles</c>.</summary>
    public static string Count(long count, string noun) => Count(count, noun, noun + "s");

    /// <summary>A count with one of two nouns: <c>1 story</c>, <c>1,234 stories</c>.</summary>
    public static string Count(long count, string one, string more) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : more)}");

    /// <summary>A duration: <c>3.2 ms</c>, <c>1.5 s</c>.</summary>
    public static string Time(TimeSpan time) => time.TotalSeconds >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F1} s")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:F1} ms");

    /// <summary>A text with a full stop at its end.</summary>
    public static string Sentence(string text) => text.EndsWith('.') ? text : text + ".";
}
