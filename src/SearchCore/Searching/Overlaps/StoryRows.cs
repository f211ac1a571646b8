using SearchCore.Searching.Messages;

namespace SearchCore.Searching.Overlaps;

/// <summary>That a story counts in a row, where other indexes may know of the same.</summary>
/// <param name="Story">Its number in the archive.</param>
/// <param name="Row">The row: a value, a bucket.</param>
internal readonly record struct StoryRow(int Story, int Row)
{
    /// <summary>Writes some, which stand by story.</summary>
    public static void Write(MessageWriter writer, IReadOnlyList<StoryRow> rows)
    {
        var last = 0;
        writer.List(rows, (w, row) =>
        {
            w.Number(row.Story - last);
            w.Number(row.Row);
            last = row.Story;
        });
    }

    /// <summary>Reads some.</summary>
    /// <exception cref="MessageException">There are none.</exception>
    public static IReadOnlyList<StoryRow> Read(MessageReader reader)
    {
        var last = 0;
        return reader.List(r => new StoryRow(last += r.Small(), r.Small()));
    }
}

/// <summary>
/// Counts stories of one index by row, each once in a row. Those of which other indexes have articles too are noted instead, for these may
/// count them in the same row. For one thread.
/// </summary>
/// <param name="stories">The stories.</param>
/// <param name="rows">How many rows there are at first; others may come behind them.</param>
internal sealed class StoryRows(MemberStories stories, int rows)
{
    private int[] last = new int[rows];
    private readonly List<StoryRow> shared = [];
    private int story;

    /// <summary>What other indexes may count too.</summary>
    public IReadOnlyList<StoryRow> Shared => shared;

    /// <summary>Goes on to a story, of which none was counted before.</summary>
    public void Enter(int next) => story = next;

    /// <summary>Whether a row has the story for the first time, and has to count it here.</summary>
    public bool Counts(int row)
    {
        if (row >= last.Length)
        {
            Array.Resize(ref last, Math.Max(row + 1, 2 * last.Length));
        }

        if (last[row] == story)
        {
            return false;
        }

        last[row] = story;
        if (stories.IsShared(story))
        {
            shared.Add(new(stories.Number(story), row));
            return false;
        }

        return true;
    }
}
