using System.Runtime.CompilerServices;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Overlaps;

/// <summary>
/// The stories of each moment of an archive, made at the first need beside the searches that wait for them, and kept as long as the moment.
/// Thread-safe.
/// </summary>
internal static class ArchiveStories
{
    // Sets of indexes whose first one is the same: those that are searched, and what came before them.
    private const int MostSets = 4;

    private static readonly ConditionalWeakTable<PointInTime, List<Known>> Cache = [];

    /// <summary>The stories of some indexes together, which all must have signatures.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed; they go on being made.</exception>
    /// <exception cref="StoryLimitException">There are too many articles, or too many alike.</exception>
    public static StoryGroups Of(PointInTimeSet points, SearchBudget budget)
    {
        var flight = FlightOf(points);
        return flight.Known ?? flight.Value(points.Reader, () => Make(points), budget);
    }

    private static StoryGroups Make(PointInTimeSet points)
    {
        ObjectDisposedException.ThrowIf(!points.TryLease(), points);
        try
        {
            return StoryMaking.Make(points);
        }
        finally
        {
            points.Release();
        }
    }

    private static SingleFlight<StoryGroups> FlightOf(PointInTimeSet points)
    {
        var known = Cache.GetValue(points.Members[0], _ => []);
        lock (known)
        {
            if (known.Find(k => k.IsOf(points)) is { } found)
            {
                return found.Stories;
            }

            if (known.Count == MostSets)
            {
                known.RemoveAt(0);
            }

            known.Add(new(points));
            return known[^1].Stories;
        }
    }

    private sealed class Known(PointInTimeSet points)
    {
        private readonly WeakReference<PointInTime>[] members = [.. points.Members.Select(m => new WeakReference<PointInTime>(m))];

        public SingleFlight<StoryGroups> Stories { get; } = new();

        public bool IsOf(PointInTimeSet other) => members.Length == other.Members.Count
            && members.Zip(other.Members, (mine, its) => mine.TryGetTarget(out var point) && ReferenceEquals(point, its)).All(same => same);
    }
}
