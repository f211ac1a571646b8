using System.CommandLine;
using System.Globalization;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Options;

/// <summary>
/// The option that says how long an answer may take. Searches return what they have then; what has no parts is given up. Both end with
/// exit code 4.
/// </summary>
internal sealed class TimeLimitOption(string standard)
{
    private const string Name = "--time-limit";

    private readonly Option<string?> limit = new(Name)
    {
        HelpName = "DURATION",
        Description = $"how long it may take: 500ms, 2s, 5m, off (default: {standard});\nthen it shows what it has, with exit code 4",
    };

    public Option Option => limit;

    /// <summary>The limit asked for; null where none was.</summary>
    public TimeSpan? Read(ParseResult line) => line.GetValue(limit) is { } text ? Read(Name, text) : null;

    /// <summary>The request with the limit asked for, or with the standard one.</summary>
    public SearchRequest Read(ParseResult line, SearchRequest request) =>
        Read(line) is { } asked ? request with { TimeLimit = asked } : request;

    /// <summary><c>500ms</c>, <c>2s</c>, <c>2</c>, <c>5m</c>, <c>off</c>.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static TimeSpan Read(string option, string text)
    {
        if (text == "off")
        {
            return Timeout.InfiniteTimeSpan;
        }

        var digits = text.TrimEnd([.. "hms "]);
        var unit = text[digits.Length..].Trim() switch
        {
            "ms" => TimeSpan.FromMilliseconds(1),
            "s" or "" => TimeSpan.FromSeconds(1),
            "m" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            _ => TimeSpan.Zero,
        };
        return unit > TimeSpan.Zero
            && double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number * unit.TotalMilliseconds is >= 1 and <= 86_400_000
                ? number * unit
                : throw new UsageException($"{option} is a duration from 1ms to 24h, such as 500ms, 2s or 5m, or off, not '{text}'");
    }

    /// <summary>A duration as it is typed.</summary>
    public static string Text(TimeSpan limit) =>
        limit == Timeout.InfiniteTimeSpan ? "off"
        : limit.TotalSeconds >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{limit.TotalSeconds:0.###}s")
        : string.Create(CultureInfo.InvariantCulture, $"{limit.TotalMilliseconds:0.###}ms");

    /// <summary>Does what has no partial answers within the limit.</summary>
    /// <param name="line">What was asked for.</param>
    /// <param name="shell">Where it is said that time was up.</param>
    /// <param name="work">The work, with the token that ends it.</param>
    public ExitCode Within(ParseResult line, Shell shell, Func<CancellationToken, ExitCode> work)
    {
        if (Read(line) is not { } asked || asked == Timeout.InfiniteTimeSpan)
        {
            return work(shell.Cancellation);
        }

        using var both = CancellationTokenSource.CreateLinkedTokenSource(shell.Cancellation);
        both.CancelAfter(asked);
        try
        {
            return work(both.Token);
        }
        catch (OperationCanceledException) when (!shell.Cancellation.IsCancellationRequested)
        {
            shell.Complain($"the time limit of {Text(asked)} was reached before there was an answer; --time-limit off waits for it");
            return ExitCode.Partial;
        }
    }
}
