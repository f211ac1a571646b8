using System.Runtime.CompilerServices;

using Lucene.Net.Codecs;
using Lucene.Net.Codecs.Lucene41;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace SearchCore.Indexing.Segments;

/// <summary>What the term dictionary keeps of one term's postings.</summary>
internal struct TermPostings
{
    public int DocumentCount;
    public long Occurrences;
    public long Documents;
    public long Positions;

    /// <summary>Where the last, unpacked positions begin, from the first; -1 where the term has 128 positions at most.</summary>
    public long LastPositions;

    /// <summary>Where the skip list begins, from the first document; -1 where the term has 128 documents at most.</summary>
    public long Skips;

    /// <summary>The document of a term that has but one, else -1.</summary>
    public int OnlyDocument;
}

/// <summary>
/// Writes a segment's documents and positions in the format of <see cref="Lucene41PostingsFormat"/>, byte for byte as its own writer does,
/// but a term at a time from flat arrays.
/// </summary>
/// <remarks>
/// Call order: Open (StartTerm (AddDocument | AddDocuments AddDeltas*)* FinishTerm)* Close, or Abandon at any point.
/// </remarks>
internal sealed partial class PostingsEncoder
{
    private const int Version = 2;

    private readonly ByteSink documents = new();
    private readonly ByteSink positions = new();
    private readonly SkipList skips = new();
    private readonly int[] documentDeltas = new int[PackedBlock.Size];
    private readonly int[] frequencies = new int[PackedBlock.Size];
    private readonly int[] positionDeltas = new int[PackedBlock.Size];

    private IndexOutput? documentsFile;
    private IndexOutput? positionsFile;
    private bool hasPositions;
    private int bufferedDocuments;
    private int bufferedPositions;
    private int lastDocument;
    private int count;
    private long occurrences;
    private long firstDocuments;
    private long firstPositions;

    /// <summary>The memory it holds.</summary>
    public long Bytes => documents.Capacity + positions.Capacity;

    /// <summary>Begins the files of a segment.</summary>
    public void Open(SegmentWriteState state)
    {
        documentsFile = Create(state, Lucene41PostingsFormat.DOC_EXTENSION);
        CodecUtil.WriteHeader(documentsFile, "Lucene41PostingsWriterDoc", Version);
        documents.Open(documentsFile);
        PackedBlock.WriteTable(documents);
        if (state.FieldInfos.HasProx)
        {
            positionsFile = Create(state, Lucene41PostingsFormat.POS_EXTENSION);
            CodecUtil.WriteHeader(positionsFile, "Lucene41PostingsWriterPos", Version);
            positions.Open(positionsFile);
        }

        skips.Open(state.SegmentInfo.DocCount);
    }

    /// <summary>Begins a term.</summary>
    /// <param name="withPositions">Whether the field has frequencies and positions; without, it has documents alone.</param>
    public void StartTerm(bool withPositions)
    {
        hasPositions = withPositions;
        firstDocuments = documents.Position;
        firstPositions = withPositions ? positions.Position : 0;
        lastDocument = 0;
        count = 0;
        occurrences = 0;
        bufferedDocuments = 0;
        bufferedPositions = 0;
    }

    /// <summary>Adds a document of a field that has documents alone; documents rise.</summary>
    public void AddDocument(int document) => Append(document, 1);

    /// <summary>Adds a document with its positions; documents rise, and so do the positions of one.</summary>
    /// <param name="document">The document.</param>
    /// <param name="first">Where the document begins: what is to be taken from each place.</param>
    /// <param name="places">The positions, each plus <paramref name="first"/>.</param>
    public void AddDocument(int document, int first, ReadOnlySpan<int> places)
    {
        Append(document, places.Length);
        occurrences += places.Length;
        foreach (var place in places)
        {
            positionDeltas[bufferedPositions++] = place - first;
            first = place;
            if (bufferedPositions == PackedBlock.Size)
            {
                PackedBlock.Write(positionDeltas, positions);
                bufferedPositions = 0;
            }
        }
    }

    /// <summary>
    /// Adds documents as another segment has them, as many as fit into the block that is being filled. The positions of those that were
    /// taken come next, by <see cref="AddDeltas"/>.
    /// </summary>
    /// <param name="documents">Rising documents, one at least.</param>
    /// <param name="repeats">How often each has the term; not looked at where the field has no positions.</param>
    /// <returns>How many were taken.</returns>
    public int AddDocuments(ReadOnlySpan<int> documents, ReadOnlySpan<int> repeats)
    {
        if (bufferedDocuments == 0)
        {
            StartBlock(bufferedPositions);
        }

        var taken = Math.Min(documents.Length, PackedBlock.Size - bufferedDocuments);
        var deltas = documentDeltas.AsSpan(bufferedDocuments, taken);
        var last = lastDocument;
        for (var i = 0; i < deltas.Length; i++)
        {
            deltas[i] = documents[i] - last;
            last = documents[i];
        }

        lastDocument = last;
        Take(taken, repeats);
        return taken;
    }

    /// <summary>The last document that was added to the term; 0 where there is none yet.</summary>
    public int LastDocument => lastDocument;

