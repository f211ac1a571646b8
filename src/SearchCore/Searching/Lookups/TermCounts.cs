using System.Text;

using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Lookups;

/// <summary>
/// In how many articles each of some terms of the text stands: in the title, and in the body; for the body counts whichever text has it in
/// more articles of those besides the title that words alone are looked for in. Articles that are deleted do not count,
/// whether they are merged away or not: so the answer does not depend on how an archive is cut.
/// </summary>
/// <param name="Terms">The terms.</param>
internal sealed record WordCounts(IReadOnlyList<string> Terms) : Lookup<WordCounts.Counts>
{
    /// <inheritdoc/>
    public override Counts Unknown => new(new long[Terms.Count], new long[Terms.Count]);

    /// <inheritdoc/>
    public override Counts Answer(PointInTime point, SearchBudget budget)
    {
        var counts = Unknown;
        if (!point.HasDeletions)
        {
            // Of a long article thousands, each of which is asked for once: what is known of terms has no room for them.
            byte[][] words = [.. Terms.Select(Encoding.UTF8.GetBytes)];
            foreach (var segment in point.Segments)
            {
                Add(segment, FieldNames.Title, counts.Titles);
                Add(segment, FieldNames.Body, counts.Bodies);
            }

            for (var i = 0; i < Terms.Count; i++)
            {
                AddOwn(i);
            }

            return counts;

            void Add(SegmentView segment, string field, long[] to)
            {
                for (var i = 0; i < words.Length; i++)
                {
                    to[i] += segment.Find(field, words[i], budget).DocumentCount;
                }
            }
        }

        for (var i = 0; i < Terms.Count; i++)
        {
            counts.Titles[i] = point.Terms.Articles(FieldNames.Title, Terms[i], live: true, budget);
            counts.Bodies[i] = point.Terms.Articles(FieldNames.Body, Terms[i], live: true, budget);
            AddOwn(i);
        }

        return counts;

        void AddOwn(int term)
        {
            foreach (var field in point.WordFields)
            {
                if (field is not (FieldNames.Title or FieldNames.Body))
                {
                    counts.Bodies[term] =
                        Math.Max(counts.Bodies[term], point.Terms.Articles(field, Terms[term], live: true, budget));
                }
            }
        }
    }

    /// <inheritdoc/>
    public override Counts Merge(IReadOnlyList<Counts> answers)
    {
        var sum = Unknown;
        foreach (var (titles, bodies) in answers)
        {
            for (var i = 0; i < Terms.Count; i++)
            {
                sum.Titles[i] += titles[i];
                sum.Bodies[i] += bodies[i];
            }
        }

        return sum;
    }

    /// <inheritdoc/>
    public override void Write(MessageWriter writer) => writer.Texts(Terms);

    public static WordCounts ReadFrom(MessageReader reader) => new(reader.Texts());

    /// <inheritdoc/>
    public override void Write(MessageWriter writer, Counts answer)
    {
        for (var i = 0; i < Terms.Count; i++)
        {
            writer.Number(answer.Titles[i]);
            writer.Number(answer.Bodies[i]);
        }
    }

    /// <inheritdoc/>
    public override Counts Read(MessageReader reader)
    {
        var counts = Unknown;
        for (var i = 0; i < Terms.Count; i++)
        {
            (counts.Titles[i], counts.Bodies[i]) = (reader.Number(), reader.Number());
        }

        return counts;
    }

    /// <summary>The counts, in the order of the terms.</summary>
    internal sealed record Counts(long[] Titles, long[] Bodies)
    {
        /// <summary>
        /// In how many articles a term stands: whichever of the two has it in more, for an article that has it in both must not count
        /// twice.
        /// </summary>
        public long Of(int term) => Math.Max(Titles[term], Bodies[term]);
    }
}

/// <summary>How many articles have each of some values of facets, but for those that are deleted.</summary>
/// <param name="Terms">The values, as terms.</param>
internal sealed record ValueCounts(IReadOnlyList<string> Terms) : Lookup<long[]>
{
    /// <inheritdoc/>
    public override long[] Unknown => new long[Terms.Count];

    /// <inheritdoc/>
    public override long[] Answer(PointInTime point, SearchBudget budget) =>
        [.. Terms.Select(t => point.Terms.Articles(FieldNames.Facet, t, live: true, budget))];

    /// <inheritdoc/>
    public override long[] Merge(IReadOnlyList<long[]> answers) => [.. Terms.Select((_, i) => answers.Sum(a => a[i]))];

    /// <inheritdoc/>
    public override void Write(MessageWriter writer) => writer.Texts(Terms);

    public static ValueCounts ReadFrom(MessageReader reader) => new(reader.Texts());

    /// <inheritdoc/>
    public override void Write(MessageWriter writer, long[] answer) => writer.List(answer, (w, count) => w.Number(count));

    /// <inheritdoc/>
    public override long[] Read(MessageReader reader) => TermNumbers.Read(reader, Terms.Count);
}

/// <summary>In how many articles each of some terms stands in a text of the archive's own; those that are deleted do not count.</summary>
/// <param name="Field">The text, as segments name it.</param>
/// <param name="Terms">The terms.</param>
internal sealed record OwnTextCounts(string Field, IReadOnlyList<string> Terms) : Lookup<long[]>
{
    /// <inheritdoc/>
    public override long[] Unknown => new long[Terms.Count];

    /// <inheritdoc/>
    public override long[] Answer(PointInTime point, SearchBudget budget) =>
        [.. Terms.Select(t => point.Terms.Articles(Field, t, live: true, budget))];

    /// <inheritdoc/>
    public override long[] Merge(IReadOnlyList<long[]> answers) => [.. Terms.Select((_, i) => answers.Sum(a => a[i]))];

    /// <inheritdoc/>
    public override void Write(MessageWriter writer)
    {
        writer.Text(Field);
        writer.Texts(Terms);
    }

    public static OwnTextCounts ReadFrom(MessageReader reader) => new(reader.Text(), reader.Texts());

    /// <inheritdoc/>
    public override void Write(MessageWriter writer, long[] answer) => writer.List(answer, (w, count) => w.Number(count));

    /// <inheritdoc/>
    public override long[] Read(MessageReader reader) => TermNumbers.Read(reader, Terms.Count);
}

/// <summary>A count for each term, in messages.</summary>
internal static class TermNumbers
{
    /// <summary>Reads them.</summary>
    /// <param name="reader">The message.</param>
    /// <param name="terms">How many terms there are.</param>
    /// <exception cref="MessageException">There is not a count for each term.</exception>
    public static long[] Read(MessageReader reader, int terms) =>
        reader.List(r => r.Number()) is var counts && counts.Count == terms
            ? [.. counts]
            : throw new MessageException("there is not a count for each term");
}
