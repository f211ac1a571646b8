using Microsoft.Extensions.Options;

namespace SearchCore.Hosting.Opening;

/// <summary>Finds every fault of the options of one index at once.</summary>
internal sealed class OptionsValidation(string index) : IValidateOptions<SearchCoreOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, SearchCoreOptions options)
    {
        if (name != index)
        {
            return ValidateOptionsResult.Skip;
        }

        var faults = Own(options).ToList();
        faults.AddRange(Engine(options));
        return faults.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(faults.Select(fault => $"The options of the index '{index}': {fault}"));
    }

    private static IEnumerable<string> Own(SearchCoreOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Path) && !options.InMemory)
        {
            yield return "Path is missing; name the index's folder, or set InMemory.";
        }

        if (options.InMemory && !string.IsNullOrWhiteSpace(options.Path))
        {
            yield return "InMemory and Path are both set; leave one of them out.";
        }

        if (options.InMemory && options.ReadOnly)
        {
            yield return "InMemory and ReadOnly are both set; an index in memory begins empty, so there is nothing to read only.";
        }

        foreach (var (value, member) in new[]
        {
            (options.RefreshInterval, nameof(options.RefreshInterval)),
            (options.CommitInterval, nameof(options.CommitInterval)),
            (options.StaleAfter, nameof(options.StaleAfter)),
        })
        {
            if (value <= TimeSpan.Zero || value > Longest)
            {
                yield return $"{member} is {value}; it must be positive, and a day at most.";
            }
        }

        foreach (var (value, least, member) in new (long, long, string)[]
        {
            (options.CommitAfter, 1, nameof(options.CommitAfter)),
            (options.CommitAfterBytes, 1, nameof(options.CommitAfterBytes)),
            (options.QueueCapacity, 1, nameof(options.QueueCapacity)),
            (options.MaxSearches, 0, nameof(options.MaxSearches)),
            (options.MaxWaitingSearches, 0, nameof(options.MaxWaitingSearches)),
            (options.LeastFreeBytes, 0, nameof(options.LeastFreeBytes)),
        })
        {
            if (value < least)
            {
                yield return $"{member} is {value}; it is {least} at least.";
            }
        }

        if ((options.QueueTimeout < TimeSpan.Zero && options.QueueTimeout != Timeout.InfiniteTimeSpan) || options.QueueTimeout > Longest)
        {
            yield return $"QueueTimeout is {options.QueueTimeout}; it goes from zero to a day, or is infinite (-00:00:00.001).";
        }

        if (options.SlowSearch < TimeSpan.Zero)
        {
            yield return $"SlowSearch is {options.SlowSearch}; it is zero or more.";
        }
    }

    private IEnumerable<string> Engine(SearchCoreOptions options)
    {
        try
        {
            EngineOptions.Of(index, options).Validate();
            return [];
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return [e.Message];
        }
    }
}