    /// <summary>As <see cref="AddDocuments"/>, each document as its distance from <see cref="LastDocument"/>, the one before it.</summary>
    /// <param name="distances">The distances, one at least; what they come to is a document.</param>
    /// <param name="repeats">How often each has the term; not looked at where the field has no positions.</param>
    /// <returns>How many were taken.</returns>
    public int AddDistances(ReadOnlySpan<int> distances, ReadOnlySpan<int> repeats)
    {
        if (bufferedDocuments == 0)
        {
            StartBlock(bufferedPositions);
        }

        var taken = Math.Min(distances.Length, PackedBlock.Size - bufferedDocuments);
        distances[..taken].CopyTo(documentDeltas.AsSpan(bufferedDocuments));
        lastDocument += (int)IntegerSums.Sum(distances[..taken]);
        Take(taken, repeats);
        return taken;
    }

    /// <summary>Adds positions, each as its distance from the one before it in the same document.</summary>
    public void AddDeltas(ReadOnlySpan<int> deltas)
    {
        occurrences += deltas.Length;
        while (!deltas.IsEmpty)
        {
            var some = Math.Min(deltas.Length, PackedBlock.Size - bufferedPositions);
            deltas[..some].CopyTo(positionDeltas.AsSpan(bufferedPositions));
            deltas = deltas[some..];
            bufferedPositions += some;
            if (bufferedPositions == PackedBlock.Size)
            {
                PackedBlock.Write(positionDeltas, positions);
                bufferedPositions = 0;
            }
        }
    }

    /// <summary>Ends a term.</summary>
    public TermPostings FinishTerm()
    {
        var term = new TermPostings
        {
            DocumentCount = count,
            Occurrences = occurrences,
            Documents = firstDocuments,
            Positions = firstPositions,
            LastPositions = hasPositions && occurrences > PackedBlock.Size ? positions.Position - firstPositions : -1,
            Skips = -1,
            OnlyDocument = -1,
        };
        if (count == 1)
        {
            term.OnlyDocument = documentDeltas[0];
        }
        else
        {
            for (var i = 0; i < bufferedDocuments; i++)
            {
                WriteDocument(documentDeltas[i], frequencies[i]);
            }
        }

        if (count > PackedBlock.Size)
        {
            term.Skips = documents.Position - firstDocuments;
            skips.Write(documents);
        }

        positions.WriteVInts(positionDeltas.AsSpan(0, bufferedPositions));
        return term;
    }

    /// <summary>Ends the files.</summary>
    public void Close()
    {
        documents.Close();
        CodecUtil.WriteFooter(documentsFile);
        documentsFile!.Dispose();
        if (positionsFile is not null)
        {
            positions.Close();
            CodecUtil.WriteFooter(positionsFile);
            positionsFile.Dispose();
        }

        documentsFile = positionsFile = null;
    }

    /// <summary>Closes files that an error left open; they are of no use.</summary>
    public void Abandon()
    {
        documents.Abandon();
        positions.Abandon();
        IOUtils.DisposeWhileHandlingException(documentsFile, positionsFile);
        documentsFile = positionsFile = null;
    }

    private void Take(int documents, ReadOnlySpan<int> repeats)
    {
        if (hasPositions)
        {
            repeats[..documents].CopyTo(frequencies.AsSpan(bufferedDocuments));
        }

        count += documents;
        bufferedDocuments += documents;
        if (bufferedDocuments == PackedBlock.Size)
        {
            EndBlock();
        }
    }

    private void Append(int document, int frequency)
    {
        StartDocument(document, bufferedPositions);
        EndDocument(frequency);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void StartDocument(int document, int positionsBefore)
    {
        if (bufferedDocuments == 0)
        {
            StartBlock(positionsBefore);
        }

        documentDeltas[bufferedDocuments] = document - lastDocument;
        lastDocument = document;
        count++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EndDocument(int frequency)
    {
        frequencies[bufferedDocuments++] = frequency;
        if (bufferedDocuments == PackedBlock.Size)
        {
            EndBlock();
        }
    }

    // A block's entry in the skip list says where what follows begins, so it waits until something does.
    private void StartBlock(int positionsBefore)
    {
        if (count > 0)
        {
            if (count == PackedBlock.Size)
            {
                skips.Start(firstDocuments, firstPositions);
            }

            skips.Add(lastDocument, count, documents.Position, hasPositions ? positions.Position : -1, positionsBefore);
        }
    }

    private void EndBlock()
    {
        PackedBlock.Write(documentDeltas, documents);
        if (hasPositions)
        {
            PackedBlock.Write(frequencies, documents);
        }

        bufferedDocuments = 0;
    }

    private void WriteDocument(int delta, int frequency)
    {
        if (!hasPositions)
        {
            documents.WriteVInt(delta);
        }
        else if (frequency == 1)
        {
            documents.WriteVInt((delta << 1) | 1);
        }
        else
        {
            documents.WriteVInt(delta << 1);
            documents.WriteVInt(frequency);
        }
    }

    private static IndexOutput Create(SegmentWriteState state, string extension) =>
        state.Directory.CreateOutput(IndexFileNames.SegmentFileName(state.SegmentInfo.Name, state.SegmentSuffix, extension), state.Context);
}
