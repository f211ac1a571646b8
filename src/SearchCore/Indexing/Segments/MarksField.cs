using Lucene.Net.Index;

using SearchCore.Analysis;
using SearchCore.Schema;

namespace SearchCore.Indexing.Segments;

/// <summary>
/// Where the sentences and paragraphs of the bodies begin: a field of two terms (<see cref="TextMarks"/>) whose positions are those of the
/// body, so that "in one sentence" is a question of positions alone. Some four bytes of postings for a hundred words.
/// </summary>
/// <remarks>Not safe for use by two threads at a time.</remarks>
internal sealed class MarksField : ISegmentField
{
    // In the order of the terms: paragraphs "p", then sentences "s".
    private static readonly byte[] Terms = [TextMarks.Paragraph, TextMarks.Sentence];

    private readonly PositionLists paragraphs = new();
    private readonly PositionLists sentences = new();

    public FieldDefinition Definition => FieldTable.BodyMarks;

    public bool IsPresent { get; private set; }

    public bool HasTerms => sentences.DocumentsWithAny > 0;

    /// <summary>The memory it holds.</summary>
    public long Bytes => paragraphs.Bytes + sentences.Bytes;

    /// <summary>Notes what begins at a position of the current article.</summary>
    public void Add(TextBreak what, int position)
    {
        if (what != TextBreak.None)
        {
            IsPresent = true;
            sentences.Add(position);
        }

        if (what == TextBreak.Paragraph)
        {
            paragraphs.Add(position);
        }
    }

    /// <summary>Ends the current article.</summary>
    public void EndDocument()
    {
        sentences.EndDocument();
        paragraphs.EndDocument();
    }

    public void Clear()
    {
        IsPresent = false;
        sentences.Clear();
        paragraphs.Clear();
    }

    public void Write(FieldInfo field, Inverter inverter, PostingsEncoder postings, TermDictionary dictionary)
    {
        dictionary.StartField(field, Terms);
        WriteTerm(0, paragraphs, postings, dictionary);
        WriteTerm(1, sentences, postings, dictionary);
        dictionary.FinishField(sentences.DocumentsWithAny);
    }

    private static void WriteTerm(int term, PositionLists lists, PostingsEncoder postings, TermDictionary dictionary)
    {
        postings.StartTerm(withPositions: true);
        for (var document = 0; document < lists.Documents; document++)
        {
            if (lists[document] is { IsEmpty: false } positions)
            {
                postings.AddDocument(document, 0, positions);
            }
        }

        dictionary.Add(term, 1, postings.FinishTerm());
    }

    /// <summary>A list of positions for each article, one after the other in an array that is kept.</summary>
    private sealed class PositionLists
    {
        private int[] positions = new int[256];
        private int[] starts = new int[256];
        private int count;

        public int Documents { get; private set; }

        public int DocumentsWithAny { get; private set; }

        public long Bytes => (positions.Length + starts.Length) * (long)sizeof(int);

        public ReadOnlySpan<int> this[int document] => positions.AsSpan(starts[document]..starts[document + 1]);

        public void Add(int position)
        {
            if (count == positions.Length)
            {
                Array.Resize(ref positions, Capacity.For(count + 1));
            }

            positions[count++] = position;
        }

        public void EndDocument()
        {
            DocumentsWithAny += count > starts[Documents] ? 1 : 0;
            if (++Documents == starts.Length)
            {
                Array.Resize(ref starts, Capacity.For(Documents + 1));
            }

            starts[Documents] = count;
        }

        public void Clear() => count = Documents = DocumentsWithAny = 0;
    }
}
