using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Overlaps;

/// <summary>
/// Which articles of an archive are one story: those that near-duplicates connect, directly or over others. Four bytes for each that is not
/// alone, and what <see cref="MemberStories"/> need where hits are collapsed. Thread-safe.
/// </summary>
internal sealed class StoryGroups
{
    private readonly int[] starts;
    private readonly int[] articles;
    private readonly string?[] names;
    private readonly MemberStories?[] members;

    /// <summary>Puts groups together.</summary>
    /// <param name="storyOf">By number over all indexes the number of each article's story, from 1; 0 where it is alone.</param>
    /// <param name="stories">How many stories of two articles or more there are.</param>
    /// <param name="indexes">How many indexes there are.</param>
    public StoryGroups(int[] storyOf, int stories, int indexes)
    {
        members = new MemberStories?[indexes];
        names = new string?[stories + 1];
        starts = new int[stories + 2];
        foreach (var story in storyOf)
        {
            starts[story + (story > 0 ? 1 : 0)] += story > 0 ? 1 : 0;
        }

        for (var story = 1; story < starts.Length; story++)
        {
            starts[story] += starts[story - 1];
        }

        articles = new int[starts[^1]];
        var next = starts.AsSpan().ToArray();
        for (var article = 0; article < storyOf.Length; article++)
        {
            if (storyOf[article] is > 0 and var story)
            {
                articles[next[story]++] = article;
            }
        }
    }

    /// <summary>How many stories of two articles or more there are; they have the numbers from 1 on.</summary>
    public int Count => names.Length - 1;

    /// <summary>The stories of one index's articles.</summary>
    /// <param name="points">The points in time that the groups were made of.</param>
    /// <param name="member">Which of them the index is.</param>
    public MemberStories Of(PointInTimeSet points, int member) =>
        Volatile.Read(ref members[member])
        ?? Interlocked.CompareExchange(ref members[member], Cut(points, member), null) ?? members[member]!;

    /// <summary>The articles of a story, by their numbers over all indexes.</summary>
    public ReadOnlySpan<int> Articles(int story) => articles.AsSpan(starts[story], starts[story + 1] - starts[story]);

    /// <summary>The ids of a story's articles, in ordinal order: the first is its name.</summary>
    /// <param name="points">The points in time that the groups were made of.</param>
    /// <param name="story">Its number.</param>
    public string[] Ids(PointInTimeSet points, int story)
    {
        var ids = new List<string>();
        foreach (var article in Articles(story))
        {
            var (segment, document) = points.Locate(article);
            ids.Add(StoredBody.Id(segment, document));
        }

        ids.Sort(StringComparer.Ordinal);
        names[story] = ids[0];
        return [.. ids];
    }

    /// <summary>What a story is called: the id of its article that comes first in ordinal order.</summary>
    public string Name(PointInTimeSet points, int story) => names[story] ?? Ids(points, story)[0];

    private MemberStories Cut(PointInTimeSet points, int member)
    {
        var (first, size) = (points.Document(member, 0), points.Members[member].Reader.MaxDoc);
        var own = new List<(int, bool, int[])>();
        for (var story = 1; story <= Count; story++)
        {
            var all = Articles(story);
            var from = all.BinarySearch(first) is >= 0 and var at ? at : ~all.BinarySearch(first);
            var to = from;
            while (to < all.Length && all[to] < first + size)
            {
                to++;
            }

            if (to > from)
            {
                var documents = all[from..to].ToArray();
                for (var i = 0; i < documents.Length; i++)
                {
                    documents[i] -= first;
                }

                own.Add((story, documents.Length < all.Length, documents));
            }
        }

        return new(size, own);
    }
}
