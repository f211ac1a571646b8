using SearchCore.Analysis;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Overlaps;

/// <summary>
/// Finds the stories of an archive whose indexes are here. Signatures that agree in a band are compared; where enough of them agrees, the
/// texts are; where these overlap enough, their articles are joined (<see cref="StoryJoining"/>).
/// </summary>
/// <remarks>For one thread and one making.</remarks>
internal sealed class StoryMaking
{
    /// <summary>Of more articles stories would need gigabytes.</summary>
    public const int MostArticles = 20_000_000;

    /// <summary>More pairs of texts would take hours to read.</summary>
    public const long MostTexts = 5_000_000;

    /// <summary>How many shingles are kept of texts that were read.</summary>
    public const int MostShinglesKept = 4_000_000;

    private readonly PointInTimeSet points;
    private readonly List<int> places = [];
    private readonly List<byte> signatures = [];
    private readonly Dictionary<int, Shingles> texts = [];
    private long compared;
    private int shinglesKept;

    private StoryMaking(PointInTimeSet points) => this.points = points;

    /// <summary>The stories of an archive at one moment, whose indexes all have signatures.</summary>
    /// <exception cref="StoryLimitException">There are too many articles, or too many alike.</exception>
    public static StoryGroups Make(PointInTimeSet points)
    {
        var making = new StoryMaking(points);
        making.Read();
        var joining = new StoryJoining(making.signatures);
        foreach (var (one, other) in joining.Pairs())
        {
            if (making.AreNear(joining, one, other))
            {
                joining.Join(one, other);
            }
        }

        var numbers = joining.Numbered(out var stories);
        var storyOf = new int[points.Reader.MaxDoc];
        for (var article = 0; article < numbers.Length; article++)
        {
            storyOf[making.places[article]] = numbers[article];
        }

        return new(storyOf, stories, points.Members.Count);
    }

    /// <summary>Refuses archives that are too large.</summary>
    /// <exception cref="StoryLimitException">This one is.</exception>
    public static void RequireFew(long articles)
    {
        if (articles > MostArticles)
        {
            throw new StoryLimitException($"the archive has more than {MostArticles:N0} articles");
        }
    }

    /// <summary>Refuses to read more texts.</summary>
    /// <exception cref="StoryLimitException">So many were read already.</exception>
    public static void RequireFewTexts(long compared)
    {
        if (compared > MostTexts)
        {
            throw new StoryLimitException($"more than {MostTexts:N0} pairs of texts have to be compared");
        }
    }

    private void Read()
    {
        RequireFew(points.Reader.NumDocs);
        places.Capacity = points.Reader.NumDocs;
        signatures.Capacity = points.Reader.NumDocs * BodySignature.Bytes;
        for (var member = 0; member < points.Members.Count; member++)
        {
            foreach (var segment in points.Members[member].Segments)
            {
                var first = points.Document(member, segment.Leaf.DocBase);
                SignatureScan.Visit(segment, SearchBudget.Unlimited, (document, signature) =>
                {
                    places.Add(first + document);
                    signatures.AddRange(signature);
                });
            }
        }
    }

    private bool AreNear(StoryJoining joining, int one, int other)
    {
        var (left, right) = (joining.Fingerprint(one), joining.Fingerprint(other));
        if (KnownOverlaps.TryGet(left, right, out var known))
        {
            return known;
        }

        RequireFewTexts(++compared);
        var near = Text(one).OverlapWith(Text(other)) >= Likeness.Near;
        KnownOverlaps.Add(left, right, near);
        return near;
    }

    private Shingles Text(int article)
    {
        if (!texts.TryGetValue(article, out var text))
        {
            if (shinglesKept > MostShinglesKept)
            {
                texts.Clear();
                shinglesKept = 0;
            }

            var (segment, document) = points.Locate(places[article]);
            texts[article] = text = StoredBody.Shingles(segment, document);
            shinglesKept += text.Count;
        }

        return text;
    }
}
