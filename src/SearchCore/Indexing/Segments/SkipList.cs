using Lucene.Net.Util;

namespace SearchCore.Indexing.Segments;

/// <summary>
/// The skip list after a term's documents: an entry for each block of 128, on the lowest level, for each eighth entry on the level above,
/// and so on.
/// </summary>
internal sealed class SkipList
{
    private const int MaxLevels = 10, Multiplier = 8;

    private readonly ByteSink[] levels = new ByteSink[MaxLevels];
    private readonly int[] lastDocument = new int[MaxLevels];
    private readonly long[] lastDocuments = new long[MaxLevels];
    private readonly long[] lastPositions = new long[MaxLevels];
    private int used = 1;

    public SkipList()
    {
        for (var level = 0; level < MaxLevels; level++)
        {
            levels[level] = new();
        }
    }

    /// <summary>Readies it for a segment.</summary>
    public void Open(int documents) =>
        used = documents <= PackedBlock.Size ? 1 : Math.Min(MaxLevels, 1 + MathUtil.Log(documents / PackedBlock.Size, Multiplier));

    /// <summary>Readies it for a term whose documents and positions begin here.</summary>
    public void Start(long documents, long positions)
    {
        for (var level = 0; level < used; level++)
        {
            levels[level].Clear();
            lastDocument[level] = 0;
            lastDocuments[level] = documents;
            lastPositions[level] = positions;
        }
    }

    /// <summary>Adds an entry.</summary>
    /// <param name="document">The last document of the block.</param>
    /// <param name="count">How many documents the term has up to it.</param>
    /// <param name="documents">Where the next block begins.</param>
    /// <param name="positions">Where the block of positions begins that holds the next document's; -1 where the field has none.</param>
    /// <param name="within">Positions of earlier documents in it.</param>
    public void Add(int document, int count, long documents, long positions, int within)
    {
        count /= PackedBlock.Size;
        long below = 0;
        for (var level = 0; ; level++)
        {
            var sink = levels[level];
            sink.WriteVInt(document - lastDocument[level]);
            lastDocument[level] = document;
            sink.WriteVInt((int)(documents - lastDocuments[level]));
            lastDocuments[level] = documents;
            if (positions >= 0)
            {
                sink.WriteVInt((int)(positions - lastPositions[level]));
                lastPositions[level] = positions;
                sink.WriteVInt(within);
            }

            var here = sink.Position;
            if (level > 0)
            {
                sink.WriteVLong(below);
            }

            below = here;
            if (count % Multiplier != 0 || level + 1 >= used)
            {
                break;
            }

            count /= Multiplier;
        }
    }

    /// <summary>Writes the list, the highest level first.</summary>
    public void Write(ByteSink sink)
    {
        for (var level = used - 1; level > 0; level--)
        {
            if (levels[level].Count > 0)
            {
                sink.WriteVLong(levels[level].Count);
                sink.Write(levels[level].Written);
            }
        }

        sink.Write(levels[0].Written);
    }
}
