namespace SearchCore.Searching.Partials;

/// <summary>What of a story an index found, or several together.</summary>
/// <param name="Story">The story's number.</param>
/// <param name="Best">The best of its articles that match; with its tie.</param>
/// <param name="Matches">How many of its articles match.</param>
internal readonly record struct StoryPart(int Story, PartialHit Best, long Matches)
{
    /// <summary>Puts together what several found.</summary>
    public static IReadOnlyList<StoryPart> Merge(IEnumerable<StoryPart> parts) =>
    [
        .. parts.GroupBy(p => p.Story).Select(story => story.Aggregate((one, other) => one with
        {
            Best = PartialHit.Compare(one.Best, other.Best) <= 0 ? one.Best : other.Best,
            Matches = one.Matches + other.Matches,
        })),
    ];
}
