using Lucene.Net.Search;
using Lucene.Net.Util;

using SearchCore.Searching.Messages;

namespace SearchCore.Searching.Overlaps;

/// <summary>
/// Which articles of one index are which story of the archive, where the archive may have more indexes than this one. Stories that no
/// article of the index belongs to are not there. Four bytes an article, and eight for each that is not alone. Immutable.
/// </summary>
internal sealed class MemberStories
{
    private readonly int[] storyOf;
    private readonly int[] starts;
    private readonly int[] documents;
    private readonly int[] numbers;
    private readonly bool[] shared;

    /// <summary>Puts an index's stories together.</summary>
    /// <param name="maxDoc">How many articles the index has, deleted ones included.</param>
    /// <param name="stories">
    /// Of each story its number in the archive, whether other indexes have articles of it, and which of this one's are its, ascending.
    /// </param>
    public MemberStories(int maxDoc, IReadOnlyList<(int Number, bool IsShared, int[] Documents)> stories)
    {
        storyOf = new int[maxDoc];
        starts = new int[stories.Count + 2];
        documents = new int[stories.Sum(s => s.Documents.Length)];
        (numbers, shared) = (new int[stories.Count + 1], new bool[stories.Count + 1]);
        for (var story = 1; story <= stories.Count; story++)
        {
            var (number, isShared, own) = stories[story - 1];
            (numbers[story], shared[story]) = (number, isShared);
            own.CopyTo(documents, starts[story]);
            starts[story + 1] = starts[story] + own.Length;
            foreach (var document in own)
            {
                storyOf[document] = story;
            }
        }
    }

    /// <summary>How many stories have articles here; they have the numbers from 1 on.</summary>
    public int Count => numbers.Length - 1;

    /// <summary>The story of an article; 0 where it is alone.</summary>
    public int Of(int document) => storyOf[document];

    /// <summary>The number by which all indexes of the archive call a story.</summary>
    public int Number(int story) => numbers[story];

    /// <summary>Whether other indexes have articles of a story.</summary>
    public bool IsShared(int story) => shared[story];

    /// <summary>The articles of a story that are here, ascending.</summary>
    public ReadOnlySpan<int> Documents(int story) => documents.AsSpan(starts[story], starts[story + 1] - starts[story]);

    /// <summary>The stories that some articles belong to, each once; none of those that are alone.</summary>
    public IEnumerable<int> Among(FixedBitSet articles)
    {
        var seen = new bool[numbers.Length];
        var each = articles.GetIterator();
        for (var document = each.NextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = each.NextDoc())
        {
            if (storyOf[document] is > 0 and var story && !seen[story])
            {
                seen[story] = true;
                yield return story;
            }
        }
    }

    /// <summary>Writes stories as <see cref="Read"/> has them.</summary>
    public static void Write(MessageWriter writer, IReadOnlyList<(int Number, bool IsShared, int[] Documents)> stories)
    {
        var last = 0;
        writer.List(stories, (w, story) =>
        {
            w.Number(story.Number - last);
            last = story.Number;
            w.Flag(story.IsShared);
            var before = 0;
            w.List(story.Documents, (inner, document) =>
            {
                inner.Number(document - before);
                before = document;
            });
        });
    }

    /// <summary>Reads the stories of an index.</summary>
    /// <param name="reader">Where they stand.</param>
    /// <param name="maxDoc">How many articles the index has, deleted ones included.</param>
    /// <exception cref="MessageException">They are of articles that there are not.</exception>
    public static MemberStories Read(MessageReader reader, int maxDoc)
    {
        var last = 0;
        var seen = new FixedBitSet(maxDoc);
        return new(maxDoc, reader.List(r =>
        {
            var (number, isShared, before) = (last += r.Small(), r.Flag(), 0);
            return (number, isShared, r.List(inner =>
            {
                before += inner.Small();
                return (uint)before < (uint)maxDoc && !seen.GetAndSet(before)
                    ? before
                    : throw new MessageException("a story has an article that there is not, or that another one has");
            }).ToArray());
        }));
    }
}
