using System.Globalization;

namespace SearchCore;

/// <summary>
/// How long answers may take where a request does not say. The runtime setting <c>SearchCore.TimeLimitFactor</c> (in a program's
/// <c>runtimeconfig.json</c>) multiplies them all, for machines that are slow or that much else keeps busy.
/// </summary>
internal static class StandardTimeLimits
{
    private static readonly double Factor =
        double.TryParse(AppContext.GetData("SearchCore.TimeLimitFactor") as string, CultureInfo.InvariantCulture, out var factor)
            && factor is >= 1 and <= 1_000
            ? factor : 1;

    /// <summary>Of a search.</summary>
    public static TimeSpan Search { get; } = Factor * TimeSpan.FromSeconds(2);

    /// <summary>Of an entity's page.</summary>
    public static TimeSpan EntityPage { get; } = Factor * TimeSpan.FromSeconds(5);

    /// <summary>Of completing a text.</summary>
    public static TimeSpan Completion { get; } = Factor * TimeSpan.FromMilliseconds(250);
}
